// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CredentialException.UnfitKey;
import org.penseal.refusal.SigningException;

class SuiteTest {
  @BeforeAll
  static void provider() {
    SigningBench.registerProvider();
  }

  // Only the length of the modulus is looked at, so it need not be a product of two primes.
  private static PublicKey rsa(int bits) throws Exception {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    return KeyFactory.getInstance("RSA", "SunRsaSign")
        .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));
  }

  private static PublicKey curve(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair().getPublic();
  }

  private static UnfitKey refusal(PublicKey key) {
    return assertThrows(UnfitKey.class, () -> Suite.of(key));
  }

  @Test
  void rsaKeysOf2048To4096BitsSign() throws Exception {
    assertEquals(Suite.RSA_SHA256, Suite.of(rsa(2048)));
    assertEquals(Suite.RSA_SHA256, Suite.of(rsa(4096)));
    for (int bits : new int[] {1024, 2047, 4097, 8192}) {
      UnfitKey refused = refusal(rsa(bits));
      assertEquals(UnfitKey.Why.SIZE, refused.why);
      assertEquals(bits, refused.bits);
    }
  }

  @Test
  void fourCurvesSign() throws Exception {
    assertEquals(Suite.SM2_SM3, Suite.of(curve("sm2p256v1")));
    assertEquals(Suite.ECDSA_SHA256, Suite.of(curve("secp256r1")));
    assertEquals(Suite.ECDSA_SHA384, Suite.of(curve("secp384r1")));
    assertEquals(Suite.ECDSA_SHA512, Suite.of(curve("secp521r1")));
    for (String other :
        new String[] {"brainpoolP256r1", "brainpoolP384r1", "secp256k1", "secp224r1"}) {
      assertEquals(UnfitKey.Why.CURVE, refusal(curve(other)).why);
    }
  }

  @Test
  void otherKindsOfKeysDoNot() throws Exception {
    for (String kind : new String[] {"X25519", "DSA", "ML-DSA"}) {
      PublicKey key = KeyPairGenerator.getInstance(kind).generateKeyPair().getPublic();
      assertEquals(UnfitKey.Why.ALGORITHM, refusal(key).why);
    }
  }

  @Test
  void edwardsKeysAreVerifiedAndDoNotSign() throws Exception {
    for (String provider : new String[] {"SunEC", "BC"}) {
      for (Suite suite : List.of(Suite.ED25519, Suite.ED448)) {
        PublicKey key =
            KeyPairGenerator.getInstance(suite.key(), provider).generateKeyPair().getPublic();
        assertEquals(suite, Suite.of(key));
        assertThrows(UnfitKey.class, () -> suite.requireFor(key));
      }
    }
  }

  @Test
  void keyThatBringsAGeneratorOfItsOwnDoesNot() throws Exception {
    // CVE-2020-0601: with the key itself as generator its private key would be 1.
    ECPublicKey honest = (ECPublicKey) curve("secp256r1");
    ECParameterSpec curve = honest.getParams();
    ECPoint own = honest.getW();
    ECParameterSpec forged =
        new ECParameterSpec(curve.getCurve(), own, curve.getOrder(), curve.getCofactor());
    PublicKey key =
        KeyFactory.getInstance("EC", "BC").generatePublic(new ECPublicKeySpec(own, forged));
    assertEquals(UnfitKey.Why.CURVE, refusal(key).why);
  }

  @Test
  void onlyRsaKeysHaveAChoice() throws Exception {
    PublicKey rsa = rsa(2048);
    for (Suite suite : Suite.values()) {
      if (suite.key().equals("RSA")) {
        suite.requireFor(rsa);
      } else {
        assertThrows(SigningException.class, () -> suite.requireFor(rsa));
      }
    }
    PublicKey sm2 = curve("sm2p256v1");
    assertEquals(
        UnfitKey.Why.SUITE,
        assertThrows(UnfitKey.class, () -> Suite.ECDSA_SHA256.requireFor(sm2)).why);
    PublicKey p384 = curve("secp384r1");
    assertThrows(UnfitKey.class, () -> Suite.ECDSA_SHA256.requireFor(p384));
  }
}
