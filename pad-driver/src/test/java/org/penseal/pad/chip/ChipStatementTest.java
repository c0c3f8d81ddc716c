// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;

class ChipStatementTest {
  private static final ByteString DIGEST = ByteString.of(new byte[32]);

  @BeforeAll
  static void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    return generator.generateKeyPair();
  }

  static StatementBody body(Instant time, KeyPair key) {
    return new StatementBody(
        StatementBody.Origin.HOST,
        new StatementBody.Device("STU-430V", "5JZQS00032", "1.04"),
        ByteString.of(new byte[16]),
        ByteString.of(key.getPublic().getEncoded()),
        new StatementBody.Pen(DIGEST, 100_000, 3),
        List.of(DIGEST, DIGEST),
        new StatementBody.Confirm(time, new PadLayout.Area(0, 1, 200, 300), DIGEST),
        DIGEST,
        Long.MAX_VALUE);
  }

  @Test
  void hostStatementIsTheSameAfterItsDer() throws Exception {
    KeyPair key = keys();
    for (String time :
        List.of("2026-11-01T00:00:00Z", "2026-11-01T00:00:00.100Z", "2026-11-01T00:00:00.007Z")) {
      ChipStatement made =
          ChipStatement.sign(body(Instant.parse(time), key), key.getPrivate(), null);
      ChipStatement read = ChipStatement.decode(made.encode());
      assertEquals(made, read);
      assertTrue(read.verifySignature(key.getPublic()));
      assertFalse(read.verifySignature(), "it carries no certificate");
      assertTrue(read.signer().isEmpty());
    }
  }

  @Test
  void hostSaysWhatConfirmedAndAChipStatesItsScreenOnly() throws Exception {
    KeyPair key = keys();
    StatementBody body = body(Instant.EPOCH, key);
    for (StatementBody.By by : StatementBody.By.values()) {
      StatementBody.Confirm confirm =
          new StatementBody.Confirm(by, Instant.EPOCH, PadLayout.NO_AREA, DIGEST);
      StatementBody made = confirmed(body, StatementBody.Origin.HOST, confirm);
      assertEquals(made, StatementBody.decode(made.encode()));
      if (by != StatementBody.By.SCREEN) {
        assertThrows(
            IllegalArgumentException.class,
            () -> confirmed(body, StatementBody.Origin.CHIP, confirm));
        byte[] der = made.encode();
        // Origin is the first ENUMERATED: from host to chip.
        for (int i = 0; i < der.length - 2; i++) {
          if (der[i] == 0x0A && der[i + 1] == 1) {
            der[i + 2] = 0;
            break;
          }
        }
        assertThrows(PadException.Malformed.class, () -> StatementBody.decode(der));
      }
    }
  }

  private static StatementBody confirmed(
      StatementBody b, StatementBody.Origin origin, StatementBody.Confirm confirm) {
    return new StatementBody(
        origin,
        b.device(),
        b.challenge(),
        b.oneTimeKey(),
        b.pen(),
        b.pictures(),
        confirm,
        b.manifestDigest(),
        b.counter());
  }

  @Test
  void signatureOfAnotherKeyOrOverAnotherBodyDoesNotVerify() throws Exception {
    KeyPair key = keys();
    ChipStatement made = ChipStatement.sign(body(Instant.EPOCH, key), key.getPrivate(), null);
    assertFalse(made.verifySignature(keys().getPublic()));
    StatementBody other = body(Instant.EPOCH.plusMillis(1), key);
    assertFalse(new ChipStatement(other, made.signature(), null).verifySignature(key.getPublic()));
  }

  private static ChipStatement byP256(StatementBody body, KeyPair signer) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", "BC");
    signature.initSign(signer.getPrivate());
    signature.update(body.encode());
    return new ChipStatement(
        body, ChipStatement.Algorithm.ECDSA_SHA256, ByteString.of(signature.sign()), null);
  }

  @Test
  void hostMaySignWithAKeyOnP256AndAChipMayNot() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    StatementBody body = body(Instant.EPOCH, key);
    ChipStatement made = byP256(body, key);
    assertEquals(made, ChipStatement.decode(made.encode()));
    assertTrue(made.verifySignature(key.getPublic()));
    assertFalse(made.verifySignature(generator.generateKeyPair().getPublic()));
    KeyPair sm2 = keys();
    assertFalse(byP256(body, sm2).verifySignature(sm2.getPublic()), "the curve of another");
    ChipStatement sm2OnP256 = ChipStatement.sign(body, key.getPrivate(), null);
    assertFalse(sm2OnP256.verifySignature(key.getPublic()), "the curve of another");
    byte[] der = made.encode();
    // Origin is the first ENUMERATED: from host to chip.
    for (int i = 0; i < der.length - 2; i++) {
      if (der[i] == 0x0A && der[i + 1] == 1) {
        der[i + 2] = 0;
        break;
      }
    }
    assertThrows(PadException.Malformed.class, () -> ChipStatement.decode(der));
  }

  /** What a maker's certificate may look like: a length in one byte more than DER takes. */
  private static byte[] notCanonical(KeyPair device) throws Exception {
    ContentSigner signer =
        new JcaContentSignerBuilder("SM3WITHSM2").setProvider("BC").build(device.getPrivate());
    Certificate made =
        new JcaX509v3CertificateBuilder(
                new X500Name("CN=Maker"),
                BigInteger.ONE,
                Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                new X500Name("CN=Device"),
                device.getPublic())
            .build(signer)
            .toASN1Structure();
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    for (ASN1Encodable each : (ASN1Sequence) made.getTBSCertificate().toASN1Primitive()) {
      byte[] field = each.toASN1Primitive().getEncoded("DER");
      boolean validity = fields.size() > 0 && field[0] == 0x30 && field[2] == 0x17; // UTCTime
      fields.write(field, 0, 1);
      if (validity) {
        fields.write(0x81);
      }
      fields.write(field, 1, field.length - 1);
    }
    byte[] tbs = DerWriter.sequence(fields.toByteArray());
    Signature signature = Signature.getInstance("SM3withSM2", "BC");
    signature.initSign(device.getPrivate());
    signature.update(tbs);
    return DerWriter.sequence(
        tbs, made.getSignatureAlgorithm().getEncoded("DER"), DerWriter.bits(signature.sign()));
  }

  @Test
  void certificateThatIsNotCanonicalComesThroughOctetForOctet() throws Exception {
    KeyPair device = keys();
    byte[] certificate = notCanonical(device);
    assertFalse(
        Arrays.equals(certificate, Certificate.getInstance(certificate).getEncoded("DER")),
        "a library that writes it anew breaks its signature");
    ChipStatement made =
        ChipStatement.sign(body(Instant.EPOCH, device), device.getPrivate(), certificate);
    byte[] der = made.encode();
    ChipStatement read = ChipStatement.decode(der);
    assertEquals(ByteString.of(certificate), read.certificate());
    assertArrayEquals(der, read.encode());
    assertTrue(read.verifySignature());
    assertEquals(device.getPublic(), read.signer().orElseThrow().getPublicKey());
  }

  /** Its own head is part of the statement, which must be DER. */
  @Test
  void certificateOfIndefiniteLengthMakesAStatementMalformed() throws Exception {
    KeyPair device = keys();
    byte[] der = notCanonical(device);
    byte[] ber = new byte[der.length];
    ber[0] = 0x30;
    ber[1] = (byte) 0x80;
    System.arraycopy(der, 4, ber, 2, der.length - 4);
    byte[] statement =
        ChipStatement.sign(body(Instant.EPOCH, device), device.getPrivate(), ber).encode();
    assertThrows(PadException.Malformed.class, () -> ChipStatement.decode(statement));
  }

  @Test
  void everyDamagedByteIsRefusedOrChangesTheStatement() throws Exception {
    KeyPair key = keys();
    ChipStatement made = ChipStatement.sign(body(Instant.EPOCH, key), key.getPrivate(), null);
    byte[] der = made.encode();
    for (int i = 0; i < der.length; i++) {
      byte[] damaged = der.clone();
      damaged[i] ^= 0x11;
      boolean fits;
      try {
        ChipStatement read = ChipStatement.decode(damaged);
        fits = read.verifySignature(key.getPublic());
      } catch (PadException.Malformed e) {
        fits = false;
      }
      assertFalse(fits, "byte " + i);
    }
  }

  @Test
  void cutOffAndLengthenedStatementsAreMalformed() throws Exception {
    KeyPair key = keys();
    byte[] der = ChipStatement.sign(body(Instant.EPOCH, key), key.getPrivate(), null).encode();
    for (int length : new int[] {0, 1, 2, 10, der.length - 1, der.length + 1}) {
      assertThrows(
          PadException.Malformed.class, () -> ChipStatement.decode(Arrays.copyOf(der, length)));
    }
  }

  @Test
  void statusWordsBecomeTypedErrors() {
    assertEquals(3, ((PadException.WrongPin) ChipStatus.error(0x63C3)).triesLeft);
    assertTrue(ChipStatus.error(0x63C0) instanceof PadException.PinBlocked);
    assertTrue(ChipStatus.error(0x6983) instanceof PadException.PinBlocked);
    PadException.ChipRefused refused = (PadException.ChipRefused) ChipStatus.error(0x6985);
    assertEquals(0x6985, refused.statusWord);
    assertEquals("conditions of use not satisfied", refused.meaning);
  }

  /** Forms of ISO/IEC 7816-4, 5.3.2. */
  @Test
  void apdusAreShortOrExtendedByWhatTheyCarry() {
    assertEquals("b0100000", apdu(0, 0));
    assertEquals("b010000000", apdu(0, 256));
    assertEquals("b0100000000000", apdu(0, 65536));
    assertEquals("b0100000020000", apdu(2, 0));
    assertEquals("b010000002000010", apdu(2, 16));
    assertEquals("b010000000000200000000", apdu(2, 65536));
    assertEquals("b010000000012c", apdu(300, 0).substring(0, 14));
    assertEquals("0010", apdu(300, 16).substring(14 + 600));
  }

  private static String apdu(int data, int expected) {
    ByteString bytes = ByteString.of(new byte[data]);
    return HexFormat.of().formatHex(new CommandApdu(0xB0, 0x10, 0, 0, bytes, expected).encode());
  }

  @Test
  void sequencesInSequencesAreMalformedAndExhaustNothing() {
    byte[] deep = new byte[0];
    for (int i = 0; i < 5000; i++) {
      int length = deep.length;
      byte[] outer = new byte[length + 5];
      outer[0] = 0x30;
      outer[1] = (byte) 0x83; // three bytes of length
      outer[2] = (byte) (length >> 16);
      outer[3] = (byte) (length >> 8);
      outer[4] = (byte) length;
      System.arraycopy(deep, 0, outer, 5, length);
      deep = outer;
    }
    byte[] der = deep;
    assertThrows(PadException.Malformed.class, () -> ChipStatement.decode(der));
    assertThrows(PadException.Malformed.class, () -> StatementBody.decode(der));
  }
}
