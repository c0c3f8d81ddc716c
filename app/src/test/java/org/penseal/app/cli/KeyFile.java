// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A key of an operator, with a certificate of its own, made by openssl.
 *
 * @param certificate PEM
 * @param file PKCS #12
 * @param password a file with its password
 */
public record KeyFile(Path certificate, Path file, Path password) {

  public static KeyFile make(Path folder, String... request) throws Exception {
    Path own = Files.createTempDirectory(folder, "key-");
    Path key = own.resolve("key.pem");
    Path certificate = own.resolve("certificate.pem");
    Path file = own.resolve("key.p12");
    Path config = Files.writeString(own.resolve("req.cnf"), "[req]\ndistinguished_name=dn\n[dn]\n");
    List<String> words =
        new ArrayList<>(List.of("req", "-x509", "-nodes", "-subj", "/CN=Operator", "-config"));
    words.addAll(List.of(config.toString(), "-keyout", key.toString()));
    words.addAll(List.of("-out", certificate.toString()));
    words.addAll(List.of(request));
    openssl(0, words.toArray());
    openssl(
        0,
        "pkcs12",
        "-export",
        "-inkey",
        key,
        "-in",
        certificate,
        "-out",
        file,
        "-passout",
        "pass:pw");
    return new KeyFile(certificate, file, Files.writeString(own.resolve("pw"), "pw\n"));
  }

  /** Runs openssl and gives what it said. */
  public static String openssl(int exit, Object... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    List.of(words).forEach(word -> command.add(word.toString()));
    Path log = Files.createTempFile("openssl", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(600, TimeUnit.SECONDS), command.toString());
    String said = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
    Files.delete(log);
    assertEquals(exit, process.exitValue(), command + "\n" + said);
    return said;
  }
}
