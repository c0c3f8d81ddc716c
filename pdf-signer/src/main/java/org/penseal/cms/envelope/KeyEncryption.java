// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.KEKIdentifier;
import org.bouncycastle.asn1.cms.KEKRecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC3394WrapEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** The content key wrapped under a secret key (RFC 5652, section 6.2.3, and RFC 3394). */
final class KeyEncryption {
  private static final int TAG = 2;
  private static final int ID_BYTES = 8;

  private KeyEncryption() {}

  static ASN1Encodable info(byte[] contentKey, Octets key) {
    RFC3394WrapEngine engine = new RFC3394WrapEngine(new SM4Engine());
    engine.init(true, new KeyParameter(key.bytes()));
    KEKRecipientInfo info =
        new KEKRecipientInfo(
            new KEKIdentifier(identifier(key), null, null),
            new AlgorithmIdentifier(EnvelopeOids.SM4_WRAP),
            new DEROctetString(engine.wrap(contentKey, 0, contentKey.length)));
    return new DERTaggedObject(false, TAG, info);
  }

  // The first bytes of the key's digest: tells keys apart, and nothing about one drawn at random.
  private static byte[] identifier(Octets key) {
    SM3Digest digest = new SM3Digest();
    byte[] bytes = key.bytes();
    digest.update(bytes, 0, bytes.length);
    byte[] full = new byte[digest.getDigestSize()];
    digest.doFinal(full, 0);
    return Arrays.copyOf(full, ID_BYTES);
  }

  // The identifier is a name that others choose as they like; the wrap itself shows the right key.
  static byte[] open(List<KEKRecipientInfo> infos, Octets key) throws SigningException {
    if (infos.isEmpty()) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.OTHER_RECIPIENT, null);
    }
    boolean known = false;
    for (KEKRecipientInfo info : infos) {
      ASN1ObjectIdentifier algorithm = info.getKeyEncryptionAlgorithm().getAlgorithm();
      RFC3394WrapEngine engine;
      if (EnvelopeOids.SM4_WRAP.equals(algorithm)) {
        engine = new RFC3394WrapEngine(new SM4Engine());
      } else if (EnvelopeOids.AES128_WRAP.equals(algorithm)) {
        engine = new RFC3394WrapEngine(AESEngine.newInstance());
      } else {
        continue;
      }
      known = true;
      byte[] wrapped = info.getEncryptedKey().getOctets();
      engine.init(false, new KeyParameter(key.bytes()));
      try {
        return engine.unwrap(wrapped, 0, wrapped.length);
      } catch (InvalidCipherTextException e) {
        // Another key's; the next may be ours.
      }
    }
    throw new CmsException.SealBroken(
        known
            ? CmsException.SealBroken.Why.WRONG_KEY
            : CmsException.SealBroken.Why.UNSUPPORTED_ALGORITHM,
        null);
  }
}
