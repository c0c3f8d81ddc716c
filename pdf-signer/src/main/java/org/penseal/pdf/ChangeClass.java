// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

/** The greatest class of change after a signature; later ones include earlier ones. */
public enum ChangeClass {
  /** Nothing follows. */
  NONE,
  /** Long-term data and document time-stamps. */
  LTA,
  /** Form filling, new signatures. */
  FORM,
  /** Annotations. */
  ANNOTATION,
  /** Anything else, among it what could not be analysed. */
  OTHER
}
