// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A token of the library that stands in for a maker's: what a folder holds, OpenSSL signs with.
 *
 * @param library built for this one, since the system loads a library once
 * @param token folder of key, certificates, PIN
 */
public record SkfStandIn(Path library, Path token) {
  public static final String PIN = "12345678";

  private static final Path SOURCE =
      Path.of("..", "pdf-signer", "src/test/resources/org/penseal/key/skf/standin.c");

  /**
   * A token with one container.
   *
   * @param key PEM
   * @param encryption certificate; empty if the container has none
   */
  public static SkfStandIn make(
      Path folder, Path key, X509Certificate certificate, Optional<X509Certificate> encryption)
      throws IOException, CertificateEncodingException {
    Path own = Files.createTempDirectory(folder, "skf-", new FileAttribute<?>[0]);
    Path library = own.resolve("libskf.so");
    OpensslKey.run(
        List.of(
            "gcc",
            "-shared",
            "-fPIC",
            "-Wall",
            "-o",
            library.toString(),
            SOURCE.toString(),
            "-ldl"));
    Path token = Files.createDirectory(own.resolve("token-1"));
    Files.copy(key, token.resolve("key.pem"));
    Files.write(token.resolve("cert.der"), certificate.getEncoded());
    if (encryption.isPresent()) {
      Files.write(token.resolve("enc.der"), encryption.get().getEncoded());
    }
    Files.writeString(token.resolve("pin"), PIN);
    Files.writeString(token.resolve("tries"), "3");
    Files.writeString(own.resolve("devices"), "token-1\n\n");
    return new SkfStandIn(library, token);
  }

  /** As {@code --key} takes it. */
  public String address() {
    return "skf:" + library + "?app=GM应用&container=sign";
  }

  /** Has it behave; an empty word ends it. */
  public void behave(String word) throws IOException {
    Files.writeString(token.resolve("behaviour"), word);
  }

  /** Puts another key in, under the same certificate. */
  public void swap(Path key) throws IOException {
    Files.copy(key, token.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
  }
}
