// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.RFC3211WrapEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * The content key under a password (RFC 5652, section 6.2.4): PBKDF2 (RFC 8018) with HMAC-SM3,
 * password-based wrap (RFC 3211, section 2.3) with SM4-CBC.
 */
final class PasswordEncryption {
  /** About half a second of one processor at the time of writing. */
  static final int ITERATIONS = 600_000;

  /** What all recipients of a message together may cost. */
  static final int MOST_ITERATIONS = 10_000_000;

  private static final int TAG = 3;
  private static final int SALT_BYTES = 16;
  private static final int BLOCK_BYTES = 16;

  private static final Map<String, Supplier<Digest>> DIGESTS =
      Map.of(
          EnvelopeOids.HMAC_SM3.getId(), SM3Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA1.getId(), SHA1Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA256.getId(), SHA256Digest::newInstance,
          PKCSObjectIdentifiers.id_hmacWithSHA512.getId(), SHA512Digest::new);

  private PasswordEncryption() {}

  static ASN1Encodable info(byte[] contentKey, Recipient.Secret whom, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] iv = new byte[BLOCK_BYTES];
    random.nextBytes(salt);
    random.nextBytes(iv);
    PBKDF2Params derivation =
        new PBKDF2Params(salt, whom.iterations(), new AlgorithmIdentifier(EnvelopeOids.HMAC_SM3));
    RFC3211WrapEngine engine = new RFC3211WrapEngine(new SM4Engine());
    CipherParameters key = derive(whom.password(), salt, whom.iterations(), new SM3Digest());
    engine.init(true, new ParametersWithRandom(new ParametersWithIV(key, iv), random));
    PasswordRecipientInfo info =
        new PasswordRecipientInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, derivation),
            new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_alg_PWRI_KEK,
                new AlgorithmIdentifier(EnvelopeOids.SM4_CBC, new DEROctetString(iv))),
            new DEROctetString(engine.wrap(contentKey, 0, contentKey.length)));
    return new DERTaggedObject(false, TAG, info);
  }

  private static CipherParameters derive(
      Octets password, byte[] salt, int iterations, Digest digest) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
    generator.init(password.bytes(), salt, iterations);
    return generator.generateDerivedParameters(Recipient.KEY_BYTES * 8);
  }

  static byte[] open(List<PasswordRecipientInfo> infos, Octets password) throws SigningException {
    if (infos.isEmpty()) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.OTHER_RECIPIENT, null);
    }
    boolean known = false;
    int left = MOST_ITERATIONS;
    for (PasswordRecipientInfo info : infos) {
      Optional<Plan> plan = Plan.of(info);
      if (plan.isEmpty() || plan.get().iterations > left) {
        continue; // written by others in their way; the next may be ours
      }
      known = true;
      left -= plan.get().iterations;
      byte[] wrapped = info.getEncryptedKey().getOctets();
      RFC3211WrapEngine engine = new RFC3211WrapEngine(new SM4Engine());
      engine.init(false, plan.get().key(password));
      try {
        return engine.unwrap(wrapped, 0, wrapped.length);
      } catch (InvalidCipherTextException e) {
        // Another password's; the next may be ours.
      }
    }
    throw new CmsException.SealBroken(
        known
            ? CmsException.SealBroken.Why.WRONG_KEY
            : CmsException.SealBroken.Why.UNSUPPORTED_ALGORITHM,
        null);
  }

  /** How one recipient's key is derived and wrapped. */
  private record Plan(Octets salt, int iterations, Supplier<Digest> digest, Octets iv) {
    /** Empty if it is none that is read here. */
    static Optional<Plan> of(PasswordRecipientInfo info) {
      AlgorithmIdentifier wrap = info.getKeyEncryptionAlgorithm();
      AlgorithmIdentifier derivation = info.getKeyDerivationAlgorithm();
      if (derivation == null
          || !PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())
          || !PKCSObjectIdentifiers.id_alg_PWRI_KEK.equals(wrap.getAlgorithm())) {
        return Optional.empty();
      }
      PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
      Supplier<Digest> digest = DIGESTS.get(parameters.getPrf().getAlgorithm().getId());
      BigInteger iterations = parameters.getIterationCount();
      AlgorithmIdentifier cipher = AlgorithmIdentifier.getInstance(wrap.getParameters());
      if (digest == null
          || !EnvelopeOids.SM4_CBC.equals(cipher.getAlgorithm())
          || iterations.signum() < 1
          || iterations.bitLength() >= Integer.SIZE) {
        return Optional.empty();
      }
      byte[] iv = ASN1OctetString.getInstance(cipher.getParameters()).getOctets();
      return Optional.of(
          new Plan(Octets.of(parameters.getSalt()), iterations.intValue(), digest, Octets.of(iv)));
    }

    CipherParameters key(Octets password) {
      CipherParameters derived = derive(password, salt.bytes(), iterations, digest.get());
      return new ParametersWithIV(derived, iv.bytes());
    }
  }
}
