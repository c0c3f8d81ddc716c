// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** What can be said of a widget without looking at another revision. */
public final class Widgets {
  /** Appearance characteristics (ISO 32000-2, table 192). */
  public static final COSName CHARACTERISTICS = COSName.getPDFName("MK");

  /** Default appearance, alignment, and what may say nothing (ISO 32000-2, tables 192 and 228). */
  public static final Set<COSName> STYLE =
      Set.of(COSName.DA, COSName.getPDFName("Q"), CHARACTERISTICS);

  private static final float ROUNDED = 0.005f;

  private Widgets() {}

  /** Whether a widget has one normal appearance. */
  public static boolean looks(COSDictionary widget) {
    COSDictionary looks = widget.getCOSDictionary(COSName.AP);
    return looks != null && looks.getDictionaryObject(COSName.N) instanceof COSStream;
  }

  /** Whether its characteristics make no viewer draw anything. */
  public static boolean colourless(COSDictionary widget) {
    COSDictionary characteristics = widget.getCOSDictionary(CHARACTERISTICS);
    return characteristics == null
        || characteristics.keySet().stream().allMatch(COSName.R::equals)
            && characteristics.getInt(COSName.R, 0) == 0;
  }

  /**
   * Whether two have the same characteristics, but for how their colours are written and a caption
   * that is left away.
   */
  public static boolean characterisedAlike(COSDictionary old, COSDictionary now) {
    COSDictionary was = characteristics(old);
    COSDictionary is = characteristics(now);
    Set<COSName> known = Set.of(COSName.R, COSName.BG, COSName.BC, COSName.CA);
    return known.containsAll(was.keySet())
        && known.containsAll(is.keySet())
        && was.getInt(COSName.R, 0) == is.getInt(COSName.R, 0)
        && colouredAlike(was, is, COSName.BG)
        && colouredAlike(was, is, COSName.BC)
        && (!is.containsKey(COSName.CA)
            || Objects.equals(was.getString(COSName.CA), is.getString(COSName.CA)));
  }

  private static COSDictionary characteristics(COSDictionary widget) {
    COSDictionary found = widget.getCOSDictionary(CHARACTERISTICS);
    return found == null ? new COSDictionary() : found;
  }

  private static boolean colouredAlike(COSDictionary was, COSDictionary is, COSName name) {
    float[] then = colour(was.getCOSArray(name));
    float[] now = colour(is.getCOSArray(name));
    boolean alike = then.length == now.length;
    for (int i = 0; alike && i < then.length; i++) {
      alike = Math.abs(then[i] - now[i]) < ROUNDED;
    }
    return alike;
  }

  private static float[] colour(@Nullable COSArray parts) {
    float[] numbers = parts == null ? new float[0] : parts.toFloatArray();
    return numbers.length == 1 ? new float[] {numbers[0], numbers[0], numbers[0]} : numbers;
  }

  /** An entry of a field or of those above it: FT, V and Ff (ISO 32000-2, table 226). */
  public static @Nullable COSBase inherited(COSDictionary field, COSName name) {
    COSDictionary at = field;
    for (int i = 0; i < 32 && at != null; i++) {
      COSBase value = at.getDictionaryObject(name);
      if (value != null) {
        return value;
      }
      at = at.getCOSDictionary(COSName.PARENT);
    }
    return null;
  }
}
