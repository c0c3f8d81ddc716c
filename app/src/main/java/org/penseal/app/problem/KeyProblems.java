// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.UNREADABLE;

import java.util.EnumSet;
import java.util.Set;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.KeyRefused.Why;

/** What is wrong with a key, or with the file that should hold it. */
final class KeyProblems {
  // Reasons of Pkcs12File and Pkcs12Pair: the file, not the key, is the matter.
  private static final Set<Why> FILE =
      EnumSet.of(
          Why.WRONG_PASSWORD_OR_FORMAT,
          Why.NOT_ONE_KEY,
          Why.NOT_A_PAIR,
          Why.NO_CERTIFICATE,
          Why.CERTIFICATE_OF_ANOTHER_KEY,
          Why.NOT_16_BYTES,
          Why.EMPTY_PASSWORD);

  private KeyProblems() {}

  static Problem of(CredentialException.KeyRefused failure) {
    return Problem.of(
        "key-refused",
        FILE.contains(failure.why) ? UNREADABLE : NO,
        new Problem.Reason(failure.why.code()));
  }
}
