// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.stream.BoundedStream;
import org.penseal.pdf.stream.ContentParser;

/**
 * Whether the look of a state of a button is no more than a mark that is known: at most 36 by 36
 * points; no pictures, forms, shadings, patterns or soft masks, and no blending.
 */
public final class StateLook {
  /** Of a side; what is larger may be words. */
  public static final double LARGEST_POINTS = 36;

  private static final int LARGEST_BYTES = 1 << 16;
  private static final Set<String> PAINTING_MORE = Set.of("Do", "BI", "sh");
  private static final Set<String> SHOWING = Set.of("Tj", "TJ", "'", "\"");
  private static final Set<String> COLOUR_SPACE = Set.of("cs", "CS");

  private StateLook() {}

  /** Whether the present state of a widget is, or paints nothing; false if it cannot be read. */
  public static boolean isMark(COSDictionary widget) {
    COSDictionary looks = widget.getCOSDictionary(COSName.AP);
    if (looks == null
        || !(looks.getDictionaryObject(COSName.N) instanceof COSDictionary states)
        || states instanceof COSStream
        || !(widget.getDictionaryObject(COSName.AS) instanceof COSName state)
        || !(states.getDictionaryObject(state) instanceof COSStream look)) {
      return true;
    }
    // The box is stretched to the rectangle.
    float @Nullable [] place = numbers(widget.getDictionaryObject(COSName.RECT), 4);
    return place != null && isSmall(place) && isPlain(look, place);
  }

  /**
   * Whether an appearance is a mark.
   *
   * @param place to which its box is stretched
   */
  static boolean isPlain(COSStream look, float[] place) {
    try {
      return isSmall(look)
          && !look.containsKey(COSName.OC)
          && isPlain(
              BoundedStream.of(look, LARGEST_BYTES), look.getDictionaryObject(COSName.RESOURCES))
          && StateMark.isOne(look, Math.abs(place[2] - place[0]), Math.abs(place[3] - place[1]));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static boolean isSmall(float[] box) {
    return Math.abs(box[2] - box[0]) <= LARGEST_POINTS
        && Math.abs(box[3] - box[1]) <= LARGEST_POINTS;
  }

  // The matrix turns or moves only.
  private static boolean isSmall(COSStream look) {
    float @Nullable [] box = numbers(look.getDictionaryObject(COSName.BBOX), 4);
    COSBase matrix = look.getDictionaryObject(COSName.MATRIX);
    float @Nullable [] turn = matrix == null ? new float[] {1, 0, 0, 1, 0, 0} : numbers(matrix, 6);
    return box != null
        && turn != null
        && isSmall(box)
        && Math.abs(Math.abs(turn[0] * turn[3] - turn[1] * turn[2]) - 1) < 0.01;
  }

  private static float @Nullable [] numbers(@Nullable COSBase base, int count) {
    if (!(base instanceof COSArray array) || array.size() != count) {
      return null;
    }
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      if (!(array.getObject(i) instanceof COSNumber number)
          || !Float.isFinite(number.floatValue())) {
        return null;
      }
      numbers[i] = number.floatValue();
    }
    return numbers;
  }

  private static boolean isPlain(byte[] content, @Nullable COSBase resources) throws IOException {
    List<Object> tokens = new ContentParser(content).parse();
    int letters = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (!(tokens.get(i) instanceof Operator operator)) {
        continue;
      }
      String name = operator.getName();
      Object operand = i == 0 ? null : tokens.get(i - 1);
      boolean harmless =
          !PAINTING_MORE.contains(name)
              && (!name.equals("gs") || isNormal(operand, resources))
              && (!name.equals("Tf") || i < 2 || !isDrawn(tokens.get(i - 2), resources))
              && (!COLOUR_SPACE.contains(name) || isDevice(operand))
              && (!name.equals("BDC") || i < 2 || !COSName.OC.equals(tokens.get(i - 2)));
      if (!harmless) {
        return false;
      }
      letters += SHOWING.contains(name) ? length(operand) : 0;
    }
    return letters <= 1;
  }

  // The letter of such a font may be a picture of words (ISO 32000-2, 9.6.4).
  private static boolean isDrawn(Object name, @Nullable COSBase resources) {
    return name instanceof COSName key
        && resources instanceof COSDictionary all
        && all.getCOSDictionary(COSName.FONT) instanceof COSDictionary fonts
        && fonts.getCOSDictionary(key) instanceof COSDictionary font
        && COSName.TYPE3.equals(font.getDictionaryObject(COSName.SUBTYPE));
  }

  private static boolean isDevice(@Nullable Object operand) {
    return COSName.DEVICEGRAY.equals(operand)
        || COSName.DEVICERGB.equals(operand)
        || COSName.DEVICECMYK.equals(operand);
  }

  // Octets: a letter of a composite font has two of them, and is not plain here.
  private static int length(@Nullable Object operand) {
    if (operand instanceof COSString string) {
      return string.getBytes().length;
    }
    int length = 0;
    if (operand instanceof COSArray array) {
      for (COSBase each : array) {
        length += each instanceof COSString string ? string.getBytes().length : 0;
      }
    }
    return length;
  }

  private static boolean isNormal(@Nullable Object name, @Nullable COSBase resources) {
    if (!(name instanceof COSName key)
        || !(resources instanceof COSDictionary all)
        || !(all.getDictionaryObject(COSName.EXT_G_STATE) instanceof COSDictionary states)
        || !(states.getDictionaryObject(key) instanceof COSDictionary state)) {
      return false;
    }
    COSBase blend = state.getDictionaryObject(COSName.BM);
    COSBase mask = state.getDictionaryObject(COSName.SMASK);
    return (blend == null || COSName.NORMAL.equals(blend))
        && (mask == null || COSName.NONE.equals(mask));
  }
}
