// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the content stream of an appearance shows.
 *
 * @param text its characters in the order of the stream; null if some cannot be read
 * @param paintsMore whether it paints pictures, other objects or shadings
 */
record ShownText(@Nullable String text, boolean paintsMore) {
  private static final int LARGEST_BYTES = 1 << 20;
  private static final Set<String> PAINTING = Set.of("Do", "BI", "sh");
  private static final Set<String> SHOWING = Set.of("Tj", "TJ", "'", "\"");

  static ShownText of(COSStream look, @Nullable COSDictionary formResources) throws IOException {
    byte[] content = BoundedStream.of(look, LARGEST_BYTES);
    COSDictionary own = look.getCOSDictionary(COSName.RESOURCES);
    Map<COSName, PDFont> fonts = new HashMap<>();
    PDFStreamParser parser = new PDFStreamParser(content);
    List<COSBase> operands = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean readable = true;
    boolean more = false;
    PDFont font = null;
    Object token = parser.parseNextToken();
    while (token != null) {
      if (token instanceof Operator operator) {
        String name = operator.getName();
        more |= PAINTING.contains(name);
        if (name.equals("Tf")
            && !operands.isEmpty()
            && operands.getFirst() instanceof COSName key) {
          font = font(key, own, formResources, fonts);
        } else if (SHOWING.contains(name) && !operands.isEmpty()) {
          readable &= append(operands.getLast(), font, text);
        }
        operands.clear();
      } else if (token instanceof COSBase operand) {
        operands.add(operand);
      }
      token = parser.parseNextToken();
    }
    return new ShownText(readable ? text.toString() : null, more);
  }

  private static @Nullable PDFont font(
      COSName key,
      @Nullable COSDictionary own,
      @Nullable COSDictionary form,
      Map<COSName, PDFont> fonts)
      throws IOException {
    if (!fonts.containsKey(key)) {
      COSDictionary found = entry(own, key);
      found = found == null ? entry(form, key) : found;
      fonts.put(key, found == null ? null : PDFontFactory.createFont(found));
    }
    return fonts.get(key);
  }

  private static @Nullable COSDictionary entry(@Nullable COSDictionary resources, COSName key) {
    COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    return fonts == null ? null : fonts.getCOSDictionary(key);
  }

  private static boolean append(COSBase operand, @Nullable PDFont font, StringBuilder text)
      throws IOException {
    if (operand instanceof COSArray array) {
      boolean readable = true;
      for (COSBase each : array) {
        readable &= !(each instanceof COSString) || append(each, font, text);
      }
      return readable;
    }
    if (!(operand instanceof COSString string) || font == null) {
      return false;
    }
    ByteArrayInputStream in = new ByteArrayInputStream(string.getBytes());
    while (in.available() > 0) {
      String unicode = font.toUnicode(font.readCode(in));
      if (unicode == null) {
        return false;
      }
      text.append(unicode);
    }
    return true;
  }
}
