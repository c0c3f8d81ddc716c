// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;

/** SM2 and SM3 as the chip does them (GB/T 32918, GB/T 32905). */
final class Sm2 {
  /** User id of GM/T 0009, used everywhere in the project. */
  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");
  static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  private Sm2() {}

  /** DER SEQUENCE { r, s } over SM3(Z || message), with Z and e computed here. */
  static byte[] sign(ECPrivateKeyParameters key, byte[] message, SecureRandom random) {
    return sign(key, USER_ID, message, random);
  }

  static byte[] sign(
      ECPrivateKeyParameters key, byte[] userId, byte[] message, SecureRandom random) {
    SM2Signer signer = new SM2Signer();
    signer.init(true, new ParametersWithID(new ParametersWithRandom(key, random), userId));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("SM2 cannot sign", e);
    }
  }

  static SubjectPublicKeyInfo publicKeyInfo(ECPublicKeyParameters key) {
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1);
    return new SubjectPublicKeyInfo(algorithm, key.getQ().getEncoded(false));
  }

  static byte[] sm3(byte[] bytes) {
    SM3Digest digest = new SM3Digest();
    digest.update(bytes, 0, bytes.length);
    return finish(digest);
  }

  static byte[] finish(SM3Digest digest) {
    byte[] out = new byte[32];
    new SM3Digest(digest).doFinal(out, 0);
    return out;
  }
}
