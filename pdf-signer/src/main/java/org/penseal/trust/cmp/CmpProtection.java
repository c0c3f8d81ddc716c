// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.PBMParameter;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.cert.crmf.PKMACBuilder;
import org.bouncycastle.cert.crmf.jcajce.JcePKMACValuesCalculator;
import org.penseal.signature.Octets;

/** CMP messages under a shared secret: password-based MAC (RFC 4210, section 5.1.3.1). */
public final class CmpProtection implements MessageProtection {
  private static final int SALT_BYTES = 16;
  private static final int ITERATIONS = 1000;
  // A peer must not make us compute for ever.
  private static final int MOST_ITERATIONS = 100_000;
  private static final AlgorithmIdentifier SHA_256 =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"));
  private static final AlgorithmIdentifier HMAC_SHA_256 =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.113549.2.9"), DERNull.INSTANCE);
  private static final GeneralName NOBODY =
      new GeneralName(new X500Name(new org.bouncycastle.asn1.x500.RDN[0]));

  private final byte[] reference;
  private final char[] secret;
  private final SecureRandom random;

  /**
   * A shared secret.
   *
   * @param reference says which secret it is (senderKID)
   * @param secret copied
   * @param random for salts and nonces
   */
  public CmpProtection(String reference, char[] secret, SecureRandom random) {
    this.reference = reference.getBytes(StandardCharsets.UTF_8);
    this.secret = secret.clone();
    this.random = random;
  }

  @Override
  public Octets nonce() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return Octets.of(nonce);
  }

  @Override
  public PKIMessage protect(PKIBody body, Link link, Instant now, X509CertificateHolder... extra)
      throws IOException {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    ProtectedPKIMessageBuilder builder =
        new ProtectedPKIMessageBuilder(NOBODY, NOBODY)
            .setTransactionID(link.transaction().bytes())
            .setSenderNonce(link.senderNonce().bytes())
            .setSenderKID(reference)
            .setMessageTime(Date.from(now))
            .setBody(body);
    if (link.recipientNonce().size() > 0) {
      builder.setRecipNonce(link.recipientNonce().bytes());
    }
    for (X509CertificateHolder each : extra) {
      builder.addCMPCertificate(each);
    }
    try {
      PKMACBuilder mac = new PKMACBuilder(new JcePKMACValuesCalculator().setProvider("BC"));
      mac.setParameters(new PBMParameter(salt, SHA_256, ITERATIONS, HMAC_SHA_256));
      return builder.build(mac.build(secret)).toASN1Structure();
    } catch (CMPException | CRMFException e) {
      throw new IOException("message cannot be protected", e);
    }
  }

  @Override
  public boolean verifies(PKIMessage message, Instant now) {
    try {
      GeneralPKIMessage general = new GeneralPKIMessage(message.getEncoded(ASN1Encoding.DER));
      if (!general.hasProtection()) {
        return false;
      }
      ProtectedPKIMessage guarded = new ProtectedPKIMessage(general);
      return guarded.hasPasswordBasedMacProtection()
          && guarded.verify(
              new PKMACBuilder(new JcePKMACValuesCalculator().setProvider("BC"), MOST_ITERATIONS),
              secret);
    } catch (IOException | CMPException | RuntimeException e) {
      return false;
    }
  }
}
