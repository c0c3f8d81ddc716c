// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

/** What an embedded authority does wrong on demand, for tests and the laboratory. */
public enum Fault {
  /** Nothing. */
  NONE,
  /** Closes the connection without an answer. */
  DOWN,
  /** Answers with bytes that are no message. */
  NONSENSE,
  /** Answers with a refusal. */
  REFUSE,
  /** The CA certifies another key; the TSA stamps another imprint. */
  OTHER_KEY,
  /** The TSA repeats a nonce that was not sent. */
  OTHER_NONCE,
  /** The TSA signs with a key that is not its certificate's. */
  OTHER_SIGNER,
  /** The TSA says that its time may be off by three years. */
  WIDE_ACCURACY,
  /** Holds the answer back for longer than any sensible time-out (until it is closed). */
  SLOW
}
