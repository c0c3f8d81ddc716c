// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where readers begin that treat a file as linearised (ISO 32000-2, annex F): at the section after
 * its first object, instead of the one to which the end of the file leads.
 */
final class Linearisation {
  // poppler searches only these bytes.
  private static final int WINDOW_BYTES = 1024;
  private static final String END = "endobj";

  private Linearisation() {}

  /**
   * Whether such readers begin at another place than the others. They do not if the length of the
   * file is not the one that the first object states, as after every update.
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
    // other readers may accept a length that we do not
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
