// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.util.encoders.Hex;
import org.penseal.pad.PadException;

/** The pad's side of handshakes: answers with the key of its link certificate. One thread. */
public final class PadHandshake {
  private static final int HEAD = 2;

  private final BigInteger key;
  private final byte[] certificate;
  private final SecureRandom random;
  private byte[] expected = new byte[0];
  private Optional<LinkSession> agreed = Optional.empty();

  /**
   * For this pad.
   *
   * @param key its private link key
   * @param certificate DER of the certificate for it
   */
  public PadHandshake(BigInteger key, byte[] certificate, SecureRandom random) {
    this.key = key;
    this.certificate = certificate.clone();
    this.random = random;
  }

  /**
   * The answer to the report that asks for a link.
   *
   * @throws PadException.LinkBroken when the host's keys are none
   */
  public byte[] answer(byte[] hello) throws PadException {
    agreed = Optional.empty();
    if (hello.length != HEAD + 2 * Sm2Agreement.POINT_BYTES) {
      throw new PadException.LinkBroken(PadException.LinkBroken.Why.AGREEMENT, null);
    }
    int second = HEAD + Sm2Agreement.POINT_BYTES;
    Sm2Agreement agreement = Sm2Agreement.of(key, Sm2Agreement.number(random));
    Sm2Agreement.Result result =
        agreement.respond(
            Arrays.copyOfRange(hello, HEAD, second),
            Arrays.copyOfRange(hello, second, hello.length),
            LinkKeys.BYTES);
    expected = result.expected();
    agreed = Optional.of(new LinkKeys(result.key()).pad());
    return org.bouncycastle.util.Arrays.concatenate(
        Hex.decode("c202"), agreement.ephemeralKey(), result.answer(), certificate);
  }

  /** The session, when the host has proved its part; once. */
  public Optional<LinkSession> confirmed(byte[] confirm) {
    byte[] tag = Arrays.copyOfRange(confirm, Math.min(HEAD, confirm.length), confirm.length);
    boolean fits =
        expected.length > 0 && org.bouncycastle.util.Arrays.constantTimeAreEqual(expected, tag);
    Optional<LinkSession> session = fits ? agreed : Optional.empty();
    agreed = Optional.empty();
    expected = new byte[0];
    return session;
  }
}
