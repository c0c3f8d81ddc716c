// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.util.BigIntegers;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;

/**
 * SM2 public-key encryption with its ciphertext as SEQUENCE of x, y, hash and cipher text (GM/T
 * 0009-2012, section 7.2), the order being C1 C3 C2.
 */
final class Sm2Cipher {
  private static final int FIELD_BYTES = 32;
  private static final int HASH_BYTES = 32;

  private Sm2Cipher() {}

  static byte[] encrypt(PublicKey key, byte[] plaintext, SecureRandom random)
      throws GeneralSecurityException, IOException {
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(true, new ParametersWithRandom(ECUtil.generatePublicKeyParameter(key), random));
    byte[] raw;
    try {
      raw = engine.processBlock(plaintext, 0, plaintext.length);
    } catch (InvalidCipherTextException e) {
      throw new InvalidKeyException("SM2 encryption failed", e);
    }
    // raw = 04 || x || y || C3 || C2
    int hash = 1 + 2 * FIELD_BYTES;
    return new DERSequence(
            new org.bouncycastle.asn1.ASN1Encodable[] {
              new ASN1Integer(new BigInteger(1, raw, 1, FIELD_BYTES)),
              new ASN1Integer(new BigInteger(1, raw, 1 + FIELD_BYTES, FIELD_BYTES)),
              new DEROctetString(Arrays.copyOfRange(raw, hash, hash + HASH_BYTES)),
              new DEROctetString(Arrays.copyOfRange(raw, hash + HASH_BYTES, raw.length))
            })
        .getEncoded(ASN1Encoding.DER);
  }

  static byte[] decrypt(PrivateKey key, byte[] ciphertext) throws SigningException {
    try {
      ASN1Sequence parts = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(ciphertext));
      byte[] hash = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
      byte[] text = ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
      if (parts.size() != 4 || hash.length != HASH_BYTES) {
        throw new CmsException.SealBroken(CmsException.SealBroken.Why.WRONG_KEY, null);
      }
      byte[] raw = new byte[1 + 2 * FIELD_BYTES + HASH_BYTES + text.length];
      raw[0] = 4; // uncompressed point, GB/T 32918.1 section 4.2.8
      coordinate(parts, 0, raw, 1);
      coordinate(parts, 1, raw, 1 + FIELD_BYTES);
      System.arraycopy(hash, 0, raw, 1 + 2 * FIELD_BYTES, HASH_BYTES);
      System.arraycopy(text, 0, raw, 1 + 2 * FIELD_BYTES + HASH_BYTES, text.length);
      SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
      engine.init(false, ECUtil.generatePrivateKeyParameter(key));
      return engine.processBlock(raw, 0, raw.length);
    } catch (InvalidCipherTextException
        | InvalidKeyException
        | IOException
        | IllegalArgumentException
        | ArrayIndexOutOfBoundsException e) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.WRONG_KEY, e);
    }
  }

  private static void coordinate(ASN1Sequence parts, int index, byte[] target, int offset) {
    BigInteger value = ASN1Integer.getInstance(parts.getObjectAt(index)).getValue();
    System.arraycopy(BigIntegers.asUnsignedByteArray(FIELD_BYTES, value), 0, target, offset, 32);
  }
}
