// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where readers begin that take a file for a linearised one (ISO 32000-2, annex F): at the section
 * behind its first object, and not where the end of the file leads.
 */
final class Linearisation {
  // poppler looks no further.
  private static final int WINDOW_BYTES = 1024;
  private static final String END = "endobj";

  private Linearisation() {}

  /**
   * Whether they begin elsewhere than others. They do not where the file has another length than
   * the first object promises, as after every update.
   */
  static boolean misleads(ObjectReader objects, SectionReader sections)
      throws IOException, Malformed {
    Source source = objects.source();
    RawObject first;
    try {
      first = objects.at(0, null);
    } catch (Malformed e) {
      return false;
    }
    if (!first.dictionary().containsKey("Linearized")) {
      return false;
    }
    // a length that is none of ours may be one for others
    boolean promised =
        !(first.dictionary().get("L") instanceof Long length) || length == source.length();
    return first.duplicateKey()
        || promised && behindFirst(source, first.end()) != sections.newest(source.length());
  }

  private static long behindFirst(Source source, long end) throws IOException {
    String text =
        new String(
            source.at(0, (int) Math.min(WINDOW_BYTES, source.length())),
            StandardCharsets.ISO_8859_1);
    int at = text.indexOf(END) + END.length();
    if (at != end) {
      return -1;
    }
    while (at < text.length() && RawParser.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
