// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

/** Where a signer agreed to what is collected. */
public enum ConsentPlace {
  /** Nowhere that this program knows of: the operator says that he did. */
  OPERATOR,
  /** On the screen of the workstation. */
  SCREEN,
  /** With the pen, on the pad, which showed all of the words. */
  PAD;

  /** Whether the words stood before him on a screen. */
  public boolean shown() {
    return this != OPERATOR;
  }
}
