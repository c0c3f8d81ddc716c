// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** A token's key from the command line; SoftHSM2 is the token, behind the shim of Pkcs11KeyTest. */
@Slow
class Pkcs11CommandTest {
  @TempDir Path folder;
  private Path out;
  private SoftHsm hsm;
  private Path library;
  private Path control;
  private KeyFile rsa;

  @BeforeEach
  void build() throws Exception {
    Station.registerProvider();
    DemoReport.write(folder.resolve("in.pdf"));
    out = Files.createDirectory(folder.resolve("out")).resolve("signed.pdf");
    hsm = SoftHsm.make(folder);
    library = hsm.library();
    control = hsm.control();
    rsa = KeyFile.make(folder, "-newkey", "rsa:2048");
    hsm.put("pkey", "privkey", rsa.certificate().resolveSibling("key.pem"), "01", "rsa");
    hsm.put("x509", "cert", rsa.certificate(), "01", "rsa");
  }

  private CommandLineRun sign(String query, String pin, Object... further) throws Exception {
    List<Object> words = new ArrayList<>(List.of("sign", folder.resolve("in.pdf"), "--out", out));
    words.addAll(List.of("--lang", "en", "--data", folder.resolve("data")));
    words.addAll(List.of("--profile", "pades-b", "--key", "pkcs11:" + library + query));
    if (!pin.isEmpty()) {
      words.addAll(List.of("--pin-file", Files.writeString(folder.resolve("pin"), pin + "\n")));
    }
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  private void refused(String code, int exit, String query, String pin, Object... further)
      throws Exception {
    CommandLineRun run = sign(query, pin, further);
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertFalse(pin.length() > 3 && run.err().contains(pin), "the PIN is printed");
    assertFalse(Files.exists(out));
  }

  @Test
  void certificateThatForbidsSigningIsRefused() throws Exception {
    KeyFile unfit =
        KeyFile.make(folder, "-newkey", "rsa:2048", "-addext", "keyUsage=keyEncipherment");
    hsm.put("pkey", "privkey", unfit.certificate().resolveSibling("key.pem"), "02", "sealing");
    hsm.put("x509", "cert", unfit.certificate(), "02", "sealing");
    refused("certificate-not-for-signing", 1, "?token=operator&label=sealing", "123456");
  }

  @Test
  void tokenSignsInBothWaysOfRsa() throws Exception {
    for (List<Object> way :
        List.of(List.<Object>of(), List.<Object>of("--pss", "--digest", "sha384"))) {
      CommandLineRun run = sign("?token=operator&label=rsa", "123456", way.toArray());
      assertEquals(0, run.exit(), run.err());
      CommandLineRun verified =
          CommandLineRun.of("verify", out, "--json", "--trust", rsa.certificate());
      assertEquals(0, verified.exit(), verified.out());
      JsonNode signature = new ObjectMapper().readTree(verified.out()).at("/signatures/0");
      assertEquals("RSA", signature.path("algorithm").asText());
      assertEquals(way.isEmpty() ? "SHA-256" : "SHA-384", signature.path("digest").asText());
      Files.delete(out);
    }
  }

  @Test
  void everyRefusalOfATokenHasItsCode() throws Exception {
    refused("token-pin-wrong-untold", 1, "", "654321");
    Files.writeString(control, "flags 20000\n");
    CommandLineRun last = sign("", "654321");
    assertTrue(last.err().contains("Tries left: 1"), last.err());
    Files.writeString(control, "login A4\n");
    refused("token-pin-locked", 1, "", "123456");
    Files.writeString(control, "login A2\n");
    refused("token-pin-unfit", 1, "", "123456");
    Files.writeString(control, "sign 32\n");
    refused("token-removed", 2, "", "123456");
    Files.writeString(control, "sign 5\n");
    refused("token-failed", 2, "", "123456");
    Files.writeString(control, "spoil 1\n");
    refused("key-refused", 1, "", "123456");
    Files.writeString(control, "");
    refused("token-none", 2, "?token=other", "123456");
    refused("token-no-key", 2, "?label=other", "123456");
    Path second = KeyFile.make(folder, "-newkey", "rsa:2048").certificate();
    hsm.put("pkey", "privkey", second.resolveSibling("key.pem"), "02", "rsa");
    refused("token-several-keys", 64, "?label=rsa", "123456");
    refused("token-no-certificate", 2, "?id=02", "123456");
    refused("usage", 64, "?pin=123456", "");
    refused("usage", 64, "", "");
    refused("usage", 64, "", "123456", "--sm2-id", "a");
    library = folder.resolve("none.so");
    refused("token-library", 2, "", "123456");
  }
}
