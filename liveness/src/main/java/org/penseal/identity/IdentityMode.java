// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import java.util.Locale;

/** How a person's identity is verified. */
public enum IdentityMode {
  /**
   * Name, ID number and the live portrait go to an authority, which compares the portrait with its
   * own.
   */
  REAL_PERSON,
  /**
   * Name, ID number and telephone number go to an authority, which sends a one-time code there; no
   * face is taken.
   */
  PHONE,
  /** A portrait is taken at the counter and kept as evidence; no authority is asked. */
  PORTRAIT;

  /** The word used on the command line and in JSON, as {@code real-person}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Parses {@link #word()}.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static IdentityMode of(String word) {
    for (IdentityMode mode : values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("unknown identity mode: " + word);
  }
}
