// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * Whether such readers begin at another place than the others, or at another page, in the file or
   * in one of its revisions. They do not if its length is not the one that the first object states,
   * as after every update.
   *
   * @param to end of the revision
   * @param content of the first revision; null for later ones
   */
  static boolean misleads(
      ObjectReader objects, SectionReader sections, long to, @Nullable Content content)
      throws IOException, Malformed {
    Source source = objects.source();
    RawObject first;
    try {
      first = objects.at(0, null);
    } catch (Malformed e) {
      return !beginsWithTable(source); // others may read it
    }
    Map<String, Object> stated = first.dictionary();
    if (!stated.containsKey("Linearized")) {
      return false;
    }
    if (first.duplicateKey() || !first.odd().isEmpty()) {
      return true;
    }
    for (long end : new long[] {source.length(), to}) {
      // other readers may accept a length that we do not
      boolean promised = !(stated.get("L") instanceof Long length) || length == end;
      if (promised
          && (behindFirst(source, first.end()) != sections.newest(end)
              || content != null && end == to && !isOf(stated, content))) {
        return true;
      }
    }
    return false;
  }

  // The first page, by which pdf.js and PDFium begin, and how many there are.
  private static boolean isOf(Map<String, Object> stated, Content content) {
    return stated.get("O") instanceof Long page
        && stated.get("N") instanceof Long pages
        && stated.getOrDefault("P", 0L) instanceof Long index
        && content.hasPages(page, index, pages);
  }

  private static boolean beginsWithTable(Source source) throws IOException {
    String text = window(source);
    int at = 0;
    while (at < text.length() && (text.charAt(at) == '%' || RawParser.isSpace(text.charAt(at)))) {
      if (text.charAt(at) == '%') {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else {
        at++;
      }
    }
    return text.startsWith("xref", at);
  }

  private static String window(Source source) throws IOException {
    int length = (int) Math.min(WINDOW_BYTES, source.length());
    return new String(source.at(0, length), StandardCharsets.ISO_8859_1);
  }

  private static long behindFirst(Source source, long end) throws IOException {
    String text = window(source);
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
