// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.authority;

import java.util.UUID;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.AuthorityBusy;
import org.penseal.identity.IdentityException.PhoneCodeOver;
import org.penseal.identity.IdentityException.PhoneCodeOver.Why;
import org.penseal.identity.IdentityException.PhoneCodeWrong;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.PhoneCode;
import org.penseal.refusal.SigningException;

/** Has a one-time code sent, asks for it and has it verified together with the claim. */
public final class PhoneVerification {
  private static final int MOST_QUESTIONS = 30;

  private final Authority authority;
  private final CodeEntry entry;

  /** For one claim. */
  public PhoneVerification(Authority authority, CodeEntry entry) {
    this.authority = authority;
    this.entry = entry;
  }

  /**
   * Runs on the calling thread.
   *
   * @param claim of mode phone, without a code
   * @throws IdentityException also if the code was not entered rightly
   */
  public IdentityResult run(IdentityClaim claim)
      throws IdentityException, SigningException, InterruptedException {
    PhoneCode sent = authority.sendCode(claim, key());
    int triesLeft = sent.triesLeft();
    IdentityException last = new PhoneCodeOver(Why.NOT_ENTERED);
    for (int i = 0; i < MOST_QUESTIONS; i++) {
      switch (entry.ask(sent, triesLeft)) {
        case CodeEntry.Answer.GivenUp() -> throw last;
        case CodeEntry.Answer.Again() -> {
          try {
            sent = authority.sendCode(claim, key());
            triesLeft = sent.triesLeft();
          } catch (AuthorityBusy e) {
            entry.tooSoon(e.retryAfter());
          }
        }
        case CodeEntry.Answer.Code(String typed) -> {
          String code = typed.strip();
          if (triesLeft > 0 && PhoneCode.Entered.fits(code)) {
            try {
              return authority.verify(claim.with(new PhoneCode.Entered(sent.id(), code)), key());
            } catch (PhoneCodeWrong e) {
              last = e;
              triesLeft = e.triesLeft();
            } catch (PhoneCodeOver e) {
              last = e;
              triesLeft = 0;
            }
          }
        }
      }
    }
    throw last;
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
