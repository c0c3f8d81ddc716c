// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * Whether a widget shows nothing but the value of its field (docs/adr/0019).
 *
 * @param form the form's dictionary, for its resources
 */
public record FieldLook(COSDictionary form) {
  /** What a look at a widget gave. */
  public enum Finding {
    /** It shows the value, or nothing that could be compared is there. */
    SAME,
    /** It shows something else. */
    DIFFERENT,
    /** What it shows cannot be read. */
    UNREADABLE
  }

  /** The font of the form's resources by which readers mark buttons. */
  public static final COSName MARKS = COSName.getPDFName("ZaDb");

  private static final int PUSH_BUTTON = 1 << 16;
  private static final int INVISIBLE = 1;
  // What readers may show although there is no value: rich text, and what scripts make of it.
  private static final List<COSName> NOT_BLANK = List.of(COSName.getPDFName("RV"), COSName.AA);
  private static final double TOLERANCE_POINTS = 1.5;

  /**
   * Judges a widget after it was filled.
   *
   * @param old the widget before
   * @param now the widget after
   * @param lookSame whether its appearance was left alone
   */
  public Finding of(COSDictionary old, COSDictionary now, boolean lookSame) {
    COSBase kind = Widgets.inherited(now, COSName.FT);
    if (COSName.BTN.equals(kind)) {
      return button(old, now, lookSame);
    }
    COSDictionary looks = now.getCOSDictionary(COSName.AP);
    if (looks == null) {
      return Finding.SAME;
    }
    if (!lookSame && looks.keySet().stream().anyMatch(name -> !name.equals(COSName.N))) {
      return Finding.DIFFERENT; // only a button has others
    }
    if (!(looks.getDictionaryObject(COSName.N) instanceof COSStream look)) {
      return Finding.DIFFERENT;
    }
    if (!lookSame && !fits(now, look) && !sameFrame(old, look)) {
      return Finding.DIFFERENT;
    }
    Finding finding = shows(now, look, lookSame);
    boolean turned = !lookSame && !(fits(now, look) && turnsAsTold(now, look));
    boolean doubtful = turned || isShownBySome(now);
    return finding == Finding.SAME && doubtful ? Finding.UNREADABLE : finding;
  }

  // Readers do not agree about a flag for kinds that they do not know, nor about layers.
  private static boolean isShownBySome(COSDictionary widget) {
    return (widget.getInt(COSName.F, 0) & INVISIBLE) != 0 || widget.containsKey(COSName.OC);
  }

  /** Whether the values of a field in two revisions are the same words, in whatever octets. */
  public static boolean isSameValue(COSDictionary old, COSDictionary now) {
    return new FieldValue(old).seen().equals(new FieldValue(now).seen());
  }

  /** Whether a text or a choice shows nothing, and would show nothing if readers drew it again. */
  public boolean isBlank(COSDictionary widget) {
    FieldValue value = new FieldValue(widget);
    return value.isEmpty()
        && value.isCertain(form)
        && NOT_BLANK.stream().allMatch(each -> Widgets.inherited(widget, each) == null)
        && new ReaderLook(form, widget).isStyled()
        && Widgets.colourless(widget)
        && paintsNothing(widget);
  }

  /** Whether readers that are asked for a new look show the value of a text or a choice as is. */
  public boolean isShownByReaders(COSDictionary widget) {
    return new ReaderLook(form, widget).isSure();
  }

  private static boolean paintsNothing(COSDictionary widget) {
    COSDictionary looks = widget.getCOSDictionary(COSName.AP);
    if (looks == null) {
      return !widget.containsKey(COSName.AP);
    }
    try {
      PlainLook plain =
          looks.getDictionaryObject(COSName.N) instanceof COSStream look
              ? PlainLook.of(look)
              : null;
      return plain != null && plain.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether all readers take the same for the value of a widget's field. */
  public boolean isCertain(COSDictionary widget) {
    return new FieldValue(widget).isCertain(form);
  }

  private static Finding button(COSDictionary old, COSDictionary now, boolean lookSame) {
    boolean pushed = (flags(now) & PUSH_BUTTON) != 0;
    if (!lookSame || pushed) {
      return Finding.DIFFERENT;
    }
    COSDictionary looks = now.getCOSDictionary(COSName.AP);
    COSDictionary states = looks == null ? null : looks.getCOSDictionary(COSName.N);
    String value = new FieldValue(now).plain();
    boolean possible =
        states != null
            && states.getDictionaryObject(COSName.getPDFName(value)) instanceof COSStream;
    boolean kept = value.equals(new FieldValue(old).plain());
    if (kept && states != null && !old.containsKey(COSName.AS) && now.containsKey(COSName.AS)) {
      return Finding.UNREADABLE; // some readers took a state from the value, and others none
    }
    if (!(now.getDictionaryObject(COSName.AS) instanceof COSName state)) {
      // Without a state, one reader shows that of the value and another none.
      boolean open = possible || old.containsKey(COSName.AS) || now.containsKey(COSName.AS);
      return open && states != null && !(states instanceof COSStream)
          ? Finding.UNREADABLE
          : Finding.SAME;
    }
    boolean known = states != null && states.getDictionaryObject(state) instanceof COSStream;
    boolean right =
        state.getName().equals("Off")
            ? !possible || value.equals("Off")
            : known && state.getName().equals(value);
    return right ? Finding.SAME : Finding.DIFFERENT;
  }

  private static int flags(COSDictionary field) {
    return Widgets.inherited(field, COSName.FF) instanceof COSNumber number ? number.intValue() : 0;
  }

  // The box of an appearance is stretched to the widget (ISO 32000-2, 12.5.5, algorithm 8): a
  // box of another size makes its content as small or as large as it likes.
  static boolean fits(COSDictionary widget, COSStream look) {
    COSArray rectangle = widget.getCOSArray(COSName.RECT);
    COSArray box = look.getCOSArray(COSName.BBOX);
    if (rectangle == null || box == null || rectangle.size() != 4 || box.size() != 4) {
      return false;
    }
    PDRectangle place = new PDRectangle(rectangle);
    PDRectangle frame = new PDRectangle(box);
    COSArray matrix = look.getCOSArray(COSName.MATRIX);
    boolean across =
        matrix != null && matrix.size() == 6 && Math.abs(matrix.toFloatArray()[0]) < 0.5;
    return turnsOnly(matrix)
        && (across
            ? near(place.getWidth(), frame.getHeight(), place.getHeight(), frame.getWidth())
            : near(place.getWidth(), frame.getWidth(), place.getHeight(), frame.getHeight()));
  }

  private static boolean near(float a, float b, float c, float d) {
    return Math.abs(a - b) <= TOLERANCE_POINTS && Math.abs(c - d) <= TOLERANCE_POINTS;
  }

  private static boolean turnsOnly(@Nullable COSArray matrix) {
    if (matrix == null) {
      return true;
    }
    float[] m = matrix.size() == 6 ? matrix.toFloatArray() : new float[4];
    return Math.abs(Math.abs(m[0] * m[3] - m[1] * m[2]) - 1) < 0.01
        && Math.abs(m[0] * m[2] + m[1] * m[3]) < 0.01
        && Math.abs(m[0] * m[0] + m[1] * m[1] - 1) < 0.01;
  }

  // By the angle that the widget names (ISO 32000-2, table 192), and never mirrored.
  private static boolean turnsAsTold(COSDictionary widget, COSStream look) {
    COSDictionary manner = widget.getCOSDictionary(COSName.getPDFName("MK"));
    double angle = Math.toRadians(manner == null ? 0 : manner.getInt(COSName.R, 0));
    COSArray matrix = look.getCOSArray(COSName.MATRIX);
    float[] m = matrix == null ? new float[] {1, 0, 0, 1} : matrix.toFloatArray();
    return m.length >= 4
        && Math.abs(m[0] - Math.cos(angle)) < 0.01
        && Math.abs(m[1] - Math.sin(angle)) < 0.01
        && Math.abs(m[2] + Math.sin(angle)) < 0.01
        && Math.abs(m[3] - Math.cos(angle)) < 0.01;
  }

  private static boolean sameFrame(COSDictionary old, COSStream look) {
    COSDictionary looks = old.getCOSDictionary(COSName.AP);
    return looks != null
        && looks.getDictionaryObject(COSName.N) instanceof COSStream then
        && Objects.equals(numbers(then, COSName.BBOX), numbers(look, COSName.BBOX))
        && Objects.equals(numbers(then, COSName.MATRIX), numbers(look, COSName.MATRIX));
  }

  private static List<Float> numbers(COSStream stream, COSName name) {
    COSArray array = stream.getCOSArray(name);
    List<Float> numbers = new ArrayList<>();
    if (array != null) {
      for (float each : array.toFloatArray()) {
        numbers.add(each);
      }
    }
    return numbers;
  }

  private Finding shows(COSDictionary widget, COSStream look, boolean lookSame) {
    ShownText shown;
    try {
      // Where a look has no resources of its own, some readers take the form's and some have none.
      shown = ShownText.of(look, lookSame ? form.getCOSDictionary(COSName.DR) : null);
    } catch (IOException | RuntimeException e) {
      return Finding.UNREADABLE;
    }
    if (shown.paintsMore()) {
      return lookSame ? Finding.UNREADABLE : Finding.DIFFERENT;
    }
    if (shown.text() == null || formatted(widget)) {
      return Finding.UNREADABLE;
    }
    FieldValue value = new FieldValue(widget);
    Finding finding = value.shownBy(shown.text());
    boolean divided = shown.dividers() > 0 && shown.dividers() + 1 != value.cells();
    divided |= !value.standsInCells(shown.centres(), form.getInt(COSName.Q, 0));
    boolean plain = lookSame || PlainLook.reads(look);
    if (finding == Finding.SAME && (shown.doubtful() || divided || !plain)) {
      return Finding.UNREADABLE;
    }
    // A stale look is what the signer saw; whether a program makes a new one is open.
    return finding == Finding.DIFFERENT && lookSame ? Finding.UNREADABLE : finding;
  }

  // A script may show the value in another form.
  private static boolean formatted(COSDictionary widget) {
    COSDictionary field =
        widget.containsKey(COSName.T) ? widget : widget.getCOSDictionary(COSName.PARENT);
    COSDictionary triggers =
        widget.getCOSDictionary(COSName.AA) != null
            ? widget.getCOSDictionary(COSName.AA)
            : field == null ? null : field.getCOSDictionary(COSName.AA);
    return triggers != null && triggers.containsKey(COSName.F);
  }
}
