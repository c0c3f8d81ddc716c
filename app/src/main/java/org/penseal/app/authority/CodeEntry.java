// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.authority;

import java.time.Duration;
import org.penseal.identity.PhoneCode;
import org.penseal.refusal.SigningException;

/** Asks the person for the one-time code on the telephone. Called on the case's thread. */
public interface CodeEntry {
  /** Nobody is there to enter one. */
  CodeEntry NONE = (sent, triesLeft) -> new Answer.GivenUp();

  /** What the person does. */
  sealed interface Answer {
    /**
     * Enters a code.
     *
     * @param code as typed
     */
    record Code(String code) implements Answer {
      /** No code. */
      @Override
      public String toString() {
        return "Code";
      }
    }

    /** Asks for another one. */
    record Again() implements Answer {}

    /** Does not go on. */
    record GivenUp() implements Answer {}
  }

  /**
   * Asks once and waits.
   *
   * @param sent the code that is on its way
   * @param triesLeft how often it may be entered wrongly; 0 if it is over and another must be sent
   * @throws SigningException if a file with the code cannot be read
   */
  Answer ask(PhoneCode sent, int triesLeft) throws SigningException, InterruptedException;

  /** Another code cannot be sent yet. */
  default void tooSoon(Duration left) {}
}
