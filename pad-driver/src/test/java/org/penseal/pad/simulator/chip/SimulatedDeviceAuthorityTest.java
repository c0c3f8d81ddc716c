// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ChipInfo.KeyState;
import org.penseal.pad.chip.PadChip;

class SimulatedDeviceAuthorityTest {
  private static final PadModel MODEL = PadCatalog.load().byId("penseal-ref").orElseThrow();
  private static final byte[] PIN = "12345678".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @BeforeEach
  void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  private SimulatedDeviceAuthority authority() throws Exception {
    return SimulatedDeviceAuthority.in(folder, Clock.systemUTC(), new SecureRandom());
  }

  private static String run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    return out;
  }

  @Test
  void opensslVerifiesTheDeviceCertificateAgainstTheAuthority() throws Exception {
    SimulatedChip chip = authority().chip(MODEL, "PS00000001", PIN);
    byte[] der = new PadChip(chip::execute).deviceCertificate().getEncoded();
    Files.write(folder.resolve("device.der"), der);
    run(folder, "openssl", "x509", "-inform", "DER", "-in", "device.der", "-out", "device.pem");
    String verified =
        run(
            folder,
            "openssl",
            "verify",
            "-vfyopt",
            "distid:1234567812345678",
            "-CAfile",
            "device-ca.pem",
            "device.pem");
    assertEquals("device.pem: OK", verified.strip());
    String text = run(folder, "openssl", "x509", "-in", "device.pem", "-noout", "-text");
    for (String part :
        List.of(
            "Issuer: CN=PenSeal Simulator Device CA (DEMO), O=PenSeal, C=CN",
            "serialNumber=PS00000001",
            "Digital Signature",
            "2.25.245451997612407219764004899378027207171.4.1",
            "2.25.245451997612407219764004899378027207171.2.2",
            "SM2-with-SM3")) {
      assertTrue(text.contains(part), part + " in\n" + text);
    }
  }

  @Test
  void folderKeepsTheAuthorityAndItsKeyIsForTheOwnerOnly() throws Exception {
    assertEquals(authority().certificate(), authority().certificate());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("device-ca.key"))));
    assertEquals(authority().certificatePem(), Files.readString(folder.resolve("device-ca.pem")));
  }

  @Test
  void counterGoesOnInTheNextChipOfTheSameDevice() throws Exception {
    MonotonicCounter counter =
        new MonotonicCounter(java.util.Optional.of(folder.resolve("counter-PS1")));
    assertEquals(1, counter.next());
    assertEquals(2, counter.next());
    SimulatedChip chip = authority().chip(MODEL, "PS1", PIN);
    assertEquals(2, new PadChip(chip::execute).info().counter());
  }

  @Test
  void caseThatTakesTooLongLosesItsKey() throws Exception {
    Instant[] now = {Instant.parse("2026-11-01T08:00:00Z")};
    InstantSource source = () -> now[0];
    SimulatedDeviceAuthority authority =
        SimulatedDeviceAuthority.in(folder, clock(source), new SecureRandom());
    PadChip chip = new PadChip(authority.chip(MODEL, "PS1", PIN)::execute);
    chip.verifyPin(PIN);
    chip.beginCase(new byte[16]);
    chip.generate();
    now[0] = now[0].plus(Duration.ofMinutes(10));
    assertEquals(KeyState.GENERATED, chip.info().key());
    now[0] = now[0].plusSeconds(1);
    assertEquals(KeyState.GONE, chip.info().key());
  }

  private static Clock clock(InstantSource source) {
    return source.withZone(ZoneId.from(ZoneOffset.UTC));
  }

  @Test
  void powerLossDestroysTheKeyAndClosesThePin() throws Exception {
    SimulatedChip simulated = authority().chip(MODEL, "PS1", PIN);
    PadChip chip = new PadChip(simulated::execute);
    chip.verifyPin(PIN);
    chip.beginCase(new byte[32]);
    chip.generate();
    simulated.powerLoss();
    assertEquals(KeyState.GONE, chip.info().key());
    byte[] answer = simulated.execute(new byte[] {(byte) 0xB0, 0x30, 0, 0, 1, 0});
    assertEquals("[105, -126]", Arrays.toString(answer), "6982");
  }

  @Test
  void commandsThatAreNoneAreRefusedByTheirStatusWords() throws Exception {
    SimulatedChip chip = authority().chip(MODEL, "PS1", PIN);
    assertEquals(0x6E00, statusWord(chip, 0x80, 0x10));
    assertEquals(0x6D00, statusWord(chip, 0xB0, 0x99));
    assertEquals(0x6985, statusWord(chip, 0xB0, 0x40));
    assertEquals(0x6700, statusWord(chip, 0xB0, 0x20));
  }

  private static int statusWord(SimulatedChip chip, int cla, int ins) {
    byte[] answer = chip.execute(new byte[] {(byte) cla, (byte) ins, 0, 0, 0});
    return ((answer[answer.length - 2] & 0xFF) << 8) | (answer[answer.length - 1] & 0xFF);
  }
}
