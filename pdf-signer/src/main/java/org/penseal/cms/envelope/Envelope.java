// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.file.ByteSource;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * A sealed envelope in memory: AuthEnvelopedData (RFC 5083, RFC 5084) for one SM2 recipient,
 * contents under SM4-GCM.
 *
 * <p>The content key is 16 bytes, fresh for each envelope, encrypted as SM2 ciphertext in the form
 * of GM/T 0009-2012, section 7.2; nonce 12 bytes, tag 16 bytes.
 */
public final class Envelope {
  private Envelope() {}

  /**
   * Seals.
   *
   * @param plaintext any length
   * @param recipient certificate with an SM2 key
   * @param random for key and nonce
   * @return ContentInfo in DER
   * @throws CmsException.SealBroken if the recipient's key is no SM2 key
   */
  public static Octets seal(byte[] plaintext, X509Certificate recipient, SecureRandom random)
      throws SigningException {
    List<Recipient> recipients = List.of(new Recipient.Certified(recipient));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new EnvelopeWriter(EnvelopeForm.AUTHENTICATED, recipients, random)
          .write(ByteSource.of(plaintext), out);
    } catch (IOException e) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.CANNOT_SEAL, e);
    }
    return Octets.of(out.toByteArray());
  }

  /**
   * Opens; gives the plaintext only after the tag was checked.
   *
   * @param envelope ContentInfo
   * @param key the recipient's SM2 key
   * @param certificate the recipient's certificate, which the envelope must name
   * @throws CmsException.SealBroken with the reason not-an-envelope, other-recipient,
   *     unsupported-algorithm, wrong-key or tag-mismatch
   */
  public static byte[] open(Octets envelope, PrivateKey key, X509Certificate certificate)
      throws SigningException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      EnvelopeMessage message = EnvelopeMessage.parse(ByteSource.of(envelope.bytes()));
      if (!message.form().authenticated()) {
        throw new CmsException.SealBroken(CmsException.SealBroken.Why.NOT_AN_ENVELOPE, null);
      }
      message.open(new Opener.Certified(key, certificate), out);
    } catch (CmsException.Malformed | IOException e) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.NOT_AN_ENVELOPE, e);
    }
    return out.toByteArray();
  }
}
