// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;

/**
 * A token of SoftHSM2, filled by OpenSC's pkcs11-tool.
 *
 * @param library SoftHSM2 behind a shim that finds this configuration and fails on demand
 * @param control what it is told: lines of a word (login, sign, flags, spoil) and a number in hex
 */
public record SoftToken(Path library, Path control) {
  public static final String PIN = "123456";
  public static final String LABEL = "operator";

  private static final Path SOFTHSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final Path SHIM =
      Path.of("..", "pdf-signer", "src/test/resources/org/penseal/key/pkcs11/shim.c");

  /** An initialized token without a key. */
  public static SoftToken make(Path folder) throws IOException {
    Path own = Files.createTempDirectory(folder, "token-", new FileAttribute<?>[0]);
    Path tokens = Files.createDirectory(own.resolve("tokens"));
    Path conf =
        Files.writeString(
            own.resolve("softhsm2.conf"),
            "directories.tokendir = "
                + tokens
                + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    // A copy of its own: a library is initialized once in a process.
    Path real = Files.copy(SOFTHSM, own.resolve("libsofthsm2.so"));
    Path control = Files.writeString(own.resolve("control"), "");
    Path library = own.resolve("libshim.so");
    OpensslKey.run(
        List.of(
            "gcc",
            "-shared",
            "-fPIC",
            "-Wall",
            "-DREAL=\"" + real + "\"",
            "-DCONF=\"" + conf + "\"",
            "-DCONTROL=\"" + control + "\"",
            "-o",
            library.toString(),
            SHIM.toString(),
            "-ldl"));
    SoftToken token = new SoftToken(library, control);
    token.another(LABEL);
    return token;
  }

  /** Initializes a further token behind the same library. */
  public void another(String label) {
    tool("--init-token", "--slot-index", count(), "--label", label, "--so-pin", "12345678");
    tool("--init-pin", "--token-label", label, "--so-pin", "12345678", "--new-pin", PIN, "-l");
  }

  private String count() {
    String slots = tool("--list-token-slots").output();
    // The last slot is SoftHSM's offer of a new token.
    return String.valueOf(slots.split("Slot [0-9]+ \\(", -1).length - 2);
  }

  /** Runs pkcs11-tool over this library. */
  public Tool tool(String... words) {
    List<String> all = new ArrayList<>(List.of("pkcs11-tool", "--module", library.toString()));
    all.addAll(List.of(words));
    return OpensslKey.run(all);
  }

  /** Puts a private key in, in PEM. */
  public void key(Path pem, String id, String label, String... further) throws IOException {
    write(pem, List.of("pkey"), "privkey", id, label, further);
  }

  /** Puts a certificate in, in PEM. */
  public void certificate(Path pem, String id, String label) throws IOException {
    write(pem, List.of("x509"), "cert", id, label);
  }

  private void write(
      Path pem, List<String> reader, String type, String id, String label, String... further)
      throws IOException {
    Path der = Files.createTempFile(control.toAbsolutePath().getParent(), type, ".der");
    List<String> words = new ArrayList<>(List.of("openssl"));
    words.addAll(reader);
    words.addAll(List.of("-in", pem.toString(), "-outform", "DER", "-out", der.toString()));
    OpensslKey.run(words);
    List<String> tool = new ArrayList<>(List.of("--token-label", LABEL, "-l", "--pin", PIN));
    tool.addAll(List.of("--write-object", der.toString(), "--type", type, "--id", id));
    tool.addAll(List.of("--label", label));
    if (type.equals("privkey")) {
      tool.add("--usage-sign");
    }
    tool.addAll(List.of(further));
    tool(tool.toArray(String[]::new));
  }

  /** Has the shim behave; an empty text ends it. */
  public void behave(String lines) throws IOException {
    Files.writeString(control, lines);
  }
}
