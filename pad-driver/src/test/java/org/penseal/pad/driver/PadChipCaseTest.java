// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipInfo.KeyState;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.driver.stu.ChipChannel;
import org.penseal.pad.ink.InkDigest;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;

/** Whole cases with the chip, over the serial line. */
@Tag("slow")
@Timeout(600)
class PadChipCaseTest {
  private static final byte[] CHALLENGE =
      "a challenge of 24 bytes.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MANIFEST = sm3("manifest".getBytes(StandardCharsets.US_ASCII));

  @TempDir Path folder;

  private static byte[] sm3(byte[] bytes) {
    PadRig.provider();
    try {
      return MessageDigest.getInstance("SM3").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] requestInfo(byte[] publicKeyInfo) throws Exception {
    return new CertificationRequestInfo(
            new X500Name("CN=Ada Lovelace"),
            SubjectPublicKeyInfo.getInstance(publicKeyInfo),
            new DERSet())
        .getEncoded("DER");
  }

  private static byte[] attributes() throws Exception {
    ASN1EncodableVector set = new ASN1EncodableVector();
    set.add(
        new Attribute(
            CMSAttributes.messageDigest,
            new DERSet(new DEROctetString(sm3("document".getBytes(StandardCharsets.US_ASCII))))));
    return new DERSet(set).getEncoded("DER");
  }

  private static boolean verifies(byte[] publicKeyInfo, byte[] message, byte[] signature)
      throws Exception {
    PublicKey key =
        KeyFactory.getInstance("EC", "BC").generatePublic(new X509EncodedKeySpec(publicKeyInfo));
    Signature verifier = Signature.getInstance("SM3withSM2", "BC");
    verifier.initVerify(key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static PadChip begun(PadRig rig) throws Exception {
    PadChip chip = new PadChip(rig.pad.secureElement());
    chip.verifyPin(PadRig.PIN);
    chip.beginCase(CHALLENGE);
    return chip;
  }

  private static Ink signed(PadRig rig) throws Exception {
    rig.pad.show(PadRig.picture(1));
    rig.pad.startCapture();
    assertEquals(PadButton.OK, rig.press());
    return rig.pad.stopCapture();
  }

  private static void refused(int statusWord, org.junit.jupiter.api.function.Executable command) {
    PadException.ChipRefused e = assertThrows(PadException.ChipRefused.class, command);
    assertEquals(Integer.toHexString(statusWord), Integer.toHexString(e.statusWord));
  }

  @Test
  void statementSaysWhatHappenedAndTheKeySignsRequestAndDocumentOnce() throws Exception {
    Instant before = Instant.now().minusSeconds(1);
    SimulatedCustomer customer =
        SimulatedCustomer.signsTwice(PadRig.writing(), PadRig.writing())
            .meanwhile(PadRig.scribble());
    try (PadRig rig = PadRig.withChip(folder, customer)) {
      PadChip chip = begun(rig);
      rig.pad.show(PadRig.picture(1));
      rig.pad.show(PadRig.picture(2));
      rig.pad.startCapture();
      assertEquals(PadButton.CLEAR, rig.press());
      rig.pad.restartCapture();
      assertEquals(PadButton.OK, rig.press());
      Ink ink = rig.pad.stopCapture().requireComplete();

      byte[] key = chip.generate();
      assertEquals(KeyState.GENERATED, chip.info().key());
      ChipStatement statement = chip.statement(MANIFEST);
      byte[] request = requestInfo(key);
      assertTrue(verifies(key, request, chip.request(request)));
      assertEquals(KeyState.REQUESTED, chip.info().key());
      assertTrue(verifies(key, attributes(), chip.sign(attributes())));
      assertEquals(KeyState.SIGNED, chip.info().key());

      StatementBody body = statement.body();
      assertEquals(StatementBody.Origin.CHIP, body.origin());
      assertEquals(new StatementBody.Device("PSREF-430", "PS00000001", "1.00"), body.device());
      assertArrayEquals(CHALLENGE, body.challenge().bytes());
      assertArrayEquals(key, body.oneTimeKey().bytes());
      assertEquals(ByteString.of(InkDigest.sm3(ink)), body.pen().digest());
      assertEquals(ink.samples().size(), body.pen().reports());
      assertEquals(2, body.pen().attempts());
      assertEquals(
          List.of(
              ByteString.of(sm3(PadRig.picture(1).bits())),
              ByteString.of(sm3(PadRig.picture(2).bits()))),
          body.pictures());
      assertEquals(body.pictures().getLast(), body.confirm().screen());
      assertEquals(rig.pad.layout().ok(), body.confirm().area());
      assertTrue(body.confirm().time().isAfter(before));
      assertArrayEquals(MANIFEST, body.manifestDigest().bytes());
      assertEquals(1, body.counter());
      assertTrue(statement.verifySignature());
      statement
          .signer()
          .orElseThrow()
          .verify(
              SimulatedDeviceAuthority.in(folder, Clock.systemUTC(), new SecureRandom())
                  .certificate()
                  .getPublicKey(),
              "BC");
      assertEquals(statement.signer().orElseThrow(), chip.deviceCertificate());
    }
  }

  @Test
  void injectedReportMakesTheInkDigestDiffer() throws Exception {
    try (PadRig rig = PadRig.inClear(folder, SimulatedCustomer.signs(PadRig.writing()))) {
      PadChip chip = begun(rig);
      rig.simulator.faults(Faults.injectingAfter(15));
      Ink ink = signed(rig);
      chip.generate();
      ChipStatement statement = chip.statement(MANIFEST);
      assertTrue(statement.verifySignature());
      assertEquals(ink.samples().size() - 1, statement.body().pen().reports());
      assertNotEquals(ByteString.of(InkDigest.sm3(ink)), statement.body().pen().digest());
    }
  }

  @Test
  void anotherPictureOnTheScreenShowsInTheStatement() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.signs(PadRig.writing()))) {
      PadChip chip = begun(rig);
      rig.simulator.faults(Faults.showingAnotherPicture());
      signed(rig);
      chip.generate();
      StatementBody body = chip.statement(MANIFEST).body();
      ByteString sent = ByteString.of(sm3(PadRig.picture(1).bits()));
      assertFalse(body.pictures().contains(sent));
      assertNotEquals(sent, body.confirm().screen());
    }
  }

  @Test
  void lostReportsDoNotChangeWhatTheChipSaw() throws Exception {
    try (PadRig rig = PadRig.inClear(folder, SimulatedCustomer.signs(PadRig.writing()))) {
      PadChip chip = begun(rig);
      rig.simulator.faults(Faults.losing(30));
      Ink ink = signed(rig);
      assertEquals(1, ink.lostReports());
      chip.generate();
      assertEquals(ink.samples().size() + 1, chip.statement(MANIFEST).body().pen().reports());
    }
  }

  @Test
  void secondRequestAndSecondSignatureAreRefused() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.signs(PadRig.writing()))) {
      PadChip chip = begun(rig);
      signed(rig);
      byte[] key = chip.generate();
      refused(0x6985, chip::generate);
      refused(0x6985, () -> chip.request(requestInfo(key)));
      chip.statement(MANIFEST);
      refused(0x6985, () -> chip.statement(MANIFEST));
      refused(0x6985, () -> chip.sign(attributes()));
      chip.request(requestInfo(key));
      refused(0x6985, () -> chip.request(requestInfo(key)));
      refused(0x6A80, () -> chip.sign(new byte[] {0x31, 0}));
      chip.sign(attributes());
      refused(0x6985, () -> chip.sign(attributes()));
    }
  }

  @Test
  void attributesThatFitInNoMessageAreSignedInParts() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.signs(PadRig.writing()))) {
      PadChip chip = begun(rig);
      signed(rig);
      byte[] key = chip.generate();
      chip.statement(MANIFEST);
      chip.request(requestInfo(key));
      byte[] attributes = attributes(new byte[30_000]);
      assertTrue(verifies(key, attributes, chip.sign(attributes)));
      refused(0x6985, () -> chip.sign(attributes));
    }
  }

  private static byte[] attributes(byte[] evidence) throws Exception {
    ASN1EncodableVector set = new ASN1EncodableVector();
    set.add(
        Attribute.getInstance(
            org.bouncycastle.asn1.ASN1Set.getInstance(attributes()).getObjectAt(0)));
    set.add(new Attribute(CMSAttributes.contentHint, new DERSet(new DEROctetString(evidence))));
    return new DERSet(set).getEncoded("DER");
  }

  @Test
  void requestForAnotherKeyIsRefusedAndTheRightOneStillSigned() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.signs(PadRig.writing()))) {
      PadChip chip = begun(rig);
      signed(rig);
      byte[] key = chip.generate();
      chip.statement(MANIFEST);
      byte[] device = chip.deviceCertificate().getPublicKey().getEncoded();
      refused(0x6A80, () -> chip.request(requestInfo(device)));
      assertTrue(verifies(key, requestInfo(key), chip.request(requestInfo(key))));
    }
  }

  @Test
  void nothingIsStatedWithoutThePressOnOk() throws Exception {
    SimulatedCustomer writesOnly =
        new SimulatedCustomer(List.of(new SimulatedCustomer.Sign(PadRig.writing())));
    try (PadRig rig = PadRig.withChip(folder, writesOnly)) {
      PadChip chip = begun(rig);
      rig.pad.startCapture();
      chip.generate();
      assertFalse(chip.info().confirmed());
      refused(0x6985, () -> chip.statement(MANIFEST));
      refused(0x6985, () -> chip.sign(attributes()));
    }
  }

  @Test
  void cancelOnThePadDestroysTheKey() throws Exception {
    SimulatedCustomer customer = SimulatedCustomer.signsAndCancels(PadRig.writing());
    try (PadRig rig = PadRig.withChip(folder, customer)) {
      PadChip chip = begun(rig);
      chip.generate();
      rig.pad.startCapture();
      assertEquals(PadButton.CANCEL, rig.press());
      assertEquals(KeyState.GONE, chip.info().key());
      assertFalse(chip.info().caseOpen());
      refused(0x6985, () -> chip.statement(MANIFEST));
    }
  }

  @Test
  void cancelOfTheHostDestroysTheKeyAndANewCaseMayBegin() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.nobody())) {
      PadChip chip = begun(rig);
      chip.generate();
      chip.cancel();
      assertEquals(KeyState.GONE, chip.info().key());
      refused(0x6985, chip::generate);
      chip.beginCase(CHALLENGE);
      chip.generate();
      assertEquals(KeyState.GENERATED, chip.info().key());
    }
  }

  @Test
  void wrongPinCountsDownToBlocked() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.nobody())) {
      PadChip chip = new PadChip(rig.pad.secureElement());
      refused(0x6982, () -> chip.beginCase(CHALLENGE));
      byte[] wrong = "87654321".getBytes(StandardCharsets.US_ASCII);
      for (int left = 4; left > 0; left--) {
        PadException.WrongPin e =
            assertThrows(PadException.WrongPin.class, () -> chip.verifyPin(wrong));
        assertEquals(left, e.triesLeft);
      }
      assertThrows(PadException.PinBlocked.class, () -> chip.verifyPin(wrong));
      assertThrows(PadException.PinBlocked.class, () -> chip.verifyPin(PadRig.PIN));
      assertEquals(0, chip.info().pinTriesLeft());
      refused(0x6982, () -> chip.beginCase(CHALLENGE));
    }
  }

  @Test
  void slowChipIsWaitedForWhileItSaysThatItWorks() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.nobody())) {
      rig.simulator.faults(Faults.slowChip(ChipChannel.SIGN_OF_LIFE.plus(Duration.ofMillis(300))));
      assertEquals(1, new PadChip(rig.pad.secureElement()).info().version());
    }
  }

  @Test
  void unpluggingDestroysTheKey() throws Exception {
    try (PadRig rig = PadRig.withChip(folder, SimulatedCustomer.nobody())) {
      PadChip chip = begun(rig);
      chip.generate();
      rig.simulator.unplug();
      assertThrows(PadException.Gone.class, chip::info);
    }
  }
}
