// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.penseal.app.integrity.FileListWriter;
import org.penseal.app.workplace.Station;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Pem;

/** What {@code ./package} asks of the program about the files that it installs. */
public final class Inventory {
  private Inventory() {}

  /**
   * Lists files, or shows whose key will sign the list.
   *
   * @param arguments {@code list IMAGE [TREE]} or {@code certificate KEY PASSWORD-FILE OUT}
   */
  public static void main(String[] arguments)
      throws IOException, SigningException, CertificateEncodingException {
    Station.registerProvider();
    List<Path> files =
        Arrays.stream(arguments).skip(1).map(Path::of).map(Path::toAbsolutePath).toList();
    switch (arguments[0]) {
      case "list" -> FileListWriter.write(files.getFirst(), files.subList(1, files.size()));
      case "certificate" -> certificate(files.get(0), files.get(1), files.get(2));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void certificate(Path key, Path password, Path out)
      throws IOException, SigningException, CertificateEncodingException {
    char[] secret = Files.readString(password).strip().toCharArray();
    X509Certificate release = Pkcs12File.read(key, secret).chain().getFirst();
    String pem = Pem.certificate(release.getEncoded());
    Files.writeString(out, pem, StandardCharsets.US_ASCII);
  }
}
