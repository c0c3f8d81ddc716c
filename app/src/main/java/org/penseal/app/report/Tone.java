// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

/** How a statement is to be taken. */
public enum Tone {
  /** It holds. */
  YES,
  /** It does not hold. */
  NO,
  /** It cannot be told, or needs attention. */
  OPEN,
  /** Neither good nor bad. */
  PLAIN
}
