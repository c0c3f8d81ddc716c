// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

/** What the demo authority does wrong on demand. */
public enum AuthorityFault {
  /** Nothing. */
  NONE,
  /** Answers 503. */
  DOWN,
  /** Answers 503 and asks to be left alone for two minutes. */
  RESTING,
  /** Answers 500. */
  FAILURE,
  /** Answers 429 and asks to be left alone for two seconds. */
  BUSY,
  /** Answers long after every patience. */
  SLOW,
  /** Closes the connection without an answer. */
  RESET,
  /** Decides, and closes the connection in the middle of the answer. */
  CUT_BODY,
  /** Answers 302 with the address of another machine. */
  REDIRECT,
  /** Answers 200 with something that is no JSON. */
  NONSENSE,
  /** Answers with far more than any answer has. */
  HUGE,
  /** Answers with another mode than was asked. */
  OTHER_MODE,
  /** Answers for another request. */
  OTHER_REQUEST,
  /** Answers again what it answered first of all, with that answer's headers. */
  REPLAYED,
  /** Its clock is an hour ahead. */
  CLOCK_OFF,
  /** Says match below its own threshold. */
  BELOW_THRESHOLD,
  /** Changes the answer after it was signed. */
  WRONG_SIGNATURE
}
