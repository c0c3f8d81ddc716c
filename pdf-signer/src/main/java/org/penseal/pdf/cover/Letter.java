// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;

/**
 * A letter of a page.
 *
 * @param box its advance, from the base line to the height of a capital
 * @param size points of an em
 * @param font of the letter
 * @param code in the font
 */
record Letter(Rectangle2D box, double size, PDFont font, int code) {
  /** Units of an outline. */
  static final double PER_EM = 1000;

  // The outline of a full stop is larger.
  private static final double LEAST_OUTLINE = 0.02 * PER_EM;
  // The outlines of the densest ideographs are half as long.
  private static final double LONGEST_OUTLINE = 100 * PER_EM;
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{C}]*");
  // Of an em; a blank between words is wider.
  private static final double TOUCHING = 0.25;
  // Ems.
  private static final double IN_LINE = 2;
  private static final double LINE_BELOW = 0.2;

  /** Whether its outline is blank; its map to Unicode may claim anything. */
  boolean isBlank() {
    try {
      return font instanceof PDVectorFont outlines
          && isNothing(outlines.getNormalizedPath(code).getBounds2D());
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static boolean isNothing(Rectangle2D outline) {
    return Math.max(outline.getWidth(), outline.getHeight()) < LEAST_OUTLINE;
  }

  /** Whether it is blank here, and another reader may draw it as its map to Unicode says. */
  boolean mayShow() {
    try {
      String text = font.toUnicode(code);
      boolean mapped = font.getCOSObject().containsKey(COSName.TO_UNICODE);
      boolean other = !font.isEmbedded() && font instanceof PDType0Font && mapped;
      return isBlank()
          && (other
              || text == null
              || !BLANK.matcher(text).matches()
              || BlankLetter.mayShow(font, code));
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  /** Whether a letter is on the same line, and nearer than half an em. */
  boolean isBeside(Rectangle2D other) {
    double gap = Math.max(other.getMinX() - box.getMaxX(), box.getMinX() - other.getMaxX());
    return gap < size / 2 && Math.abs(other.getMinY() - box.getMinY()) < size / 2;
  }

  /** Whether a place is beside it at its height, within two ems. */
  boolean isInLine(Rectangle2D place) {
    double far = IN_LINE * size;
    return place.intersects(
        box.getX() - far, box.getY() - LINE_BELOW * size, box.getWidth() + 2 * far, size);
  }

  /** Whether a place is so near that what is painted there may be read as a part of its word. */
  boolean touches(Rectangle2D place) {
    double near = TOUCHING * size;
    return place.intersects(
        box.getX() - near,
        box.getY() - near,
        box.getWidth() + 2 * near,
        box.getHeight() + 2 * near);
  }

  /** Whether it has details so fine that not all readers draw them. */
  boolean isFine() {
    try {
      return font instanceof PDVectorFont outlines
          && Hairlines.length(outlines.getNormalizedPath(code)) > LONGEST_OUTLINE;
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }
}
