// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

/**
 * A file made of one that was signed.
 *
 * @param name unique, fit for a file name
 * @param attack whether it must never be called valid; else it must never be called invalid
 * @param family the class of the attack, or of the harmless update
 * @param reason a code that the report must give; empty for any
 * @param file its bytes
 */
record Case(String name, boolean attack, String family, String reason, byte[] file) {}
