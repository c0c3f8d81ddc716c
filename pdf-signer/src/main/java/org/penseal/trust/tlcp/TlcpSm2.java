// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.penseal.signature.Suite;

/** SM2 (GB/T 32918) with keys on its one curve, signatures and ciphertexts in DER (GB/T 35276). */
final class TlcpSm2 {
  private static final int FIELD_BYTES = 32;
  private static final int LONGEST_PLAIN_BYTES = 48;
  private static final byte[] ID = Suite.DEFAULT_SM2_ID.getBytes(StandardCharsets.US_ASCII);
  private static final ECDomainParameters CURVE = curve();
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1);

  private TlcpSm2() {}

  private static ECDomainParameters curve() {
    X9ECParameters named = CustomNamedCurves.getByName("sm2p256v1");
    return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  /**
   * The key of a certificate on the curve of GB/T 32918.5, which must be named: parameters that a
   * certificate brings itself are not looked at.
   */
  static ECPublicKeyParameters publicKey(X509Certificate certificate) throws InvalidKeyException {
    try {
      SubjectPublicKeyInfo info =
          Certificate.getInstance(certificate.getEncoded()).getSubjectPublicKeyInfo();
      if (info.getAlgorithm().equals(ALGORITHM)) {
        byte[] point = info.getPublicKeyData().getOctets();
        return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE);
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new InvalidKeyException("a key that cannot be read", e);
    }
    throw new InvalidKeyException("no SM2 key");
  }

  /** A private key; one of a token that does not give it out is none. */
  static ECPrivateKeyParameters privateKey(PrivateKey key) throws InvalidKeyException {
    try {
      if (PrivateKeyFactory.createKey(key.getEncoded()) instanceof ECPrivateKeyParameters own
          && same(own.getParameters())) {
        return new ECPrivateKeyParameters(own.getD(), CURVE);
      }
    } catch (IOException | RuntimeException e) {
      throw new InvalidKeyException("a key that cannot be read", e);
    }
    throw new InvalidKeyException("no SM2 key");
  }

  private static boolean same(ECDomainParameters other) {
    return other.getCurve().equals(CURVE.getCurve())
        && other.getG().equals(CURVE.getG())
        && other.getN().equals(CURVE.getN());
  }

  static byte[] sign(ECPrivateKeyParameters key, byte[] message, SecureRandom random)
      throws GeneralSecurityException {
    SM2Signer signer = new SM2Signer();
    signer.init(true, new ParametersWithID(new ParametersWithRandom(key, random), ID));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new GeneralSecurityException("cannot sign", e);
    }
  }

  static boolean verifies(ECPublicKeyParameters key, byte[] message, byte[] signature) {
    SM2Signer signer = new SM2Signer();
    signer.init(false, new ParametersWithID(key, ID));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  static byte[] encrypt(ECPublicKeyParameters key, byte[] plain, SecureRandom random)
      throws GeneralSecurityException {
    SM2Engine engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
    engine.init(true, new ParametersWithRandom(key, random));
    try {
      byte[] raw = engine.processBlock(plain, 0, plain.length);
      int c3 = 1 + 2 * FIELD_BYTES;
      int c2 = c3 + FIELD_BYTES;
      return new DERSequence(
              new org.bouncycastle.asn1.ASN1Encodable[] {
                number(raw, 1),
                number(raw, 1 + FIELD_BYTES),
                new DEROctetString(Arrays.copyOfRange(raw, c3, c2)),
                new DEROctetString(Arrays.copyOfRange(raw, c2, raw.length))
              })
          .getEncoded(ASN1Encoding.DER);
    } catch (CryptoException | IOException e) {
      throw new GeneralSecurityException("cannot encrypt", e);
    }
  }

  private static ASN1Integer number(byte[] raw, int from) {
    return new ASN1Integer(BigIntegers.fromUnsignedByteArray(raw, from, FIELD_BYTES));
  }

  /**
   * Decrypts.
   *
   * @throws GeneralSecurityException if anything is wrong with the ciphertext
   */
  static byte[] decrypt(ECPrivateKeyParameters key, byte[] der) throws GeneralSecurityException {
    try {
      ASN1Sequence parts = ASN1Sequence.getInstance(der);
      if (parts.size() != 4 || !Arrays.areEqual(der, parts.getEncoded(ASN1Encoding.DER))) {
        throw new GeneralSecurityException("no ciphertext of SM2");
      }
      BigInteger x = ASN1Integer.getInstance(parts.getObjectAt(0)).getPositiveValue();
      BigInteger y = ASN1Integer.getInstance(parts.getObjectAt(1)).getPositiveValue();
      byte[] c3 = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
      byte[] c2 = ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
      if (c3.length != FIELD_BYTES || c2.length == 0 || c2.length > LONGEST_PLAIN_BYTES) {
        throw new GeneralSecurityException("no ciphertext of SM2");
      }
      ECPoint c1 = CURVE.getCurve().validatePoint(x, y);
      byte[] raw = Arrays.concatenate(c1.getEncoded(false), c3, c2);
      SM2Engine engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
      engine.init(false, key);
      return engine.processBlock(raw, 0, raw.length);
    } catch (CryptoException | IOException | RuntimeException e) {
      throw new GeneralSecurityException("does not decrypt", e);
    }
  }
}
