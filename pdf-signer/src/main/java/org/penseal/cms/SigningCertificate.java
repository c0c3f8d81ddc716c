// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/** What a certificate must be before anything is signed with its key. */
public final class SigningCertificate {
  private SigningCertificate() {}

  /**
   * Checks key, key usage and validity; trust is a verifier's matter.
   *
   * @param signer the signer's certificate
   * @param suite how its key is to sign
   * @param at when it signs
   * @throws CredentialException.UnfitKey if keys of its kind do not sign here, or not in this way
   * @throws CredentialException.NotForSigning if there is a key usage with neither digitalSignature
   *     nor contentCommitment (RFC 5280, section 4.2.1.3), or an extended one that does not allow
   *     documents ({@link SigningUsage})
   * @throws CredentialException.NotValidAt if it is not valid at the time
   */
  public static void require(X509Certificate signer, Suite suite, Instant at)
      throws SigningException {
    suite.requireFor(signer.getPublicKey());
    boolean[] usage = signer.getKeyUsage();
    if (usage != null && !usage[0] && !usage[1] || !SigningUsage.allowsDocuments(signer)) {
      throw new CredentialException.NotForSigning();
    }
    Instant from = signer.getNotBefore().toInstant();
    Instant until = signer.getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(until)) {
      throw new CredentialException.NotValidAt(signer, at);
    }
  }
}
