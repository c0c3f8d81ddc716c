// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

/** What the demo authority does wrong on demand. */
public enum AuthorityFault {
  /** Nothing. */
  NONE,
  /** Answers 503. */
  DOWN,
  /** Answers 200 with something that is no JSON. */
  NONSENSE,
  /** Answers with another mode than was asked. */
  OTHER_MODE,
  /** Answers long after every patience. */
  SLOW
}
