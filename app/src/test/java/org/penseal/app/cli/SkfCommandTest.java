// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** A token's key from the command line; the library is the stand-in of {@code SkfKeyTest}. */
@Slow
public final class SkfCommandTest {
  public static final Path SOURCE =
      Path.of("..", "pdf-signer", "src/test/resources/org/penseal/key/skf/standin.c");

  @TempDir Path folder;
  private Path out;
  private Path token;
  private KeyFile key;
  private String address;

  @BeforeEach
  void build() throws Exception {
    Station.registerProvider();
    DemoReport.write(folder.resolve("in.pdf"));
    out = Files.createDirectory(folder.resolve("out")).resolve("signed.pdf");
    Path library = folder.resolve("libskf.so");
    Process gcc =
        new ProcessBuilder(
                "gcc", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString(), "-ldl")
            .inheritIO()
            .start();
    assertEquals(0, gcc.waitFor());
    key = KeyFile.make(folder, "-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678");
    token = Files.createDirectory(folder.resolve("token-1"));
    Files.copy(key.certificate().resolveSibling("key.pem"), token.resolve("key.pem"));
    KeyFile.openssl(
        0, "x509", "-in", key.certificate(), "-outform", "DER", "-out", token.resolve("cert.der"));
    Files.writeString(token.resolve("pin"), "12345678");
    Files.writeString(token.resolve("tries"), "2");
    Files.writeString(folder.resolve("devices"), "token-1\n\n");
    address = "skf:" + library + "?app=GM应用&container=sign";
  }

  private CommandLineRun sign(String from, String pin, Object... further) throws Exception {
    List<Object> words = new ArrayList<>(List.of("sign", folder.resolve("in.pdf"), "--out", out));
    words.addAll(List.of("--lang", "en", "--data", folder.resolve("data"), "--key", from));
    if (!pin.isEmpty()) {
      words.addAll(List.of("--pin-file", Files.writeString(folder.resolve("pin"), pin + "\n")));
    }
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  private void refused(String code, int exit, String from, String pin, Object... further)
      throws Exception {
    CommandLineRun run = sign(from, pin, further);
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertFalse(pin.length() > 3 && run.err().contains(pin), "the PIN is printed");
    assertFalse(Files.exists(out));
  }

  @Test
  void tokenSignsInBothProfiles() throws Exception {
    for (String profile : new String[] {"pades-b", "gm-cms"}) {
      CommandLineRun run = sign(address, "12345678", "--profile", profile);
      assertEquals(0, run.exit(), run.err());
      CommandLineRun verified =
          CommandLineRun.of("verify", out, "--json", "--trust", key.certificate());
      assertEquals(0, verified.exit(), verified.out());
      JsonNode signature = new ObjectMapper().readTree(verified.out()).at("/signatures/0");
      assertEquals(profile, signature.path("profile").asText());
      assertEquals("SM2", signature.path("algorithm").asText());
    }
  }

  @Test
  void everyRefusalOfATokenHasItsCode() throws Exception {
    refused("token-pin-unfit", 1, address, "123", "--profile", "pades-b");
    Files.writeString(token.resolve("behaviour"), "silent-about-tries");
    refused("token-pin-wrong-untold", 1, address, "87654321", "--profile", "pades-b");
    Files.writeString(token.resolve("tries"), "2");
    Files.writeString(token.resolve("behaviour"), "");
    CommandLineRun wrong = sign(address, "87654321", "--profile", "pades-b");
    assertTrue(wrong.err().contains("Tries left: 1"), wrong.err());
    refused("token-pin-locked", 1, address, "87654321", "--profile", "pades-b");
    Files.writeString(token.resolve("tries"), "2");
    Files.writeString(token.resolve("behaviour"), "removed");
    refused("token-removed", 2, address, "12345678", "--profile", "pades-b");
    Files.writeString(token.resolve("behaviour"), "tired");
    refused("token-failed", 2, address, "12345678", "--profile", "pades-b");
    String other = address.replace("sign", "other");
    refused("token-no-such-part", 2, other, "12345678", "--profile", "pades-b");
    refused("token-none", 2, address + "&device=x", "12345678", "--profile", "pades-b");
    Files.writeString(folder.resolve("devices"), "token-1\ntoken-2\n\n");
    refused("token-several", 64, address, "12345678", "--profile", "pades-b");
    Files.delete(token.resolve("cert.der"));
    String named = address + "&device=token-1";
    refused("token-no-certificate", 2, named, "12345678", "--profile", "pades-b");
    String none = "skf:" + folder.resolve("none.so") + "?app=a&container=c";
    refused("token-library", 2, none, "12345678", "--profile", "pades-b");
  }

  @Test
  void certificateThatForbidsSigningIsRefused() throws Exception {
    for (String extension : List.of("keyUsage=keyEncipherment", "extendedKeyUsage=serverAuth")) {
      KeyFile unfit =
          KeyFile.make(
              folder,
              "-newkey",
              "sm2",
              "-sm3",
              "-sigopt",
              "distid:1234567812345678",
              "-addext",
              extension);
      Path pem = unfit.certificate().resolveSibling("key.pem");
      Files.copy(pem, token.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
      Path der = token.resolve("cert.der");
      KeyFile.openssl(0, "x509", "-in", unfit.certificate(), "-outform", "DER", "-out", der);
      refused("certificate-not-for-signing", 1, address, "12345678", "--profile", "pades-b");
    }
  }

  @Test
  void addressAndPinFileAreAskedFor() throws Exception {
    refused("usage", 64, "skf:lib.so", "12345678", "--profile", "pades-b");
    refused("usage", 64, address, "", "--profile", "pades-b");
    refused("usage", 64, address, "12345678", "--profile", "pades-b", "--pss");
  }
}
