// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.penseal.cms.ContainerSize;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.Prepared;
import org.penseal.pdf.sign.ToSign;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/** A P-256 key with a certificate of its own, for what does not depend on the algorithm. */
public final class MemoryKey implements SigningKey {
  private final KeyPair pair;
  private final X509Certificate certificate;

  public MemoryKey() throws Exception {
    SigningBench.registerProvider();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    X500Name name = new X500Name("CN=memory");
    Instant now = Instant.now();
    certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.TEN,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        pair.getPublic())
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }

  @Override
  public List<X509Certificate> chain() {
    return List.of(certificate);
  }

  @Override
  public byte[] sign(byte[] toBeSigned) throws SigningException {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA", "BC");
      signature.initSign(pair.getPrivate());
      signature.update(toBeSigned);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  /** All steps of a signature without a time-stamp. */
  public Completable steps(Prepared<Profile.Unstamped> prepared) throws SigningException {
    ToSign<Profile.Unstamped> toSign = prepared.toSign(chain());
    return Completable.of(toSign.signed(sign(toSign.attributes().der().bytes())));
  }

  public int containerBytes() throws SigningException {
    return ContainerSize.of(Profile.PADES_B, suite(), chain(), 0, SigningBench.HASHING);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
