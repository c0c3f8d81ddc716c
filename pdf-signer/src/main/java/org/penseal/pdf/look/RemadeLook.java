// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * Whether readers that make the appearance of a widget anew, as NeedAppearances asks them to, show
 * what it shows now. They do it each in its way, so only the plainest fields are sure.
 *
 * @param form the form's dictionary, for its resources and style
 */
public record RemadeLook(COSDictionary form) {
  private static final COSName ALIGNMENT = COSName.getPDFName("Q");
  // Multiline, password and comb (ISO 32000-2, table 231).
  private static final int SEVERAL_LINES_OR_CELLS = 1 << 12 | 1 << 13 | 1 << 24;
  // ISO 32000-2, 12.7.4.3: a font and its size, and a grey or a colour before or after them.
  private static final String COLOUR = "(?:(?:[\\d.]+\\s+){1}g|(?:[\\d.]+\\s+){3}rg)";
  private static final Pattern STYLE =
      Pattern.compile(
          "\\s*(?:(?<before>%1$s)\\s+)?/(?<font>[A-Za-z0-9_+-]+)".formatted(COLOUR)
              + "\\s+(?<size>\\d+(?:\\.\\d*)?)\\s+Tf(?:\\s+(?<after>%1$s))?\\s*".formatted(COLOUR));
  private static final double SMALLEST = 6;
  private static final double SIZES_DIFFER = 0.2;
  private static final double PADDING = 3;
  private static final double DARK = 0.3;
  private static final double LEAST_MARK = 0.3;
  private static final float LIGHT = 0.7f;
  private static final float WIDEST_BORDER = 2;
  // Check, circle, cross, rhomb, square and star (ISO 32000-2, annex D.6).
  private static final Set<String> USUAL_MARKS = Set.of("4", "l", "8", "u", "n", "H");

  /** A default appearance; size 0 leaves the size to the reader. */
  private record Style(String font, double size, boolean dark) {}

  /** Whether a text or a choice shows all of its value as readers would show it. */
  public boolean isAlike(COSDictionary widget) {
    COSDictionary looks = widget.getCOSDictionary(COSName.AP);
    COSBase look = looks == null ? null : looks.getDictionaryObject(COSName.N);
    return look instanceof COSStream stream
        ? isAlike(widget, stream)
        : isAlike(widget, null) && (isEmpty(widget) || !widget.containsKey(COSName.AP));
  }

  /**
   * Whether a look shows all of the value of a text or a choice as readers would show it.
   *
   * @param look null for none
   */
  public boolean isAlike(COSDictionary widget, @Nullable COSStream look) {
    FieldValue value = new FieldValue(widget);
    if (isEmpty(widget) || !value.isCertain(form)) {
      return value.isCertain(form) && isFramedAlike(widget);
    }
    Style style = style(styleText(widget));
    return style != null
        && !value.isList()
        && !widget.containsKey(COSName.DR)
        && !value.isRenamed()
        && (look == null || isPlacedAlike(widget, look, style))
        && isStyledAlike(widget, value.plain(), style);
  }

  private static boolean isEmpty(COSDictionary widget) {
    return Widgets.inherited(widget, COSName.V) == null && !new FieldValue(widget).isList();
  }

  // A font that all have, in a size that leaves room for all of a single line from the left.
  private boolean isStyledAlike(COSDictionary widget, String text, Style style) {
    COSDictionary font = font(style.font);
    COSArray place = widget.getCOSArray(COSName.RECT);
    COSBase own = Widgets.inherited(widget, ALIGNMENT);
    COSBase alignment = own == null ? form.getDictionaryObject(ALIGNMENT) : own;
    int flags = Widgets.inherited(widget, COSName.FF) instanceof COSNumber n ? n.intValue() : 0;
    if (font == null || place == null || place.size() != 4) {
      return false;
    }
    PDRectangle room = new PDRectangle(place);
    return SharedFont.is(font)
        && !Pen.replacesColours(form.getCOSDictionary(COSName.DR))
        && SharedFont.isAscii(text)
        && style.dark
        && (flags & SEVERAL_LINES_OR_CELLS) == 0
        && (alignment == null || alignment.equals(COSInteger.ZERO))
        && isFramedAlike(widget)
        && (style.size == 0
            || style.size >= SMALLEST
                && style.size <= room.getHeight()
                && SharedFont.width(font, text, style.size) <= room.getWidth() - 2 * PADDING);
  }

  // One line from the left edge on, in the size of the style.
  private static boolean isPlacedAlike(COSDictionary widget, COSStream look, Style style) {
    try {
      PlainLook plain = PlainLook.of(look);
      PlainLook.Type type = plain == null ? null : plain.type();
      if (plain == null || type == null || plain.lines().size() != 1) {
        return false;
      }
      double left = plain.lines().getFirst().x() - plain.box().getLowerLeftX();
      return FieldLook.fits(widget, look)
          && !look.containsKey(COSName.MATRIX)
          && SharedFont.is(type.font())
          && namesNoOther(look, style.font)
          && plain.lines().getFirst().codes().getFirst() != ' '
          && isDark(type.colour())
          && plain.ground().paints().isEmpty()
          && left >= 1
          && left <= 2 * PADDING
          && (style.size == 0 || Math.abs(style.size - type.size()) <= SIZES_DIFFER * style.size);
    } catch (IOException e) {
      return false;
    }
  }

  // Some readers look for the font of the style in the resources of the present look.
  private static boolean namesNoOther(COSStream look, String name) {
    COSDictionary resources = look.getCOSDictionary(COSName.RESOURCES);
    COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    COSName key = COSName.getPDFName(name);
    return fonts == null || !fonts.containsKey(key) || SharedFont.is(fonts.getCOSDictionary(key));
  }

  private @Nullable COSDictionary font(String name) {
    COSDictionary resources = form.getCOSDictionary(COSName.DR);
    COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    return fonts == null ? null : fonts.getCOSDictionary(COSName.getPDFName(name));
  }

  private String styleText(COSDictionary widget) {
    COSBase own = Widgets.inherited(widget, COSName.DA);
    COSBase style = own == null ? form.getDictionaryObject(COSName.DA) : own;
    return style instanceof COSString string ? string.getString() : "";
  }

  private static @Nullable Style style(String text) {
    Matcher parts = STYLE.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String before = parts.group("before");
    String after = parts.group("after");
    boolean one = before == null || after == null; // of two some readers take the first
    String colour = before == null ? after : before;
    return new Style(
        parts.group("font"),
        Double.parseDouble(parts.group("size")),
        one && (colour == null || isDark(colour)));
  }

  private static boolean isDark(String colour) {
    boolean dark = true;
    for (String each : colour.replaceAll("[a-z]+", "").strip().split("\\s+")) {
      dark &= each.matches("\\d*\\.?\\d+|\\d+\\.") && Double.parseDouble(each) <= DARK;
    }
    return dark;
  }

  /** Whether a button is marked as readers would mark it. */
  public boolean isMarkedAlike(COSDictionary widget) {
    COSDictionary looks = widget.getCOSDictionary(COSName.AP);
    if (looks == null) {
      return !widget.containsKey(COSName.AP);
    }
    COSDictionary states = looks.getCOSDictionary(COSName.N);
    COSDictionary manner = widget.getCOSDictionary(Widgets.CHARACTERISTICS);
    String caption = manner == null ? null : manner.getString(COSName.CA);
    String text = styleText(widget);
    Style style = style(text);
    return states != null
        && !(states instanceof COSStream)
        && (text.isBlank() || style != null && style.dark)
        && marksPlainly()
        && (caption == null || USUAL_MARKS.contains(caption))
        && isFramedAlike(widget)
        && states.keySet().stream()
            .allMatch(
                name ->
                    states.getDictionaryObject(name) instanceof COSStream look
                        && showsState(look, name.getName().equals("Off")));
  }

  // A mark where it is on, and where it is off nothing but a ground.
  private static boolean showsState(COSStream look, boolean off) {
    try {
      PlainLook plain = PlainLook.of(look);
      if (plain == null) {
        return false;
      }
      return off
          ? plain.type() == null && plain.ground().isWhole(plain.box())
          : StateLook.isPlain(look) && (isLetter(plain) || plain.ground().isMark(plain.box()));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isLetter(PlainLook look) {
    PlainLook.Type type = look.type();
    return type != null
        && isOfMarks(type.font())
        && USUAL_MARKS.contains(Character.toString(look.lines().getFirst().codes().getFirst()))
        && isDark(type.colour())
        && type.size() >= LEAST_MARK * look.box().getHeight();
  }

  // By the standard font, whose letters are the marks.
  private boolean marksPlainly() {
    COSDictionary font = font(FieldLook.MARKS.getName());
    return font == null || isOfMarks(font);
  }

  private static boolean isOfMarks(COSDictionary font) {
    return "ZapfDingbats".equals(font.getNameAsString(COSName.BASE_FONT))
        && !font.containsKey(COSName.ENCODING)
        && !font.containsKey(COSName.FONT_DESC)
        && COSName.TYPE1.equals(font.getDictionaryObject(COSName.SUBTYPE));
  }

  // A light ground and a thin border, where readers paint some.
  private static boolean isFramedAlike(COSDictionary widget) {
    COSDictionary found = widget.getCOSDictionary(Widgets.CHARACTERISTICS);
    COSDictionary manner = found == null ? new COSDictionary() : found;
    COSArray ground = manner.getCOSArray(COSName.BG);
    COSDictionary line = widget.getCOSDictionary(COSName.BS);
    COSArray border = widget.getCOSArray(COSName.BORDER);
    boolean light = ground == null || ground.size() <= 1 || ground.size() == 3;
    for (float part : ground == null ? new float[0] : ground.toFloatArray()) {
      light &= part >= LIGHT && part <= 1;
    }
    return light
        && manner.getInt(COSName.R, 0) == 0
        && (line == null
            || line.getFloat(COSName.W, 1) >= 0 && line.getFloat(COSName.W, 1) <= WIDEST_BORDER)
        && (border == null
            || border.size() == 3
                && border.getObject(2) instanceof COSNumber wide
                && wide.floatValue() >= 0
                && wide.floatValue() <= WIDEST_BORDER);
  }
}
