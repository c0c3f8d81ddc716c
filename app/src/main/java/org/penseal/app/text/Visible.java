// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Text of unknown origin as it can be shown: control characters, marks that turn the direction of
 * writing and other characters that draw nothing stand there as escapes, for example {@code
 * \u202E}. Without that a name in a certificate could rewrite the line of a terminal that tells of
 * it.
 */
public final class Visible {
  private Visible() {}

  /** The text on one line, with everything that cannot be seen escaped. */
  public static String of(String text) {
    if (text.codePoints().noneMatch(Visible::isHidden)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  /** The same with its line breaks left, for text of several lines that is shown as such. */
  public static String lines(String text) {
    return Arrays.stream(text.split("\n", -1)).map(Visible::of).collect(Collectors.joining("\n"));
  }

  /** The same for JSON, in which such characters stand within strings only. */
  public static String json(String json) {
    if (json.codePoints().noneMatch(Visible::isHidden)) {
      return json;
    }
    StringBuilder shown = new StringBuilder(json.length() + 16);
    json.chars()
        .forEach(
            unit -> {
              if (isHidden(unit) && !Character.isSurrogate((char) unit)) {
                shown.append("\\u%04x".formatted(unit));
              } else {
                shown.append((char) unit);
              }
            });
    return shown.toString();
  }

  /**
   * Whether a character shows nothing of itself: control (C0, DEL, C1), format (among them bidi
   * marks, Unicode Standard Annex 9), line and paragraph separators, half of a pair.
   */
  public static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (!isHidden(codePoint)) {
      shown.appendCodePoint(codePoint);
    } else if (codePoint <= 0xFFFF) {
      shown.append("\\u%04X".formatted(codePoint));
    } else {
      shown.append("\\u{%X}".formatted(codePoint));
    }
  }
}
