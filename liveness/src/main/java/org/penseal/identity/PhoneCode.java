// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A one-time code that an authority sent to a telephone. The code itself is on the telephone only.
 *
 * @param id under which the authority knows it
 * @param expiresAt no longer good from then on
 * @param resendAfter how long until another may be asked for
 * @param triesLeft how often it may be entered wrongly, and be over then
 * @param demoMessage the invented message of a demonstration, which goes to no telephone; null for
 *     a real authority
 */
public record PhoneCode(
    String id,
    Instant expiresAt,
    Duration resendAfter,
    int triesLeft,
    @Nullable String demoMessage) {
  private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{4,8}(?![0-9])");

  /**
   * A code as it was entered.
   *
   * @param id of the code that was sent
   * @param code four to eight digits
   */
  public record Entered(String id, String code) {
    /** Whether a text can be a code at all. */
    public static boolean fits(String code) {
      return code.matches("[0-9]{4,8}");
    }

    /** No code. */
    @Override
    public String toString() {
      return "Entered[" + id + "]";
    }
  }

  /** The code in the message of a demonstration, so that a program can say it in its own words. */
  public Optional<String> demoCode() {
    return demoMessage == null
        ? Optional.empty()
        : CODE.matcher(demoMessage).results().map(MatchResult::group).findFirst();
  }

  /** No message: it has the code. */
  @Override
  public String toString() {
    return "PhoneCode[" + id + "]";
  }
}
