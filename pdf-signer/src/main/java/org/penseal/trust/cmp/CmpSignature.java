// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.penseal.key.KeyContentSigner;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.WeakSignature;

/**
 * CMP messages under signatures (RFC 4210, section 5.1.3.3): ours by a key of the station, theirs
 * by the authority that is expected, or by one that it appointed (id-kp-cmcCA or id-kp-cmcRA, RFC
 * 9483, section 3.5). Keys and algorithms must be such as signers may have ({@link Suite#of},
 * {@link WeakSignature}). For one thread at a time, as its key is.
 */
public final class CmpSignature implements MessageProtection {
  private static final GeneralName ANYBODY =
      new GeneralName(new X500Name(new org.bouncycastle.asn1.x500.RDN[0]));
  private static final List<String> APPOINTED = List.of("1.3.6.1.5.5.7.3.27", "1.3.6.1.5.5.7.3.28");
  private static final int DIGITAL_SIGNATURE = 0;

  private final SigningKey key;
  private final List<X509Certificate> authorities;
  private final SecureRandom random;

  /**
   * @param key signs our messages; the one who opened it closes it
   * @param authorities whose signature is believed
   * @param random for nonces
   */
  public CmpSignature(SigningKey key, List<X509Certificate> authorities, SecureRandom random) {
    this.key = key;
    this.authorities = List.copyOf(authorities);
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
    try {
      X509CertificateHolder own = new JcaX509CertificateHolder(key.chain().getFirst());
      ProtectedPKIMessageBuilder builder =
          new ProtectedPKIMessageBuilder(new GeneralName(own.getSubject()), ANYBODY)
              .setTransactionID(link.transaction().bytes())
              .setSenderNonce(link.senderNonce().bytes())
              .setMessageTime(Date.from(now))
              .setBody(body);
      SubjectKeyIdentifier id = SubjectKeyIdentifier.fromExtensions(own.getExtensions());
      if (id != null) {
        builder.setSenderKID(id.getKeyIdentifier());
      }
      if (link.recipientNonce().size() > 0) {
        builder.setRecipNonce(link.recipientNonce().bytes());
      }
      // The signer's certificate comes first (RFC 9483, section 3.3).
      for (X509Certificate each : key.chain()) {
        builder.addCMPCertificate(new JcaX509CertificateHolder(each));
      }
      for (X509CertificateHolder each : extra) {
        builder.addCMPCertificate(each);
      }
      return builder.build(signer()).toASN1Structure();
    } catch (CMPException
        | GeneralSecurityException
        | SigningException
        | RuntimeOperatorException e) {
      throw new IOException("message cannot be protected", e);
    }
  }

  private ContentSigner signer() throws SigningException {
    Suite suite = Suite.of(key.chain().getFirst().getPublicKey());
    ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(suite.signatureOid());
    AlgorithmIdentifier algorithm =
        suite == Suite.RSA_SHA256
            ? new AlgorithmIdentifier(oid, DERNull.INSTANCE)
            : new AlgorithmIdentifier(oid);
    return new KeyContentSigner(algorithm, key::sign);
  }

  @Override
  public boolean verifies(PKIMessage message, Instant now) {
    try {
      GeneralPKIMessage general = new GeneralPKIMessage(message.getEncoded(ASN1Encoding.DER));
      if (!general.hasProtection()) {
        return false;
      }
      ProtectedPKIMessage guarded = new ProtectedPKIMessage(general);
      AlgorithmIdentifier algorithm = message.getHeader().getProtectionAlg();
      if (guarded.hasPasswordBasedMacProtection() || WeakSignature.is(algorithm)) {
        return false;
      }
      for (X509CertificateHolder holder : guarded.getCertificates()) {
        X509Certificate signer = certificate(holder);
        if (signer != null && believed(signer, now) && signed(guarded, signer)) {
          return true;
        }
      }
      // Who is expected need not send his certificate along.
      return authorities.stream().anyMatch(each -> believed(each, now) && signed(guarded, each));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static @Nullable X509Certificate certificate(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().setProvider("BC").getCertificate(holder);
    } catch (CertificateException e) {
      return null;
    }
  }

  private boolean believed(X509Certificate signer, Instant now) {
    Date date = Date.from(now);
    if (date.before(signer.getNotBefore()) || date.after(signer.getNotAfter())) {
      return false;
    }
    if (!accepted(signer.getPublicKey())) {
      return false;
    }
    return authorities.contains(signer)
        || (isAppointed(signer) && authorities.stream().anyMatch(each -> issued(each, signer)));
  }

  private static boolean accepted(PublicKey key) {
    try {
      return !Suite.of(key).key().isEmpty();
    } catch (SigningException | RuntimeException e) {
      return false;
    }
  }

  private static boolean isAppointed(X509Certificate signer) {
    boolean[] usage = signer.getKeyUsage();
    boolean signs = usage == null || usage[DIGITAL_SIGNATURE];
    return signs && !Collections.disjoint(CertificateFacts.extendedKeyUsages(signer), APPOINTED);
  }

  private static boolean issued(X509Certificate authority, X509Certificate signer) {
    try {
      signer.verify(authority.getPublicKey(), "BC");
      return authority.getBasicConstraints() >= 0
          && signer.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
          && accepted(authority.getPublicKey())
          && !weak(signer);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean weak(X509Certificate certificate) throws CertificateEncodingException {
    return WeakSignature.is(
        Certificate.getInstance(certificate.getEncoded()).getSignatureAlgorithm());
  }

  private static boolean signed(ProtectedPKIMessage message, X509Certificate signer) {
    try {
      return message.verify(
          new JcaContentVerifierProviderBuilder().setProvider("BC").build(signer.getPublicKey()));
    } catch (CMPException | OperatorCreationException e) {
      return false;
    }
  }
}
