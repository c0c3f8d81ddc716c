// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Suite;

/**
 * Which of the certificates in a message is the signer's: anybody can add one with its issuer and
 * number (RFC 5035, section 2).
 */
public final class SignerCertificate {
  private SignerCertificate() {}

  /**
   * Chooses among those that the signer is named by: the one that signing-certificate or its second
   * version tells, or without that attribute the first whose key made the signature value.
   *
   * @param verifies whether the key of a certificate made the value
   * @return the first that is named where none of them is better
   */
  public static Optional<X509Certificate> among(
      Collection<X509Certificate> certificates,
      SignerInfo signer,
      Predicate<X509Certificate> verifies) {
    List<X509Certificate> named =
        certificates.stream().filter(each -> SignerChecks.names(signer.getSID(), each)).toList();
    if (named.size() < 2) {
      return named.stream().findFirst();
    }
    boolean told =
        SignerChecks.contains(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2)
            || SignerChecks.contains(signer, PKCSObjectIdentifiers.id_aa_signingCertificate);
    Predicate<X509Certificate> right =
        told
            ? each ->
                SignerChecks.signingCertificate(signer, each, CmsForm.BASELINE, Hashing.jca())
                    .isEmpty()
            : verifies;
    return named.stream().filter(right).findFirst().or(() -> named.stream().findFirst());
  }

  static boolean verifies(CmsSignature cms, X509Certificate certificate, String sm2Id) {
    try {
      SignerInfo signer = cms.signer();
      Optional<Suite> suite = SignatureAlgorithm.read(signer, Suite.of(certificate.getPublicKey()));
      byte[] value = signer.getEncryptedDigest().getOctets();
      PublicKey key = certificate.getPublicKey();
      return suite.isPresent()
          && cms.signedOctets().stream()
              .anyMatch(
                  each ->
                      SignatureAlgorithm.verifies(suite.get(), key, sm2Id, each.bytes(), value));
    } catch (SigningException | RuntimeException e) {
      return false; // a key of another kind
    }
  }
}
