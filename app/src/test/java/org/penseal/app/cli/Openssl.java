// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** OpenSSL as the maker of keys and as the second opinion, in one folder. */
record Openssl(Path folder) {
  static final String PASSWORD = "pw";

  /** Runs it and gives what it printed; fails if it does. */
  String run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
    return output;
  }

  /**
   * A self-signed key as NAME.p12 (password {@link #PASSWORD}), with NAME.pem and NAME.key.
   *
   * @param algorithm what -newkey takes
   */
  Path key(String name, String algorithm, String... further)
      throws IOException, InterruptedException {
    String[] request = {
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
      name + ".key",
      "-out",
      name + ".pem"
    };
    List<String> words = new ArrayList<>(Arrays.asList(request));
    // A leaf: a root's own basic constraints would make a CA of it.
    words.addAll(List.of("-addext", "basicConstraints=critical,CA:FALSE"));
    words.addAll(Arrays.asList(further));
    run(words.toArray(String[]::new));
    run(
        "pkcs12",
        "-export",
        "-inkey",
        name + ".key",
        "-in",
        name + ".pem",
        "-out",
        name + ".p12",
        "-passout",
        "pass:" + PASSWORD);
    Files.writeString(folder.resolve("pw"), PASSWORD + "\n");
    return folder.resolve(name + ".p12");
  }

  Path sm2(String name) throws IOException, InterruptedException {
    return key(name, "sm2", "-sm3", "-sigopt", "distid:1234567812345678");
  }
}
