// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

/**
 * A pad, or a serial port where one may be, as the settings page lists it.
 *
 * @param uri its address
 * @param name of the model; empty when only its opening tells
 * @param use whose it is
 */
public record SeenPad(String uri, String name, Use use) {
  /** Whose a pad is. */
  public enum Use {
    /** This window's. */
    CHOSEN,
    /** Nobody's, as far as the system tells. */
    FREE,
    /** Another program's, or another case's. */
    BUSY,
    /** It was tried and could not be opened. */
    FAILED
  }
}
