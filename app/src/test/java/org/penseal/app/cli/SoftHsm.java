// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A token of SoftHSM2 behind the shim of Pkcs11KeyTest, its label operator, its PIN 123456.
 *
 * @param folder its own
 * @param library of PKCS #11
 * @param control what the shim is told
 */
public record SoftHsm(Path folder, Path library, Path control) {
  private static final Path SHIM =
      Path.of("..", "pdf-signer", "src/test/resources/org/penseal/key/pkcs11/shim.c");

  /** An initialized token without a key. */
  public static SoftHsm make(Path folder) throws Exception {
    Path library = folder.resolve("libshim.so");
    Path control = Files.writeString(folder.resolve("control"), "");
    Path conf = folder.resolve("softhsm2.conf");
    Files.writeString(
        conf, "directories.tokendir = " + Files.createDirectory(folder.resolve("tokens")) + "\n");
    Path real =
        Files.copy(Path.of("/usr/lib/softhsm/libsofthsm2.so"), folder.resolve("libsofthsm2.so"));
    run(
        "gcc",
        "-shared",
        "-fPIC",
        "-DREAL=\"" + real + "\"",
        "-DCONF=\"" + conf + "\"",
        "-DCONTROL=\"" + control + "\"",
        "-o",
        library,
        SHIM,
        "-ldl");
    SoftHsm made = new SoftHsm(folder, library, control);
    made.tool("--init-token", "--slot-index", "0", "--label", "operator", "--so-pin", "12345678");
    made.tool(
        "--init-pin",
        "--token-label",
        "operator",
        "--so-pin",
        "12345678",
        "--new-pin",
        "123456",
        "-l");
    return made;
  }

  private static void run(Object... words) throws Exception {
    List<String> command = new ArrayList<>();
    List.of(words).forEach(word -> command.add(word.toString()));
    Path log = Files.createTempFile("tool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertEquals(0, process.waitFor(), () -> command.toString());
    Files.delete(log);
  }

  private void tool(Object... words) throws Exception {
    List<Object> all = new ArrayList<>(List.of("pkcs11-tool", "--module", library));
    all.addAll(List.of(words));
    run(all.toArray());
  }

  /** Puts an object of a PEM file into it. */
  public void put(String reader, String type, Path pem, String id, String label) throws Exception {
    Path der = folder.resolve(type + id + ".der");
    KeyFile.openssl(0, reader, "-in", pem, "-outform", "DER", "-out", der);
    tool(
        "--token-label",
        "operator",
        "-l",
        "--pin",
        "123456",
        "--write-object",
        der,
        "--type",
        type,
        "--id",
        id,
        "--label",
        label,
        "--usage-sign");
  }
}
