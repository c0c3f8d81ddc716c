// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** Whether two scalar values are the same for every reader. */
final class SameScalar {
  private static final Set<String> BOXES =
      Set.of("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rect");

  private SameScalar() {}

  static boolean of(@Nullable COSBase old, @Nullable COSBase now) {
    if (old instanceof COSString was && now instanceof COSString is) {
      return Arrays.equals(was.getBytes(), is.getBytes());
    }
    if (old instanceof COSNumber was && now instanceof COSNumber is) {
      return sameNumber(was, is);
    }
    return old != null && old.equals(now);
  }

  /** Whether an entry is a rectangle, whose numbers are compared by value. */
  static boolean isBox(COSName entry) {
    return BOXES.contains(entry.getName());
  }

  /** Whether two numbers are the same, however they are written. */
  static boolean isSameDecimal(COSNumber one, COSNumber other) {
    try {
      return new BigDecimal(text(one)).compareTo(new BigDecimal(text(other))) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  // Some readers accept an integer only if it is written as one.
  private static boolean sameNumber(COSNumber was, COSNumber is) {
    if (was instanceof COSInteger one && is instanceof COSInteger other) {
      return one.longValue() == other.longValue();
    }
    if (was instanceof COSInteger || is instanceof COSInteger) {
      return false;
    }
    String old = text(was);
    String now = text(is);
    try {
      return new BigDecimal(old).compareTo(new BigDecimal(now)) == 0;
    } catch (NumberFormatException e) {
      return old.equals(now);
    }
  }

  // The original text in the file, which PDFBox keeps beside the float.
  private static String text(COSNumber number) {
    if (!(number instanceof COSFloat written)) {
      return Long.toString(number.longValue());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      written.writePDF(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes everything", e);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
