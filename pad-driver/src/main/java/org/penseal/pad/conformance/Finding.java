// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance;

/**
 * The result of one check.
 *
 * @param check which one
 * @param outcome what came out
 * @param reason expected and got, or why nothing can be said; empty when it passed
 */
public record Finding(Check check, Outcome outcome, String reason) {

  /** What can come out. */
  public enum Outcome {
    /** The chip did what it must. */
    PASS,
    /** The chip did something else. */
    FAIL,
    /** It could not be tried, because something before it went wrong or a means is missing. */
    CANNOT_SAY,
    /** Left out on purpose, since it was not asked for: it would block a PIN or take minutes. */
    LEFT_OUT
  }
}
