// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

/** The steps of the window, in the order in which they are done. */
public enum Step {
  /** A document is opened and read. */
  DOCUMENT,
  /** The place of the signature is chosen. */
  PLACE,
  /** Consent, and who signs. */
  IDENTIFY,
  /** The signer writes on the pad, the program signs. */
  SIGN,
  /** What verification says. */
  REPORT
}
