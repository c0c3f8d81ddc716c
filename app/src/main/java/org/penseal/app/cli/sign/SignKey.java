// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.cms.SigningCertificate;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;

/**
 * What signs, read and checked before a pad is opened or anybody is asked for anything.
 *
 * @param standing the key of {@code --key}; empty for a one-time key
 * @param pin of the pad's chip; null if none is given
 */
@SuppressWarnings("ArrayRecordComponent") // a PIN is a buffer
record SignKey(Optional<SigningKey> standing, byte @Nullable [] pin) implements AutoCloseable {
  /** A one-time key in a chip whose PIN is not given. */
  static final SignKey ONE_TIME = new SignKey(Optional.empty(), null);

  /**
   * Reads it; the caller closes it.
   *
   * @throws SigningException if a file cannot be read, or the key cannot sign now or with the
   *     profile that is asked for
   */
  static SignKey open(SignOptions options, Hashing hashing) throws SigningException {
    if (options.oneTime()) {
      boolean given = options.keys.pinFile() != null;
      return new SignKey(Optional.empty(), given ? Secrets.pin(options.keys.pinFile(), "") : null);
    }
    SigningKey key = options.standing().open(hashing);
    try {
      SigningCertificate.require(key.chain().getFirst(), key.suite(), Clock.systemUTC().instant());
      (options.gm() ? Profile.GM_CMS : Profile.PADES_B).requireFor(key.suite());
    } catch (SigningException | RuntimeException e) {
      key.close();
      throw e;
    }
    return new SignKey(Optional.of(key), null);
  }

  /**
   * How a case signs.
   *
   * @param otherwise PIN of a chip where none is given
   */
  KeyPlan plan(String otherwise) {
    return standing.isPresent()
        ? new KeyPlan.Standing(standing.get())
        : new KeyPlan.OneTime(pin == null ? otherwise.getBytes(StandardCharsets.UTF_8) : pin);
  }

  @Override
  public void close() {
    standing.ifPresent(SigningKey::close);
  }
}
