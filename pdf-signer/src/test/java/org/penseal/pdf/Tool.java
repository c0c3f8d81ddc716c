// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a foreign program with a time-out. */
public record Tool(int exit, String output) {
  /** OpenSSL, which must succeed. */
  public static void openssl(String... words) {
    Tool run = run(Stream.concat(Stream.of("openssl"), Stream.of(words)).toArray(String[]::new));
    if (run.exit != 0) {
      throw new AssertionError("openssl " + String.join(" ", words) + ": " + run.output);
    }
  }

  /**
   * A self-signed key made by OpenSSL: NAME.key, NAME.pem, and NAME.p12 with the password pw.
   *
   * @param algorithm what -newkey takes, for example sm2 or rsa:2048
   * @param further options of {@code openssl req}
   */
  public static Path pkcs12(Path folder, String name, String algorithm, String... further) {
    String key = folder.resolve(name + ".key").toString();
    String certificate = folder.resolve(name + ".pem").toString();
    String[] words = {
      "req",
      "-x509",
      "-newkey",
      algorithm,
      "-nodes",
      "-subj",
      "/CN=" + name,
      "-days",
      "2",
      "-keyout",
      key,
      "-out",
      certificate
    };
    openssl(Stream.concat(Stream.of(words), Stream.of(further)).toArray(String[]::new));
    Path file = folder.resolve(name + ".p12");
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        key,
        "-in",
        certificate,
        "-out",
        file.toString(),
        "-passout",
        "pass:pw");
    return file;
  }

  public static Tool run(String... command) {
    try {
      Path log = Files.createTempFile("tool", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(600, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("no end: " + List.of(command));
      }
      String output = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
      Files.delete(log);
      return new Tool(process.exitValue(), output);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + List.of(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
