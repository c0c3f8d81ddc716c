// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/** The three buttons that {@link PadLayout} draws on the pad's screen, from left to right. */
public enum PadButton {
  /** Discard what was written and write again. */
  CLEAR,
  /** Leave the case without a signature. */
  CANCEL,
  /** Confirm the signature just written. */
  OK
}
