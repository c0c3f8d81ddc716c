// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSString;

/** Reads text strings; those in UTF-8, which PDFBox 3 takes for PDFDocEncoding, too. */
public final class TextString {
  private TextString() {}

  /** The characters (ISO 32000-2, 7.9.2.2). */
  public static String of(COSString string) {
    byte[] bytes = string.getBytes();
    boolean utf8 =
        bytes.length >= 3
            && (bytes[0] & 0xff) == 0xef
            && (bytes[1] & 0xff) == 0xbb
            && (bytes[2] & 0xff) == 0xbf;
    return utf8
        ? new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8)
        : string.getString();
  }
}
