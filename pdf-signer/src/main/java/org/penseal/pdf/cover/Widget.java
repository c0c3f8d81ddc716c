// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.Rectangle2D;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.look.ShownText;
import org.penseal.pdf.look.Widgets;

/** An annotation as readers show it, also where it has no appearance (ISO 32000-2, 12.5). */
record Widget(COSDictionary dictionary) {
  /** What readers paint without an appearance. */
  enum Invented {
    /** Nothing that hides: lines over text, marks, icons. */
    HARMLESS,
    /** Text of a value, somewhere in the rectangle. */
    TEXT,
    /** Perhaps all of the rectangle. */
    OPAQUE
  }

  private static final Set<String> HARMLESS =
      Set.of("Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Link");
  private static final COSName OFF = COSName.getPDFName("Off");
  private static final double OVER = 0.1;
  private static final double LARGEST_TEXT = 18;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}");
  private static final Set<String> STYLING = Set.of("Tf", "g", "rg", "k");
  private static final int MOST_PARENTS = 64;
  // The flag Invisible concerns types that a reader does not know, so its effect differs between
  // readers.
  private static final int INVISIBLE = 1;
  // On the screen, or everywhere (ISO 32000-2, table 167).
  private static final int HIDDEN = 2 | 32;
  private static final int PRINTED = 4;
  private static final int NO_ZOOM = 8;
  private static final int NO_ROTATE = 16;
  private static final double LARGEST_ICON = 32;
  private static final Set<COSBase> BLENDS = Set.of(COSName.NORMAL, COSName.MULTIPLY);
  private static final Set<COSName> POINTED_AT = Set.of(COSName.R, COSName.D);
  private static final int COMBO = 1 << 17;

  private static @Nullable COSBase value(@Nullable COSBase item) {
    COSBase value = item instanceof COSObject reference ? reference.getObject() : item;
    return value instanceof COSNull ? null : value;
  }

  /** Its rectangle in user space; null if it is not four finite numbers. */
  Rectangle2D.@Nullable Double rectangle() {
    double[] n = numbers(value(dictionary.getItem(COSName.RECT)), 4);
    if (n == null) {
      return null;
    }
    return new Rectangle2D.Double(
        Math.min(n[0], n[2]), Math.min(n[1], n[3]), Math.abs(n[2] - n[0]), Math.abs(n[3] - n[1]));
  }

  /** Where readers paint it; null if that cannot be read. May be empty. */
  Rectangle2D.@Nullable Double place() {
    return new PaintedPlace(this).place();
  }

  /** The appearance that is shown in its present state. */
  @Nullable COSStream look() {
    if (!(value(dictionary.getItem(COSName.AP)) instanceof COSDictionary looks)) {
      return null;
    }
    COSBase normal = value(looks.getItem(COSName.N));
    if (normal instanceof COSStream stream) {
      return stream;
    }
    if (normal instanceof COSDictionary states
        && value(dictionary.getItem(COSName.AS)) instanceof COSName state
        && value(states.getItem(state)) instanceof COSStream stream) {
      return stream;
    }
    return null;
  }

  /**
   * Whether it has an appearance: also a button that is off and has none for that, without a ground
   * or border that readers paint then. Where a state is missing otherwise, they draw by their own
   * rules.
   */
  boolean hasLook() {
    return look() != null || hasStates() && isOff() && !isGrounded();
  }

  // By a colour for its ground or border.
  private boolean isGrounded() {
    return value(characteristics().getItem(COSName.BG)) != null
        || value(characteristics().getItem(COSName.BC)) != null;
  }

  /** Whether readers may paint a ground or a border, although it has no appearance for that. */
  boolean mayBeGrounded() {
    return isWidget() && look() == null && isGrounded();
  }

  private boolean hasStates() {
    return value(dictionary.getItem(COSName.AP)) instanceof COSDictionary looks
        && value(looks.getItem(COSName.N)) instanceof COSDictionary;
  }

  private boolean isOff() {
    return COSName.BTN.equals(inherited(COSName.FT))
        && OFF.equals(value(dictionary.getItem(COSName.AS)));
  }

  private COSDictionary characteristics() {
    return value(dictionary.getItem(Widgets.CHARACTERISTICS)) instanceof COSDictionary found
        ? found
        : new COSDictionary();
  }

  /** Whether its appearance has no proper box or matrix, so that readers place it differently. */
  boolean hasOddLook() {
    COSStream look = look();
    if (look == null) {
      return false;
    }
    COSBase matrix = value(look.getItem(COSName.MATRIX));
    double[] box = numbers(value(look.getItem(COSName.BBOX)), 4);
    return box == null
        || box[0] == box[2]
        || box[1] == box[3]
        || matrix != null && numbers(matrix, 6) == null;
  }

  /** Whether its appearance has no box: PDFium draws it all over the page, others nothing. */
  boolean isBoundless() {
    COSStream look = look();
    return look != null && numbers(value(look.getItem(COSName.BBOX)), 4) == null;
  }

  /**
   * Whether it may be seen otherwise than its appearance is drawn here: where somebody points at it
   * (ISO 32000-2, 12.5.5), and by a blend mode of its own (table 166).
   */
  boolean hasOtherLooks() {
    COSBase blend = value(dictionary.getItem(COSName.BM));
    if (blend != null && !BLENDS.contains(blend)) {
      return true;
    }
    if (!(value(dictionary.getItem(COSName.AP)) instanceof COSDictionary looks)) {
      return false;
    }
    COSBase normal = value(looks.getItem(COSName.N));
    for (COSName each : POINTED_AT) {
      COSBase other = value(looks.getItem(each));
      if (other != null && other != normal) {
        return true;
      }
    }
    return false;
  }

  /** Whether it keeps its size when the page is shown smaller, and so reaches beyond its place. */
  boolean staysLarge() {
    Rectangle2D.Double place = rectangle();
    return !isClosedPopup()
        && (dictionary.getInt(COSName.F, 0) & NO_ZOOM) != 0
        && (place == null || Math.max(place.width, place.height) > LARGEST_ICON);
  }

  /** Whether it is turned against a page that is turned, about its upper left corner. */
  boolean isUpright() {
    return (dictionary.getInt(COSName.F, 0) & NO_ROTATE) != 0;
  }

  private static double @Nullable [] numbers(@Nullable COSBase base, int count) {
    if (!(base instanceof COSArray array) || array.size() != count) {
      return null;
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      if (!(value(array.get(i)) instanceof COSNumber number)
          || !Float.isFinite(number.floatValue())) {
        return null;
      }
      numbers[i] = number.floatValue();
    }
    return numbers;
  }

  /** What readers paint where there is no appearance, or where they are asked to make a new one. */
  Invented invented() {
    String kind = dictionary.getNameAsString(COSName.SUBTYPE, "");
    if (kind.equals("Widget")) {
      return isGrounded() || isSignature() || isList() ? Invented.OPAQUE : Invented.TEXT;
    }
    // Of states without one that is chosen, readers show any.
    boolean known = isClosedPopup() || HARMLESS.contains(kind);
    return known && !hasStates() ? Invented.HARMLESS : Invented.OPAQUE;
  }

  // Programs write one beside each comment, and show it in a window of their own.
  private boolean isClosedPopup() {
    return "Popup".equals(dictionary.getNameAsString(COSName.SUBTYPE))
        && look() == null
        && !dictionary.getBoolean(COSName.getPDFName("Open"), false);
  }

  /**
   * Whether readers may show text for it that its appearance does not have: because there is none,
   * or because they make it again.
   *
   * @param remade whether the form asks them to
   */
  boolean showsByItself(boolean remade) {
    boolean stateless =
        look() == null && !(value(dictionary.getItem(COSName.AS)) instanceof COSName);
    if ((dictionary.getInt(COSName.F, 0) & INVISIBLE) != 0 || hasStates() && stateless) {
      return true;
    }
    if (!isWidget()) {
      return look() == null && invented() == Invented.OPAQUE;
    }
    boolean says =
        inherited(COSName.V) != null
            || isList() && inherited(COSName.OPT) != null
            || value(dictionary.getItem(Widgets.CHARACTERISTICS)) != null;
    return says && !isSignature() && (remade || !hasLook());
  }

  /** Whether it may paint over a tenth of a place above which it lies. */
  boolean paintsOver(Rectangle2D below) {
    Rectangle2D own = place();
    boolean paints = isWidget() ? hasLook() : paintsByItself();
    Rectangle2D both = own == null ? below : own.createIntersection(below);
    double area = Math.max(0, both.getWidth()) * Math.max(0, both.getHeight());
    return paints && !both.isEmpty() && area >= OVER * below.getWidth() * below.getHeight();
  }

  /** Whether readers paint something for a note, with an appearance or without. */
  boolean paintsByItself() {
    String kind = dictionary.getNameAsString(COSName.SUBTYPE, "");
    return look() != null || !kind.equals("Popup") && !kind.equals("Link");
  }

  /**
   * Whether text that readers invent for it is ordinary: letters that are seen as what they are, no
   * larger than text is, in the style that it or what it belongs to has.
   */
  boolean isPlainText(@Nullable COSDictionary form) {
    COSBase own = inherited(COSName.DA);
    COSBase style = own == null && form != null ? value(form.getItem(COSName.DA)) : own;
    Rectangle2D.Double place = rectangle();
    if (!(style instanceof COSString string) || place == null) {
      return false;
    }
    String text = string.getString();
    return isOrdinary(text, Math.min(LARGEST_TEXT, place.height))
        && ShownText.isPlain(text, form == null ? null : form.getCOSDictionary(COSName.DR));
  }

  // A font of a size and a colour, and nothing that widens or outlines letters.
  private static boolean isOrdinary(String style, double most) {
    String[] tokens = style.replace("/", " /").strip().split("\\s+");
    for (int i = 0; i < tokens.length; i++) {
      boolean number = NUMBER.matcher(tokens[i]).matches();
      boolean size = number && i + 1 < tokens.length && tokens[i + 1].equals("Tf");
      if (!number && !tokens[i].startsWith("/") && !STYLING.contains(tokens[i])
          || size && Double.parseDouble(tokens[i]) > most) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is shown, and printed, wherever another is. */
  boolean isShownLike(Widget other) {
    int flags = dictionary.getInt(COSName.F, 0) & (HIDDEN | PRINTED);
    return layer() == null && flags == (other.dictionary.getInt(COSName.F, 0) & (HIDDEN | PRINTED));
  }

  @Nullable COSBase layer() {
    return value(dictionary.getItem(COSName.OC));
  }

  boolean isWidget() {
    return "Widget".equals(dictionary.getNameAsString(COSName.SUBTYPE));
  }

  boolean isSignature() {
    return COSName.SIG.equals(inherited(COSName.FT));
  }

  /** Whether it is for a signature, and nobody has signed. */
  boolean isUnsigned() {
    return isWidget() && isSignature() && inherited(COSName.V) == null;
  }

  // Readers mark the choice in a list by a dark ground.
  private boolean isList() {
    return COSName.CH.equals(inherited(COSName.FT))
        && !(inherited(COSName.FF) instanceof COSNumber flags && (flags.intValue() & COMBO) != 0);
  }

  /** Whether it is a widget that a person still fills or signs. */
  boolean isOpenField() {
    return isWidget() && !(isSignature() && inherited(COSName.V) != null);
  }

  private @Nullable COSBase inherited(COSName name) {
    COSDictionary node = dictionary;
    for (int i = 0; i < MOST_PARENTS; i++) {
      COSBase found = value(node.getItem(name));
      if (found != null) {
        return found;
      }
      if (!(value(node.getItem(COSName.PARENT)) instanceof COSDictionary parent)) {
        return null;
      }
      node = parent;
    }
    return null;
  }

  /**
   * Makes it visible and printable, whatever its flags and layer say now, since they can be
   * switched.
   */
  void show() {
    dictionary.setInt(COSName.F, dictionary.getInt(COSName.F, 0) & ~HIDDEN | PRINTED);
    dictionary.removeItem(COSName.OC);
  }
}
