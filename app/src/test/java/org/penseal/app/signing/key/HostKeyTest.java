// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.app.cli.KeyFile;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.statement.Voucher;
import org.penseal.app.workplace.Station;
import org.penseal.key.Pkcs12File;
import org.penseal.pad.Ink;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.DerWriter;
import org.penseal.refusal.CredentialException;
import org.penseal.trust.TrustStore;

/** Which keys of a workplace sign statements. */
class HostKeyTest {
  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private StatementKey key(String... words) throws Exception {
    return StatementKey.of(Pkcs12File.read(KeyFile.make(folder, words).file(), "pw".toCharArray()));
  }

  @Test
  void keysOfSm2AndOnP256SignStatements() throws Exception {
    HostKey.require(key("-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678"));
    HostKey.require(key("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
  }

  /** Certificates that are not DER, as some authorities write them. */
  enum Form {
    /** The whole has no length but an end (X.690, section 8.1.3.6). */
    INDEFINITE {
      @Override
      byte[] of(byte[] der, PrivateKey key) {
        byte[] ber = Arrays.copyOf(der, der.length);
        ber[1] = (byte) 0x80;
        System.arraycopy(der, 4, ber, 2, der.length - 4);
        Arrays.fill(ber, der.length - 2, der.length, (byte) 0);
        return ber;
      }
    },
    /** A length within what is signed takes a byte more than it must. */
    LONG_LENGTH {
      @Override
      byte[] of(byte[] der, PrivateKey key) throws Exception {
        Certificate made = Certificate.getInstance(der);
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (ASN1Encodable each : (ASN1Sequence) made.getTBSCertificate().toASN1Primitive()) {
          byte[] field = each.toASN1Primitive().getEncoded("DER");
          fields.write(field, 0, 1);
          if (field[2] == 0x17) { // the times of validity
            fields.write(0x81);
          }
          fields.write(field, 1, field.length - 1);
        }
        byte[] tbs = DerWriter.sequence(fields.toByteArray());
        Signature signature = Signature.getInstance("SHA256withECDSA", "BC");
        signature.initSign(key);
        signature.update(tbs);
        return DerWriter.sequence(
            tbs,
            made.getSignatureAlgorithm().getEncoded("DER"),
            new DERBitString(signature.sign()).getEncoded("DER"));
      }
    };

    abstract byte[] of(byte[] der, PrivateKey key) throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void certificateOfTheStationNeedNotBeDer(Form form) throws Exception {
    KeyFile made = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Pkcs12File canonical = Pkcs12File.read(made.file(), "pw".toCharArray());
    byte[] der = canonical.chain().getFirst().getEncoded();
    byte[] other = form.of(der, canonical.key());
    assertFalse(Arrays.equals(der, other));
    Path registered = Files.createDirectories(folder.resolve("trust/station"));
    Path file = Files.write(registered.resolve("station.der"), other);
    Path store = folder.resolve("station.p12");
    new Pkcs12File(canonical.key(), TrustStore.certificates(file))
        .write(store, "pw".toCharArray(), "station", 1000);
    StatementKey station = StatementKey.of(Pkcs12File.read(store, "pw".toCharArray()));

    HostKey.require(station);
    HostKey key = HostKey.generate(captured(), station, new SecureRandom());
    ChipStatement statement = ChipStatement.decode(key.statement(new byte[32]));
    assertTrue(statement.verifySignature());
    TrustStore trust = TrustStore.load(List.of(folder.resolve("trust")));
    assertEquals(Voucher.STATION, Voucher.of(statement, trust, Instant.now()));
  }

  private static CapturedInk captured() {
    PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
    PadIdentity pad =
        new PadIdentity(
            model,
            "1",
            "1.0",
            new PadIdentity.Capability(9600, 6000, 1023, 320, 200, 200, 0, 0),
            PadOrigin.DEVICE);
    return new CapturedInk(
        pad,
        new Ink(pad.space(), List.of(new PenSample(1, 2, 3, true, 1, 4, 1, 0)), 0),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        ByteString.of(new byte[16]),
        Instant.now());
  }

  @Test
  void otherKeysAreRefusedBeforeAnybodyWrites() throws Exception {
    StatementKey rsa = key("-newkey", "rsa:2048");
    StatementKey p384 = key("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384");
    for (StatementKey each : new StatementKey[] {rsa, p384}) {
      CredentialException.KeyRefused refused =
          assertThrows(CredentialException.KeyRefused.class, () -> HostKey.require(each));
      assertEquals(CredentialException.KeyRefused.Why.SIGNS_NO_STATEMENTS, refused.why);
    }
  }
}
