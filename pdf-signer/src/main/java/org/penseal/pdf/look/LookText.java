// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * Two looks of one field: whether one that was made anew shows what the signed one showed, line by
 * line in the same places, on the same ground and in letters of the same form.
 *
 * @param sameFont whether two fonts are the same
 */
public record LookText(BiPredicate<COSDictionary, COSDictionary> sameFont) {
  /** What comparing two looks gave. */
  public enum Shows {
    /** The same characters, where they can be seen as before, and nothing else. */
    SAME,
    /** Other characters, or the one shows pictures and the other does not. */
    DIFFERENT,
    /** One of the two cannot be read, or what is read may not be what is seen. */
    UNREADABLE
  }

  private static final double SMALLER = 0.8;
  private static final double LARGER = 1.25;
  // Parts of an em: how far letters may move, and how much of one may be cut.
  private static final double ASIDE = 0.2;
  private static final double ABOVE = 0.2;
  private static final double CUT = 0.03;
  private static final double TOP = 0.95;
  private static final double FOOT = 0.22;
  private static final double APART = 0.03;
  // A box has the size of its field, in other digits.
  private static final double NEAR_POINTS = 0.1;
  private static final double TURNED = 0.001;
  private static final double ROUNDED = 0.005;

  /**
   * Compares. Where a look has no resources of its own, some readers take the form's and some have
   * none: a new one counts as readable only with its own.
   *
   * @param signed the signed look; null for a field that showed nothing
   * @param now the new look; null for none
   * @param signedResources of the form of the signed revision, or null
   */
  public Shows compare(
      @Nullable COSStream signed,
      @Nullable COSStream now,
      @Nullable COSDictionary signedResources) {
    try {
      PlainLook made = now == null ? null : PlainLook.of(now);
      if (signed == null) {
        return now == null || made != null && made.isEmpty() ? Shows.SAME : Shows.UNREADABLE;
      }
      ShownText before = ShownText.of(signed, signedResources);
      ShownText after =
          now == null ? new ShownText("", false, false, 0, List.of()) : ShownText.of(now, null);
      Shows shows = compared(before, after);
      // Readers write the value where the look went.
      boolean repeated =
          now != null && isTurnedAlike(signed, now) && isRepeated(PlainLook.of(signed), made);
      return shows == Shows.SAME && !repeated ? Shows.UNREADABLE : shows;
    } catch (IOException | RuntimeException e) {
      return Shows.UNREADABLE;
    }
  }

  private static Shows compared(ShownText before, ShownText after) {
    if (before.text() == null || after.text() == null) {
      return Shows.UNREADABLE;
    }
    boolean same = SeenLetters.dense(before.text()).equals(SeenLetters.dense(after.text()));
    if (!same || after.paintsMore() && !before.paintsMore()) {
      return Shows.DIFFERENT;
    }
    boolean spelt = SeenLetters.spell(before.text(), after.text());
    return before.doubtful() || after.doubtful() || !spelt || before.paintsMore()
        ? Shows.UNREADABLE
        : Shows.SAME;
  }

  // The box goes to its place wherever the matrix moves it (ISO 32000-2, 12.5.5, algorithm 8).
  private static boolean isTurnedAlike(COSStream signed, COSStream now) {
    float[] then = matrix(signed);
    float[] is = matrix(now);
    boolean alike = then.length == 6 && is.length == 6;
    for (int i = 0; alike && i < 4; i++) {
      alike = Math.abs(then[i] - is[i]) <= TURNED;
    }
    return alike;
  }

  private static float[] matrix(COSStream look) {
    COSArray matrix = look.getCOSArray(COSName.MATRIX);
    if (matrix == null) {
      return new float[] {1, 0, 0, 1, 0, 0};
    }
    return matrix.toList().stream().allMatch(COSNumber.class::isInstance)
        ? matrix.toFloatArray()
        : new float[0];
  }

  private boolean isRepeated(@Nullable PlainLook signed, @Nullable PlainLook now) {
    if (signed == null
        || now == null
        || !isFrame(signed.box(), now.box())
        || !now.ground().isAlike(signed.ground(), now.box())) {
      return false;
    }
    PlainLook.Type then = signed.type();
    PlainLook.Type type = now.type();
    if (then == null || type == null || signed.isLoose() || now.isLoose()) {
      return type == then;
    }
    boolean sameLetters =
        sameFont.test(then.font(), type.font())
            || isStandard(signed, then) && isStandard(now, type);
    return type.colour().equals(then.colour())
        && sameLetters
        && isSized(now, type, then.size())
        && codes(signed).equals(codes(now))
        && areWhole(now, type)
        && areNear(signed, now, then.size());
  }

  // Larger letters of one line would come over those of another beside it, and a letter behind many
  // blanks would stand elsewhere on the page.
  private static boolean isSized(PlainLook now, PlainLook.Type type, double then) {
    String letters =
        new String(codes(now).stream().mapToInt(each -> each).toArray(), 0, codes(now).size());
    boolean free =
        now.lines().size() == 1
            && isStandard(now, type)
            && !letters.startsWith(" ")
            && !letters.contains("  ");
    return type.size() >= then * (free ? SMALLER : 1 - ROUNDED)
        && type.size() <= then * (free ? LARGER : 1 + ROUNDED);
  }

  private static boolean isFrame(PDRectangle then, PDRectangle now) {
    return Math.abs(then.getLowerLeftX() - now.getLowerLeftX()) <= NEAR_POINTS
        && Math.abs(then.getLowerLeftY() - now.getLowerLeftY()) <= NEAR_POINTS
        && Math.abs(then.getUpperRightX() - now.getUpperRightX()) <= NEAR_POINTS
        && Math.abs(then.getUpperRightY() - now.getUpperRightY()) <= NEAR_POINTS;
  }

  // What the page shows below a letter, or beside it, must not come to it.
  private static boolean areNear(PlainLook signed, PlainLook now, double size) {
    List<PlainLook.Line> then = signed.lines();
    List<PlainLook.Line> lines = now.lines();
    boolean near = then.size() == lines.size();
    for (int i = 0; near && i < lines.size(); i++) {
      PlainLook.Line before = then.get(i);
      PlainLook.Line line = lines.get(i);
      double right = line.x() - before.x();
      double up = line.y() - before.y();
      // A point or a line of one must not come into a letter of another.
      boolean together =
          Math.abs(right - lines.getFirst().x() + then.getFirst().x()) <= APART * size
              && Math.abs(up - lines.getFirst().y() + then.getFirst().y()) <= APART * size;
      near =
          before.codes().size() == line.codes().size()
              && together
              && Math.abs(right) <= ASIDE * size
              && Math.abs(up) <= ABOVE * size;
    }
    return near;
  }

  private static List<Integer> codes(PlainLook look) {
    return look.lines().stream().flatMap(each -> each.codes().stream()).toList();
  }

  private static boolean isStandard(PlainLook look, PlainLook.Type type) {
    return SharedFont.is(type.font())
        && codes(look).stream().allMatch(each -> SharedFont.isAscii(Character.toString(each)));
  }

  private static boolean areWhole(PlainLook look, PlainLook.Type type) {
    double cut = CUT * type.size();
    for (PlainLook.Line each : look.lines()) {
      PDRectangle clip = each.clip();
      if (each.x() < clip.getLowerLeftX() - cut
          || each.x() + each.width() > clip.getUpperRightX() + cut
          || each.y() - FOOT * type.size() < clip.getLowerLeftY() - cut
          || each.y() + TOP * type.size() > clip.getUpperRightY() + cut) {
        return false;
      }
    }
    return true;
  }
}
