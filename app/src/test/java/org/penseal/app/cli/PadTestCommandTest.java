// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;

/** {@code penseal pad test} and what {@code pad info} says of the link. */
@Slow
class PadTestCommandTest {
  @TempDir static Path data;

  private static JsonNode json(CommandLineRun run) throws Exception {
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void simulatedReferencePadPassesEveryCheck() throws Exception {
    CommandLineRun run =
        CommandLineRun.of("pad", "test", "sim:penseal-ref", "--json", "--data", data);
    assertEquals(0, run.exit(), run.err());
    JsonNode json = json(run);
    assertEquals("pass", json.get("verdict").asText());
    assertEquals("sm2-sm4-hmac-sm3", json.get("link").asText());
    Set<String> ids = new HashSet<>();
    for (JsonNode check : json.get("checks")) {
      ids.add(check.get("check").asText());
      assertEquals("pass", check.get("result").asText(), check.toString());
      assertTrue(!check.get("section").asText().isEmpty());
    }
    assertEquals(Check.values().length, ids.size());
  }

  @Test
  void padWithoutAChipCannotBeTested() {
    CommandLineRun run = CommandLineRun.of("pad", "test", "sim:stu-430v", "--data", data);
    assertEquals(2, run.exit());
    assertEquals("pad-no-chip", run.code());
  }

  @Test
  void realPadIsNotTriedWithoutItsPin() {
    CommandLineRun run = CommandLineRun.of("pad", "test", "serial:/dev/null", "--data", data);
    assertEquals(64, run.exit());
    assertTrue(run.err().contains("--pin-file"), run.err());
  }

  @Test
  void infoSaysHowTheLinkIsProtected() throws Exception {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
    SimulatedDeviceAuthority maker =
        SimulatedDeviceAuthority.in(data.resolve("maker"), Clock.systemUTC(), new SecureRandom());
    try (PadSimulator simulator =
        SimulatedDevices.pad(
            PadCatalog.load(), maker, "penseal-ref", SimulatedCustomer.nobody(), 1)) {
      JsonNode secured = json(CommandLineRun.of("pad", "info", simulator.uri(), "--json"));
      assertEquals("sm2-sm4-hmac-sm3", secured.get("link").asText());
      assertTrue(secured.get("linkCertificate").asText().contains("simulated"));
      String off = simulator.uri() + "?link=off";
      assertEquals(
          "clear", json(CommandLineRun.of("pad", "info", off, "--json")).get("link").asText());
    }
  }

  @Test
  void infoSaysWhetherThePenIsEncryptedByTheVendorsProtocol() throws Exception {
    SimulatedDeviceAuthority maker =
        SimulatedDeviceAuthority.in(data.resolve("maker"), Clock.systemUTC(), new SecureRandom());
    try (PadSimulator simulator =
        SimulatedDevices.pad(PadCatalog.load(), maker, "stu-540", SimulatedCustomer.nobody(), 1)) {
      JsonNode clear = json(CommandLineRun.of("pad", "info", simulator.uri(), "--json"));
      assertEquals("v2", clear.get("penEncryption").asText());
      assertFalse(clear.get("penEncrypted").asBoolean());
      String on = simulator.uri() + "?cipher=on";
      assertTrue(
          json(CommandLineRun.of("pad", "info", on, "--json")).get("penEncrypted").asBoolean());
    }
  }
}
