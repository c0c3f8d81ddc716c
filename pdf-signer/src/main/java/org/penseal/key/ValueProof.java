// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.Suite;

/**
 * Verifies what a key outside of this process gave, before it goes into a file: a token may digest
 * once more, take another key than its certificate's, or fail without saying so.
 */
public final class ValueProof {
  private final Signature signature;

  private ValueProof(Signature signature) {
    this.signature = signature;
  }

  /**
   * Begins.
   *
   * @param key of the certificate
   * @param sm2Id user id of an SM2 key, otherwise unused
   * @throws CredentialException.KeyRefused with reason cannot-sign if key and suite do not go
   *     together
   */
  public static ValueProof begin(PublicKey key, Suite suite, String sm2Id)
      throws CredentialException {
    try {
      Signature signature = Signature.getInstance(suite.signature(), "BC");
      if (suite == Suite.SM2_SM3) {
        signature.setParameter(new SM2ParameterSpec(sm2Id.getBytes(StandardCharsets.UTF_8)));
      }
      signature.initVerify(key);
      return new ValueProof(signature);
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  /** Takes the next bytes of the message. */
  public void update(byte[] bytes, int offset, int count) throws CredentialException {
    try {
      signature.update(bytes, offset, count);
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  /**
   * Ends.
   *
   * @return the same value
   * @throws CredentialException.KeyRefused with reason wrong-signature if it is none over the
   *     message
   */
  public byte[] require(byte[] value) throws CredentialException {
    try {
      if (signature.verify(value)) {
        return value;
      }
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.WRONG_SIGNATURE, e);
    }
    throw new CredentialException.KeyRefused(
        CredentialException.KeyRefused.Why.WRONG_SIGNATURE, null);
  }
}
