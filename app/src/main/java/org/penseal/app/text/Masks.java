// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import java.util.regex.Pattern;

/**
 * Hides what may be an ID number or a mobile number in texts that many see: lists, log entries,
 * messages. File names and what people type can hold them.
 */
public final class Masks {
  // 18 characters of an ID number (GB 11643) or 11 digits of a mobile number, also after +86; the
  // digits of a time (14 or 17) and of shorter numbers stay.
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![0-9])((?:\\+?86)?[0-9]{3})(?:[0-9]{14}(?=[0-9Xx])|[0-9]{7}(?=[0-9](?![0-9])))"
              + "([0-9Xx])(?![0-9])");

  private Masks() {}

  /** The text with all but the first three and the last character of each such number hidden. */
  public static String numbers(String text) {
    return NUMBER.matcher(text).replaceAll("$1****$2");
  }
}
