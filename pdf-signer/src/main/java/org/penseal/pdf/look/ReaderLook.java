// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
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
  private static final Pattern SURE =
      Pattern.compile(
          "\\s*(/" + NAME + "\\s+[\\d.]+\\s+Tf\\s*|(" + NUMBER + "){1,4}(g|rg|k|G|RG|K)\\s*)*");
  // Names by which a reader takes a font that it has itself.
  private static final Set<String> OWN = Set.of("ZaDb", "Symb", "Symbol", "ZapfDingbats");
  private static final double LEAST_MARGIN = 2;
  private static final double CHOSEN_SIZE = 12;
  private static final double LINE = 1.2;
  private static final double LEAST_LIGHT = 0.5;
  private static final double PER_MILLE = 1000;

  /** Whether its default appearance sets nothing but a font and colours: some write it as it is. */
  boolean isStyled() {
    COSBase style = style();
    return style == null
        || style instanceof COSString text && STYLE.matcher(text.getString()).matches();
  }

  /** Whether all of them show the value, in letters that are what they are, and no less of it. */
  boolean isSure() {
    String value = new FieldValue(widget).line();
    return value != null
        && Widgets.inherited(widget, COSName.V) instanceof COSString
        && style() instanceof COSString style
        && SURE.matcher(style.getString()).matches()
        && ShownText.isPlain(style.getString(), form.getCOSDictionary(COSName.DR))
        && isLight()
        && (value.isEmpty() || fits(value, style.getString(), form.getCOSDictionary(COSName.DR)));
  }

  // Text in any colour that is plain on paper is seen on it.
  private boolean isLight() {
    COSDictionary characteristics = widget.getCOSDictionary(Widgets.CHARACTERISTICS);
    COSArray ground = characteristics == null ? null : characteristics.getCOSArray(COSName.BG);
    boolean light = characteristics == null || characteristics.getInt(COSName.R, 0) == 0;
    for (int i = 0; ground != null && i < ground.size(); i++) {
      light &=
          ground.size() != 4
              && ground.getObject(i) instanceof COSNumber part
              && part.floatValue() >= LEAST_LIGHT;
    }
    return light;
  }

  private @Nullable COSBase style() {
    COSBase own = Widgets.inherited(widget, COSName.DA);
    return own == null ? form.getDictionaryObject(COSName.DA) : own;
  }

  // Where the size is for the reader to choose, it need not make it smaller.
  private boolean fits(String value, String style, @Nullable COSDictionary resources) {
    COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    Matcher set = FONT.matcher(style);
    COSArray rectangle = widget.getCOSArray(COSName.RECT);
    if (fonts == null || rectangle == null || rectangle.size() != 4 || !set.find()) {
      return false;
    }
    COSDictionary font = fonts.getCOSDictionary(COSName.getPDFName(set.group(1)));
    double given = Double.parseDouble(set.group(2));
    PDRectangle place = new PDRectangle(rectangle);
    double margin = Math.max(LEAST_MARGIN, 2 * border());
    double high = place.getHeight() - (given == 0 ? margin : 0);
    double size = given == 0 ? Math.min(CHOSEN_SIZE, high / LINE) : given;
    try {
      return font != null
          && !OWN.contains(set.group(1))
          && size > 0
          && size <= high
          && PDFontFactory.createFont(font).getStringWidth(value) / PER_MILLE * size
              <= place.getWidth() - 2 * margin
          && !set.find();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  // How wide its border is (ISO 32000-2, tables 166 and 168); points.
  private double border() {
    COSDictionary style = widget.getCOSDictionary(COSName.getPDFName("BS"));
    COSArray border = widget.getCOSArray(COSName.getPDFName("Border"));
    if (style != null) {
      boolean doubled = "BI".contains(style.getNameAsString(COSName.S, "S"));
      return style.getFloat(COSName.W, 1) * (doubled ? 2 : 1);
    }
    return border != null && border.size() > 2 && border.getObject(2) instanceof COSNumber width
        ? width.floatValue()
        : 1;
  }
}
