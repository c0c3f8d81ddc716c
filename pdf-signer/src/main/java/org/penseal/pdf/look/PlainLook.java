// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.CertainContent;
import org.penseal.pdf.stream.BoundedFont;
import org.penseal.pdf.stream.ContentParser;
import org.penseal.pdf.stream.Operands;

/**
 * An appearance that is written as programs that fill forms write it: a ground, and text of one
 * font, size and colour in upright lines. What it is not written with cannot hide anything, so what
 * is not known here is not followed but refused.
 */
final class PlainLook {
  private static final int LARGEST_BYTES = 1 << 20;
  private static final double PER_MILLE = 1000;
  private static final double MOST_BACK = 500;
  private static final Set<String> MARKING = Set.of("BMC", "BDC", "EMC", "MP", "DP");
  private static final Set<String> BUILDING = Set.of("m", "l", "c", "v", "y", "h", "re");
  private static final Set<String> NEUTRAL = Set.of("Tc", "Tw", "Ts", "Tr");

  private static final Pattern FOUR_LINES =
      Pattern.compile("\\S+ \\S+ m (\\S+ \\S+ l ){3}(\\S+ \\S+ l )?h ");

  private final PDRectangle box;
  private final @Nullable COSDictionary fonts;
  private final Map<COSDictionary, PDFont> made = new HashMap<>();
  private final Ground ground = new Ground();
  private final List<Line> lines = new ArrayList<>();
  private final Deque<State> saved = new ArrayDeque<>();
  private State state;
  private @Nullable Type type;
  private String path = "";
  private @Nullable PDRectangle clip;
  private boolean typing;
  private boolean moved;
  private boolean loose;
  private double x;
  private double y;
  private double leading;

  /**
   * A line of text, or one cell of it.
   *
   * @param codes of its letters and blanks: what a font calls a blank may have a form
   * @param clip what of the appearance is seen; points
   */
  record Line(double x, double y, double width, List<Integer> codes, PDRectangle clip) {}

  /**
   * How text is set.
   *
   * @param size points
   * @param colour its parts, as `rg` or `k` has them; of a grey, all three
   */
  record Type(COSDictionary font, double size, String colour) {}

  private record State(
      Ground.Ink ink, @Nullable COSDictionary font, double size, PDRectangle clip) {}

  private PlainLook(COSStream look) {
    COSArray bounds = look.getCOSArray(COSName.BBOX);
    this.box = bounds == null || bounds.size() != 4 ? new PDRectangle() : new PDRectangle(bounds);
    COSDictionary resources = look.getCOSDictionary(COSName.RESOURCES);
    this.fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    this.state = new State(Ground.Ink.FIRST, null, 0, box);
  }

  /**
   * Reads an appearance.
   *
   * @return null if it is written in another way
   * @throws IOException if its content or a font cannot be read
   */
  static @Nullable PlainLook of(COSStream look) throws IOException {
    PlainLook plain = new PlainLook(look);
    if (!isCertain(look)) {
      return null;
    }
    ContentParser parser = new ContentParser(CertainContent.data(look, LARGEST_BYTES));
    List<COSBase> operands = new ArrayList<>();
    Object token = parser.parseNextToken();
    while (token != null) {
      if (token instanceof Operator operator) {
        String name = operator.getName();
        if (!Operands.fit(name, operands) || !plain.follow(name, operands)) {
          return null;
        }
        operands.clear();
      } else if (token instanceof COSBase operand) {
        operands.add(operand);
      }
      token = parser.parseNextToken();
    }
    return plain.typing || !plain.saved.isEmpty() || !operands.isEmpty() ? null : plain;
  }

  /** Whether an appearance is written so, and all readers draw it alike. */
  static boolean reads(COSStream look) {
    try {
      return of(look) != null && CertainContent.ofForm(look, null, new COSDictionary()).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  // What is a stream, or no number, some readers do not take.
  private static boolean isCertain(COSStream look) {
    COSArray bounds = look.getCOSArray(COSName.BBOX);
    COSDictionary resources = look.getCOSDictionary(COSName.RESOURCES);
    boolean streams =
        resources instanceof COSStream
            || resources != null && resources.getCOSDictionary(COSName.FONT) instanceof COSStream;
    return !streams
        && bounds != null
        && bounds.size() == 4
        && bounds.toList().stream().allMatch(COSNumber.class::isInstance);
  }

  /** The box of the appearance; points. */
  PDRectangle box() {
    return box;
  }

  /** Its text; without blank lines. */
  List<Line> lines() {
    return lines;
  }

  /** How its text is set; null if it has none. */
  @Nullable Type type() {
    return type;
  }

  /** Whether letters, or what is painted, were moved so that a line does not say where they are. */
  boolean isLoose() {
    return loose;
  }

  /** Whether it paints nothing. */
  boolean isEmpty() {
    return type == null && ground.paints().isEmpty();
  }

  /** What is painted beside its text. */
  Ground ground() {
    return ground;
  }

  private boolean follow(String name, List<COSBase> operands) throws IOException {
    if (MARKING.contains(name)) {
      return true;
    }
    switch (name) {
      case "g", "rg", "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN" -> {
        Ground.Ink ink = state.ink.with(name, operands);
        state = ink == null ? state : new State(ink, state.font, state.size, state.clip);
        return ink != null;
      }
      default -> {
        return typing ? types(name, operands) : paints(name, operands);
      }
    }
  }

  private boolean paints(String name, List<COSBase> operands) {
    switch (name) {
      case "q" -> {
        saved.push(state);
        ground.add(name);
      }
      case "Q" -> {
        if (saved.isEmpty()) {
          return false;
        }
        state = saved.pop();
        ground.add(name);
      }
      case "BT" -> {
        typing = true;
        leading = 0;
        moved = true;
        x = 0;
        y = 0;
      }
      case "cm" -> {
        loose |= Operands.number(operands.get(4)) != 0 || Operands.number(operands.get(5)) != 0;
        return path.isEmpty() && moves(operands);
      }
      case "W", "W*" -> {
        return clips();
      }
      case "n" -> {
        if (clip != null) {
          state = new State(state.ink, state.font, state.size, met(clip));
        }
        clip = null;
        path = "";
      }
      default -> {
        return draws(name, operands);
      }
    }
    return path.isEmpty() || name.equals("n");
  }

  private boolean draws(String name, List<COSBase> operands) {
    String entry = Operands.written(operands) + name;
    if (BUILDING.contains(name)) {
      path += entry + " ";
      return clip == null;
    }
    if (Ground.paints(name) && clip == null) {
      PDRectangle seen = state.clip;
      ground.paint(
          seen == box ? "" : seen.toString(), state.ink.fill(), state.ink.stroke(), path, entry);
      path = "";
      return true;
    }
    if (Ground.isScoped(name)) {
      ground.add(entry);
      return path.isEmpty();
    }
    return false;
  }

  // One rectangle, where nothing has moved it.
  private boolean clips() {
    if (clip == null && FOUR_LINES.matcher(path).matches()) {
      loose = true;
      clip = box; // which rectangle that is, is seen where it is drawn
      return true;
    }
    String[] parts = path.strip().split(" ");
    if (clip != null || parts.length != 5 || !parts[4].equals("re")) {
      return false;
    }
    float left = Float.parseFloat(parts[0]);
    float bottom = Float.parseFloat(parts[1]);
    float wide = Float.parseFloat(parts[2]);
    float high = Float.parseFloat(parts[3]);
    clip = new PDRectangle(left, bottom, wide, high);
    return wide > 0 && high > 0;
  }

  private PDRectangle met(PDRectangle other) {
    PDRectangle now = state.clip;
    float left = Math.max(now.getLowerLeftX(), other.getLowerLeftX());
    float bottom = Math.max(now.getLowerLeftY(), other.getLowerLeftY());
    float right = Math.min(now.getUpperRightX(), other.getUpperRightX());
    float top = Math.min(now.getUpperRightY(), other.getUpperRightY());
    return new PDRectangle(left, bottom, right - left, top - bottom);
  }

  private boolean types(String name, List<COSBase> operands) throws IOException {
    double last = operands.isEmpty() ? 0 : Operands.number(operands.getLast());
    double first = operands.isEmpty() ? 0 : Operands.number(operands.getFirst());
    switch (name) {
      case "ET" -> typing = false;
      case "Tf" -> {
        COSDictionary font =
            fonts != null && operands.getFirst() instanceof COSName key
                ? fonts.getCOSDictionary(key)
                : null;
        state = new State(state.ink, font, last, state.clip);
        return font != null && last > 0;
      }
      case "Td" -> move(first, last);
      case "TD" -> {
        leading = -last;
        move(first, last);
      }
      case "TL" -> leading = last;
      case "T*" -> {
        move(0, -leading);
        return leading != 0; // what another text has set, `Q` may have taken back
      }
      case "Tm" -> {
        x = 0;
        y = 0;
        move(Operands.number(operands.get(4)), last);
        return moves(operands);
      }
      case "Tz" -> {
        return last == 100;
      }
      case "TJ" -> {
        return operands.getFirst() instanceof COSArray array && show(array);
      }
      case "Tj" -> {
        return operands.getFirst() instanceof COSString string && show(string);
      }
      default -> {
        return NEUTRAL.contains(name) && last == 0;
      }
    }
    return true;
  }

  // Neither turned nor larger.
  private static boolean moves(List<COSBase> matrix) {
    return Operands.number(matrix.get(0)) == 1
        && Operands.number(matrix.get(1)) == 0
        && Operands.number(matrix.get(2)) == 0
        && Operands.number(matrix.get(3)) == 1;
  }

  private void move(double right, double up) {
    x += right;
    y += up;
    moved = true;
  }

  // Strings, and by how many thousandths of an em the next is moved back.
  private boolean show(COSArray array) throws IOException {
    for (int i = 0; i < array.size(); i++) {
      boolean shown = false;
      if (array.get(i) instanceof COSString string) {
        shown = show(string);
        moved = true;
      } else if (array.get(i) instanceof COSNumber number) {
        shown = number.floatValue() <= MOST_BACK; // onwards, to the next cell of a field
        loose |= number.floatValue() != 0;
      }
      if (!shown) {
        return false;
      }
    }
    moved = false;
    return array.size() > 0;
  }

  // Where one was shown the next must be placed.
  private boolean show(COSString string) throws IOException {
    COSDictionary font = state.font;
    if (font == null) {
      return false;
    }
    Type now = new Type(font, state.size, state.ink.fill());
    List<Integer> codes = new ArrayList<>();
    double width = read(font, string, codes);
    if (codes.isEmpty()) {
      return true;
    }
    boolean plain = moved && (type == null || type.equals(now));
    type = now;
    moved = false;
    lines.add(new Line(x, y, width / PER_MILLE * state.size, codes, state.clip));
    ground.text();
    return plain;
  }

  // Blanks at the end of a line take no part in its width.
  private double read(COSDictionary dictionary, COSString string, List<Integer> codes)
      throws IOException {
    PDFont font = made.get(dictionary);
    if (font == null) {
      BoundedFont.require(dictionary);
      font = PDFontFactory.createFont(dictionary);
      made.put(dictionary, font);
    }
    ByteArrayInputStream in = new ByteArrayInputStream(string.getBytes());
    double at = 0;
    double width = 0;
    while (in.available() > 0) {
      int code = font.readCode(in);
      String letter = font.toUnicode(code);
      at += font.getWidth(code);
      codes.add(code);
      if (letter == null || !letter.isBlank()) {
        width = at;
      }
    }
    return width;
  }
}
