// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.CollectionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CmsException;
import org.penseal.signature.Octets;

class TimestampTest {
  // RFC 5652, section 5.1: 1.2.840.113549.1.7.2; and 1.2.840.113549.1.7.1, data.
  private static final String SIGNED_DATA = "06092a864886f70d010702";
  private static final String DATA = "06092a864886f70d010701";

  @TempDir Path folder;

  @Test
  void refusesTokenThatCallsItselfSomethingElse() throws Exception {
    try (SigningBench bench = SigningBench.open(folder)) {
      Octets value = Octets.of(new byte[] {1, 2, 3});
      Octets token = bench.tsa().stamp(value).der();
      assertEquals(List.of(), Timestamp.parse(token).check(value, SigningBench.HASHING));
      String other = token.hex().replaceFirst(SIGNED_DATA, DATA);
      Octets altered = Octets.of(HexFormat.of().parseHex(other));
      assertThrows(CmsException.WrongCms.class, () -> Timestamp.parse(altered));
    }
  }

  @Test
  void anotherCertificateOfTheSameNameAndNumberMisleadsNobody() throws Exception {
    try (SigningBench bench = SigningBench.open(folder)) {
      Octets value = Octets.of(new byte[] {1, 2, 3});
      Timestamp stamp = bench.tsa().stamp(value);
      X509Certificate real = Objects.requireNonNull(stamp.tsa());
      for (boolean first : new boolean[] {true, false}) {
        List<X509CertificateHolder> both = new ArrayList<>(List.of(decoy(real)));
        both.add(first ? 1 : 0, new JcaX509CertificateHolder(real));
        CMSSignedData message =
            CMSSignedData.replaceCertificatesAndCRLs(
                new CMSSignedData(stamp.der().bytes()),
                new CollectionStore<>(both),
                new CollectionStore<>(List.of()),
                new CollectionStore<>(List.of()));
        Timestamp read = Timestamp.parse(Octets.of(message.getEncoded()));
        assertEquals(real, read.tsa());
        assertEquals(List.of(), read.check(value, SigningBench.HASHING));
      }
    }
  }

  private static X509CertificateHolder decoy(X509Certificate real) throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC", "BC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = keys.generateKeyPair();
    return new JcaX509v3CertificateBuilder(
            new JcaX509CertificateHolder(real).getIssuer(),
            real.getSerialNumber(),
            real.getNotBefore(),
            real.getNotAfter(),
            new JcaX509CertificateHolder(real).getSubject(),
            pair.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
  }
}
