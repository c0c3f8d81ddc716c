// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.agreement.SM2KeyExchange;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.SM2KeyExchangePrivateParameters;
import org.bouncycastle.crypto.params.SM2KeyExchangePublicParameters;
import org.penseal.pad.PadException;

/**
 * SM2 key agreement with key confirmation (GB/T 32918.3, 6.1) on the curve of GB/T 32918.5, user id
 * 1234567812345678 on both sides. Points are 65 bytes, {@code 04 X Y}.
 */
final class Sm2Agreement {
  static final int POINT_BYTES = 65;
  static final int TAG_BYTES = 32;
  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

  private final ECPrivateKeyParameters own;
  private final ECPrivateKeyParameters ephemeral;

  private Sm2Agreement(ECPrivateKeyParameters own, ECPrivateKeyParameters ephemeral) {
    this.own = own;
    this.ephemeral = ephemeral;
  }

  /** With these private keys; for vectors too. */
  static Sm2Agreement of(BigInteger own, BigInteger ephemeral) {
    return new Sm2Agreement(
        new ECPrivateKeyParameters(own, DOMAIN), new ECPrivateKeyParameters(ephemeral, DOMAIN));
  }

  static BigInteger number(SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(DOMAIN, random));
    return ((ECPrivateKeyParameters) generator.generateKeyPair().getPrivate()).getD();
  }

  byte[] publicKey() {
    return point(own);
  }

  byte[] ephemeralKey() {
    return point(ephemeral);
  }

  private static byte[] point(ECPrivateKeyParameters key) {
    return DOMAIN.getG().multiply(key.getD()).normalize().getEncoded(false);
  }

  /**
   * What came out of it.
   *
   * @param key as long as asked for
   * @param answer S_B as B, S_A as A: what the other side must be sent
   * @param expected S_A, which B waits for; empty as A
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for the length of a handshake
  record Result(byte[] key, byte[] answer, byte[] expected) {}

  /** As B, who was asked. */
  Result respond(byte[] otherKey, byte[] otherEphemeral, int keyBytes) throws PadException {
    byte[][] made = run(false, null, otherKey, otherEphemeral, keyBytes);
    return new Result(made[0], made[1], made[2]);
  }

  /** As A, who asked; {@code tag} is S_B. */
  Result initiate(byte[] otherKey, byte[] otherEphemeral, byte[] tag, int keyBytes)
      throws PadException {
    byte[][] made = run(true, tag, otherKey, otherEphemeral, keyBytes);
    return new Result(made[0], made[1], new byte[0]);
  }

  private byte[][] run(
      boolean initiator,
      byte @org.jspecify.annotations.Nullable [] tag,
      byte[] otherKey,
      byte[] otherEphemeral,
      int keyBytes)
      throws PadException {
    try {
      SM2KeyExchange exchange = new SM2KeyExchange();
      exchange.init(
          new ParametersWithID(
              new SM2KeyExchangePrivateParameters(initiator, own, ephemeral), USER_ID));
      return exchange.calculateKeyWithConfirmation(
          8 * keyBytes,
          tag,
          new ParametersWithID(
              new SM2KeyExchangePublicParameters(decoded(otherKey), decoded(otherEphemeral)),
              USER_ID));
    } catch (RuntimeException e) {
      // A point that is not on the curve, a tag that does not fit, or numbers of which the other
      // side has made sure that the common point is at infinity, where the library fails anyhow.
      throw new PadException.LinkBroken(PadException.LinkBroken.Why.AGREEMENT, e);
    }
  }

  private static ECPublicKeyParameters decoded(byte[] point) {
    if (point.length != POINT_BYTES || point[0] != 4) {
      throw new IllegalArgumentException("no uncompressed point");
    }
    return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point), DOMAIN);
  }
}
