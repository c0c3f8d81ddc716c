// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.ocr;

/**
 * What was read where an ID number is printed: a proposal, which a person corrects.
 *
 * @param text digits and X as they were read, of any length
 * @param fits whether it is a number by GB 11643: 18 characters, a birth date and its check
 *     character
 * @param confidence the recogniser's own, 0 to 1
 */
public record ReadNumber(String text, boolean fits, double confidence) {
  /** Not the number: it is personal data. */
  @Override
  public String toString() {
    return "ReadNumber[%d characters, %s, %.2f]".formatted(text.length(), fits, confidence);
  }
}
