// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.stream.Stream;
import org.penseal.app.server.DemoServer;
import org.penseal.key.Pkcs12File;

/** The demonstration of the services with a folder for FileUri, and what calls are made of. */
record ShfDemo(DemoServer server, Path shared) implements AutoCloseable {
  static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  // openssl dgst -sm3, of hello
  static final String HELLO_SM3 =
      "becbbfaae6548b8bf0cfcad5a27183cd1be6093b1cceccc303d9c61d0a645268";

  static ShfDemo start(Path folder) throws Exception {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    return new ShfDemo(
        DemoServer.start(
            folder.resolve("demo"),
            json -> json.replaceFirst("\\{", "{\"fileUriFolder\":\"" + shared + "\",")),
        shared);
  }

  /** Those that take data. */
  static Stream<String> operations() {
    return Stream.of(
        "Sign",
        "Verify",
        "Digest",
        "Encrypt",
        "Decrypt",
        "EncryptByExternalPublicKey",
        "ParseCertificate");
  }

  static String triple(String name, String type, String value) {
    return "{\"Name\":\"%s\",\"Type\":\"%s\",\"Value\":\"%s\"}".formatted(name, type, value);
  }

  static String raw(String name, String value) {
    return triple(name, "Raw", value);
  }

  static String base64(String name, byte[] value) {
    return triple(name, "Base64", Base64.getEncoder().encodeToString(value));
  }

  X509Certificate certificate(String file) throws Exception {
    return Pkcs12File.read(server.folder.resolve(file), "penseal-demo".toCharArray())
        .chain()
        .getFirst();
  }

  @Override
  public void close() {
    server.close();
  }
}
