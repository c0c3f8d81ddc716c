// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.jspecify.annotations.Nullable;

/**
 * What readers draw by themselves of a text or a choice: there is no look, or they are asked for a
 * new one. Each does it in its way.
 *
 * @param form the form's dictionary, for its default appearance and resources
 */
record ReaderLook(COSDictionary form, COSDictionary widget) {
  // Up to a delimiter (ISO 32000-2, 7.2.3): behind it anything may stand without a blank.
  private static final String NAME = "[^\\s()<>\\[\\]{}/%]+";
  private static final String NUMBER = "[\\d.+-]+\\s+";
  private static final Pattern STYLE =
      Pattern.compile(
          "\\s*(/"
              + NAME
              + "\\s+"
              + NUMBER
              + "Tf\\s*|("
              + NUMBER
              + "){1,4}(g|rg|k|G|RG|K|Tc|Tw|Tz|TL)\\s*)*");
  private static final Pattern FONT =
      Pattern.compile("/(" + NAME + ")\\s+(\\d+(?:\\.\\d+)?)\\s+Tf");
  private static final double MARGINS = 4;
  private static final double PER_MILLE = 1000;

  /** Whether its default appearance sets nothing but a font and colours: some write it as it is. */
  boolean isStyled() {
    COSBase style = style();
    return style == null
        || style instanceof COSString text && STYLE.matcher(text.getString()).matches();
  }

  /** Whether its default appearance shows a sample, and nothing else. */
  boolean isStyledPlainly() {
    return style() instanceof COSString style
        && ShownText.isPlain(style.getString(), form.getCOSDictionary(COSName.DR));
  }

  /** Whether all of them show the value, and nothing else. */
  boolean isSure() {
    String value = new FieldValue(widget).line();
    return value != null
        && Widgets.colourless(widget)
        && isStyledPlainly()
        && style() instanceof COSString style
        && (value.isEmpty() || fits(value, style.getString(), form.getCOSDictionary(COSName.DR)));
  }

  private @Nullable COSBase style() {
    COSBase own = Widgets.inherited(widget, COSName.DA);
    return own == null ? form.getDictionaryObject(COSName.DA) : own;
  }

  // In a font that every reader has; a size of 0 is for the reader to choose.
  private boolean fits(String value, String style, @Nullable COSDictionary resources) {
    COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    Matcher set = FONT.matcher(style);
    COSArray rectangle = widget.getCOSArray(COSName.RECT);
    if (fonts == null || rectangle == null || rectangle.size() != 4 || !set.find()) {
      return false;
    }
    COSDictionary font = fonts.getCOSDictionary(COSName.getPDFName(set.group(1)));
    double size = Double.parseDouble(set.group(2));
    PDRectangle place = new PDRectangle(rectangle);
    try {
      return font != null
          && SharedFont.is(font)
          && size <= place.getHeight()
          && PDFontFactory.createFont(font).getStringWidth(value) / PER_MILLE * size
              <= place.getWidth() - MARGINS
          && !set.find();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
