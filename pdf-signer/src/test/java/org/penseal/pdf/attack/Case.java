// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

/**
 * A file made of one that was signed.
 *
 * @param name unique, fit for a file name
 * @param attack whether it must never be called valid; else it must never be called invalid
 * @param family the class of the attack, or of the harmless update
 * @param reason of an attack: a code that the report must give, or the class of the exception that
 *     refuses the file; empty for a harmless update
 * @param before what it was made of
 * @param file its bytes
 */
record Case(String name, boolean attack, String family, String reason, Signed before, byte[] file) {
  /**
   * The file before the update, which must be valid: else the attack would pass without any update.
   *
   * @param file its bytes; none where the fault was signed
   * @param doubt the code that leaves it open, because the preparation itself is doubtful; empty if
   *     it must be valid
   */
  record Signed(byte[] file, String doubt) {}
}
