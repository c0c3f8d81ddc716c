// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.look.NoteLook;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/** Reads ink annotations (ISO 32000-2, table 185). */
public final class InkList {
  private static final COSName INK_LIST = COSName.getPDFName("InkList");
  private static final int LOCKED = 128;
  private static final int MOST_STROKES = 10_000;

  private InkList() {}

  /**
   * What an annotation is as handwriting.
   *
   * @param page on which it stands, from 1
   * @return empty if it is no locked ink annotation whose look is strokes and nothing else
   */
  public static Optional<InkNote> of(int page, COSDictionary annotation, Hashing hashing) {
    boolean ink =
        COSName.getPDFName("Ink").equals(annotation.getDictionaryObject(COSName.SUBTYPE))
            && (annotation.getInt(COSName.F, 0) & LOCKED) != 0
            && !NoteLook.acts(annotation)
            && !NoteLook.mayHide(annotation);
    float[] box = numbers(annotation.getDictionaryObject(COSName.RECT));
    if (!ink
        || box.length != 4
        || !(annotation.getDictionaryObject(INK_LIST) instanceof COSArray strokes)
        || strokes.size() > MOST_STROKES) {
      return Optional.empty();
    }
    MessageDigest digest = hashing.start("SM3");
    for (int i = 0; i < strokes.size(); i++) {
      StringBuilder line = new StringBuilder();
      for (float number : numbers(strokes.getObject(i))) {
        line.append(Float.toString(number)).append(' ');
      }
      digest.update(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    }
    return Optional.of(
        new InkNote(
            page,
            Math.min(box[0], box[2]),
            Math.min(box[1], box[3]),
            Math.max(box[0], box[2]),
            Math.max(box[1], box[3]),
            strokes.size(),
            Octets.of(digest.digest())));
  }

  private static float[] numbers(COSBase base) {
    if (!(base instanceof COSArray array)) {
      return new float[0];
    }
    float[] found = new float[array.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = array.getObject(i) instanceof COSNumber number ? number.floatValue() : Float.NaN;
    }
    return found;
  }
}
