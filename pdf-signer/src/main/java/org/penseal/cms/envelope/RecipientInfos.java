// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.KEKRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;

/** The content key under each recipient's key. */
final class RecipientInfos {
  private RecipientInfos() {}

  static DERSet of(
      byte[] contentKey, List<Recipient> recipients, EnvelopeForm form, SecureRandom random)
      throws GeneralSecurityException, IOException {
    ASN1EncodableVector infos = new ASN1EncodableVector();
    for (Recipient recipient : recipients) {
      infos.add(
          switch (recipient) {
            case Recipient.Certified r ->
                KeyTransport.info(contentKey, r.certificate(), form, random);
            case Recipient.Keyed r -> KeyEncryption.info(contentKey, r.key());
            case Recipient.Secret r -> PasswordEncryption.info(contentKey, r, random);
          });
    }
    return new DERSet(infos);
  }

  /**
   * The content key.
   *
   * @param infos those of RFC 5652, section 6.2, parsed
   * @throws CmsException.SealBroken with the reason other-recipient, wrong-key or
   *     unsupported-algorithm
   */
  static byte[] contentKey(List<ASN1Encodable> infos, Opener opener) throws SigningException {
    byte[] key =
        switch (opener) {
          case Opener.Certified o -> KeyTransport.open(only(infos, KeyTransRecipientInfo.class), o);
          case Opener.Keyed o -> KeyEncryption.open(only(infos, KEKRecipientInfo.class), o.key());
          case Opener.Secret o ->
              PasswordEncryption.open(only(infos, PasswordRecipientInfo.class), o.password());
        };
    if (key.length != Recipient.KEY_BYTES) {
      Arrays.fill(key, (byte) 0);
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.UNSUPPORTED_ALGORITHM, null);
    }
    return key;
  }

  private static <T> List<T> only(List<ASN1Encodable> infos, Class<T> kind) {
    return infos.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
