// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.UNREADABLE;

import java.util.Set;
import org.penseal.refusal.CredentialException;

/** What is wrong with a key, or with the file that should hold it. */
final class KeyProblems {
  // Reasons of Pkcs12File and Pkcs12Pair: the file, not the key, is the matter.
  private static final Set<String> FILE =
      Set.of(
          "wrong-password-or-format",
          "not-one-key",
          "not-a-pair",
          "no-certificate",
          "certificate-of-another-key",
          "not-16-bytes",
          "empty-password");

  private KeyProblems() {}

  static Problem of(CredentialException.KeyRefused failure) {
    return Problem.of(
        "key-refused",
        FILE.contains(failure.reason) ? UNREADABLE : NO,
        new Problem.Reason(failure.reason));
  }
}
