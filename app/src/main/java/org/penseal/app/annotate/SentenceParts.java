// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.annotate;

import java.util.ArrayList;
import java.util.List;

/** Parts a sentence into pieces of about the same length, one for each screen of a pad. */
final class SentenceParts {
  private SentenceParts() {}

  /**
   * Where each piece ends. A piece never begins with a mark, and ends after a blank where there is
   * one in its second half.
   *
   * @param cells how many Chinese characters have room on a screen; others take half a cell
   */
  static List<Integer> ends(String sentence, int cells) {
    int total = halves(sentence);
    int screens = Math.max(1, Math.ceilDiv(total, 2 * cells));
    int most = Math.ceilDiv(total, screens);
    List<Integer> ends = new ArrayList<>();
    int begin = 0;
    while (begin < sentence.length()) {
      int end = end(sentence, begin, most);
      ends.add(end);
      begin = end;
    }
    return ends;
  }

  private static int end(String sentence, int begin, int most) {
    int at = begin;
    int used = 0;
    int blank = -1;
    while (at < sentence.length()) {
      int point = sentence.codePointAt(at);
      if (used + halves(point) > most && !mark(point)) {
        return blank > 0 ? blank : at;
      }
      used += halves(point);
      at += Character.charCount(point);
      if (Character.isWhitespace(point) && used * 2 >= most) {
        blank = at;
      }
    }
    return at;
  }

  private static boolean mark(int point) {
    return Character.isWhitespace(point)
        || switch (Character.getType(point)) {
          case Character.OTHER_PUNCTUATION, Character.END_PUNCTUATION -> true;
          default -> false;
        };
  }

  private static int halves(String text) {
    return text.codePoints().map(SentenceParts::halves).sum();
  }

  private static int halves(int point) {
    return Character.isIdeographic(point) || point > 0x2E7F ? 2 : 1;
  }
}
