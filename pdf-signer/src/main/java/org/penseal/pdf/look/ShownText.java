// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
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
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.CertainContent;
import org.penseal.pdf.stream.BoundedFont;
import org.penseal.pdf.stream.ContentParser;
import org.penseal.pdf.stream.Operands;

/**
 * What the content stream of an appearance shows.
 *
 * @param text its characters in the order of the stream, with the blanks that are seen between them
 *     and the ends of lines; null if some cannot be read, or readers may take other words
 * @param paintsMore whether it paints pictures, other objects or shadings
 * @param doubtful whether the characters may not be seen, or others may be seen in their place
 * @param dividers how many upright lines divide it into cells
 * @param centres of its letters without blanks, as shares of its width
 */
public record ShownText(
    @Nullable String text,
    boolean paintsMore,
    boolean doubtful,
    int dividers,
    List<Double> centres) {
  private static final int LARGEST_BYTES = 1 << 20;
  private static final PDRectangle LINE = new PDRectangle(100_000, 100_000);
  private static final String SAMPLE =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final double NARROWER = 0.75;
  private static final double WIDER = 1.34;
  private static final Set<String> PAINTING = Set.of("Do", "BI", "sh");
  // ISO 32000-2, table 108.
  private static final Set<String> KINDS = Set.of("Type0", "Type1", "MMType1", "TrueType", "Type3");
  private static final Set<String> SHOWING = Set.of("Tj", "TJ", "'", "\"");

  /**
   * Whether text under a default appearance (ISO 32000-2, 12.7.4.3) is seen as what it is.
   *
   * @param style DA; size 0 leaves the size to the reader
   * @param formResources where its font stands
   */
  public static boolean isPlain(String style, @Nullable COSDictionary formResources) {
    String sized = style.replaceAll("\\s0+(\\.0*)?\\s+Tf", " 12 Tf");
    byte[] content =
        ("BT " + sized + " 999 999 Td (" + SAMPLE + ") Tj ET")
            .getBytes(StandardCharsets.ISO_8859_1);
    try {
      ShownText shown = read(content, LINE, null, formResources);
      return SAMPLE.equals(shown.text) && !shown.paintsMore && !shown.doubtful;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /**
   * Reads an appearance.
   *
   * @throws IOException if its content or a font cannot be read
   */
  public static ShownText of(COSStream look, @Nullable COSDictionary formResources)
      throws IOException {
    byte[] content = CertainContent.data(look, LARGEST_BYTES);
    ShownText shown =
        read(content, box(look), look.getCOSDictionary(COSName.RESOURCES), formResources);
    // An element of the structure may have other words for it.
    boolean named =
        look.containsKey(COSName.STRUCT_PARENT) || look.containsKey(COSName.STRUCT_PARENTS);
    return named ? new ShownText(null, shown.paintsMore, shown.doubtful, 0, List.of()) : shown;
  }

  private static ShownText read(
      byte[] content,
      PDRectangle box,
      @Nullable COSDictionary own,
      @Nullable COSDictionary formResources)
      throws IOException {
    Map<COSName, PDFont> fonts = new HashMap<>();
    ContentParser parser = new ContentParser(content);
    List<COSBase> operands = new ArrayList<>();
    boolean readable = true;
    boolean more = false;
    Pen pen = new Pen(box, own);
    Object token = parser.parseNextToken();
    while (token != null) {
      if (token instanceof Operator operator) {
        String name = operator.getName();
        more |= PAINTING.contains(name);
        readable &= Operands.fit(name, operands);
        pen.follow(name, operands);
        if (name.equals("Tf")
            && !operands.isEmpty()
            && operands.getFirst() instanceof COSName key) {
          pen.choose(font(key, own, formResources, fonts), operands);
        } else if (SHOWING.contains(name) && !operands.isEmpty()) {
          readable &= show(operands.getLast(), pen);
        }
        operands.clear();
      } else if (token instanceof COSBase operand) {
        operands.add(operand);
      }
      token = parser.parseNextToken();
    }
    boolean doubtful = pen.doubtful() || own == null && Pen.replacesColours(formResources);
    return new ShownText(
        readable && !pen.replaced() ? pen.text() : null,
        more,
        doubtful,
        pen.dividers(),
        pen.centres());
  }

  private static PDRectangle box(COSStream look) {
    COSArray box = look.getCOSArray(COSName.BBOX);
    return box == null || box.size() != 4 ? new PDRectangle() : new PDRectangle(box);
  }

  // The map to characters (ISO 32000-2, 9.10.3) is for search and copy; what is drawn is the glyph
  // that the encoding names, where its name is one that is known. With an embedded font it is the
  // word of whoever fills the field.
  private static boolean honest(PDFont font, int code, String unicode) {
    if (font instanceof PDType3Font) {
      return false;
    }
    boolean embedded = font.isEmbedded();
    if (!(font instanceof PDSimpleFont simple) || simple.getEncoding() == null) {
      return embedded || !font.getCOSObject().containsKey(COSName.TO_UNICODE);
    }
    if (!embedded
        && !(SharedFont.isLatin(font.getName())
            && SharedFont.isEncoded(font.getCOSObject(), code))) {
      return false;
    }
    String name = simple.getEncoding().getName(code);
    if (!embedded && !SharedFont.isName(name)) {
      return false;
    }
    String drawn = GlyphList.getAdobeGlyphList().toUnicode(name);
    return drawn == null ? embedded : plain(drawn).equals(plain(unicode));
  }

  // About as far as the glyph is wide: otherwise others lie over it, before it, or out of sight.
  private static boolean advances(PDFont font, int code) throws IOException {
    float declared = font.getWidth(code);
    float drawn = font.getWidthFromFont(code);
    return drawn <= 0 ? declared >= 0 : declared > drawn * NARROWER && declared < drawn * WIDER;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text.replace('\u00ad', '-'), Normalizer.Form.NFKC);
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
      fonts.put(key, found != null && isFont(found) ? made(found) : null);
    }
    return fonts.get(key);
  }

  private static PDFont made(COSDictionary font) throws IOException {
    BoundedFont.require(font);
    return PDFontFactory.createFont(font);
  }

  // What PDFBox takes for a font all the same, other readers take for none and draw nothing.
  private static boolean isFont(COSDictionary found) {
    return !(found instanceof COSStream)
        && KINDS.contains(String.valueOf(found.getNameAsString(COSName.SUBTYPE)));
  }

  private static @Nullable COSDictionary entry(@Nullable COSDictionary resources, COSName key) {
    COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    return fonts == null ? null : fonts.getCOSDictionary(key);
  }

  private static boolean show(COSBase operand, Pen pen) throws IOException {
    if (operand instanceof COSArray array) {
      boolean readable = true;
      for (COSBase each : array) {
        if (each instanceof COSNumber number) {
          pen.jump(number.floatValue());
        } else {
          readable &= show(each, pen);
        }
      }
      return readable;
    }
    PDFont font = pen.font();
    if (!(operand instanceof COSString string) || font == null) {
      return false;
    }
    ByteArrayInputStream in = new ByteArrayInputStream(string.getBytes());
    while (in.available() > 0) {
      int left = in.available();
      int code = font.readCode(in);
      String unicode = font.toUnicode(code);
      if (unicode == null || !honest(font, code, unicode) || !advances(font, code)) {
        return false;
      }
      pen.show(unicode, font.getWidth(code), code == ' ' && left - in.available() == 1);
    }
    return true;
  }
}
