// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.penseal.signature.Hashing;

/**
 * SM2 signature values over a digest e that is computed here, so that the message may flow through
 * and the user id may be any (GB/T 32918.2-2016, sections 5.5 and 7).
 */
public final class Sm2Value {
  /** The user id of GM/T 0009-2012, section 10. */
  static final byte[] DEFAULT_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  /** What OpenSSL takes where none is given. */
  static final byte[] EMPTY_ID = {};

  /** Length of Z. */
  static final int Z_BYTES = 32;

  private Sm2Value() {}

  /** A digest into which Z of this key and user id has gone. */
  public static MessageDigest start(PublicKey key, byte[] userId, Hashing hashing)
      throws InvalidKeyException {
    MessageDigest digest = hashing.start("SM3");
    digest.update(z(key, userId, hashing));
    return digest;
  }

  /** Z of a key and user id, {@value #Z_BYTES} bytes. */
  public static byte[] z(PublicKey key, byte[] userId, Hashing hashing) throws InvalidKeyException {
    ECPublicKeyParameters parameters = parameters(key);
    ECDomainParameters domain = parameters.getParameters();
    MessageDigest z = hashing.start("SM3");
    int bits = userId.length * 8;
    z.update(new byte[] {(byte) (bits >> 8), (byte) bits});
    z.update(userId);
    z.update(domain.getCurve().getA().getEncoded());
    z.update(domain.getCurve().getB().getEncoded());
    point(z, domain.getG());
    point(z, parameters.getQ());
    return z.digest();
  }

  private static void point(MessageDigest digest, ECPoint point) {
    ECPoint affine = point.normalize();
    digest.update(affine.getAffineXCoord().getEncoded());
    digest.update(affine.getAffineYCoord().getEncoded());
  }

  /** Whether a value (DER SEQUENCE of r and s) is one over e. */
  public static boolean verifies(PublicKey key, byte[] e, byte[] value) {
    try {
      ASN1Sequence pair = ASN1Sequence.getInstance(value);
      BigInteger r = ASN1Integer.getInstance(pair.getObjectAt(0)).getValue();
      BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
      ECPublicKeyParameters parameters = parameters(key);
      BigInteger n = parameters.getParameters().getN();
      BigInteger t = r.add(s).mod(n);
      if (pair.size() != 2 || outside(r, n) || outside(s, n) || t.signum() == 0) {
        return false;
      }
      ECPoint sum =
          ECAlgorithms.sumOfTwoMultiplies(
                  parameters.getParameters().getG(), s, parameters.getQ(), t)
              .normalize();
      return !sum.isInfinity()
          && new BigInteger(1, e).add(sum.getAffineXCoord().toBigInteger()).mod(n).equals(r);
    } catch (InvalidKeyException
        | IllegalArgumentException
        | IllegalStateException
        | ArrayIndexOutOfBoundsException failure) {
      return false;
    }
  }

  private static boolean outside(BigInteger value, BigInteger n) {
    return value.signum() <= 0 || value.compareTo(n) >= 0;
  }

  private static ECPublicKeyParameters parameters(PublicKey key) throws InvalidKeyException {
    return (ECPublicKeyParameters) ECUtil.generatePublicKeyParameter(key);
  }
}
