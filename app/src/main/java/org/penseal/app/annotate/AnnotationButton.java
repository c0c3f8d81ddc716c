// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.annotate;

/** What can be pressed while an annotation is written. */
public enum AnnotationButton {
  /** Takes the last stroke back. */
  UNDO,
  /** Goes on to a further screen; for free words only. */
  MORE,
  /** Clears the screen. */
  CLEAR,
  /** Ends the case without a signature. */
  CANCEL,
  /** This screen is done. */
  NEXT
}
