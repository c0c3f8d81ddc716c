// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Two looks of one field: whether a look that was made anew shows what the signed one showed.
 *
 * @param shows whether both show the same text
 * @param newGround whether the new look fills an area that the signed one did not fill alike
 */
public record LookText(Shows shows, boolean newGround) {
  /** What comparing two looks gave. */
  public enum Shows {
    /** The same characters, in places where they can be seen, and nothing beside lines. */
    SAME,
    /** Other characters, or the one shows pictures and the other does not. */
    DIFFERENT,
    /** One of the two cannot be read, or what is read may not be what is seen. */
    UNREADABLE
  }

  private static final int LARGEST_BYTES = 1 << 20;
  private static final Set<COSName> PROGRAMS =
      Set.of(COSName.FONT_FILE, COSName.FONT_FILE2, COSName.FONT_FILE3);
  private static final Set<String> FILLING =
      Set.of("f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI");
  private static final Set<String> PLACING =
      Set.of("cm", "q", "Q", "gs", "g", "rg", "k", "cs", "sc", "scn");
  private static final Set<String> BUILDING = Set.of("m", "l", "c", "v", "y", "h", "re", "W", "W*");

  /**
   * Compares. Where a look has no resources of its own, some readers take the form's and some have
   * none: a new one counts as readable only with its own.
   *
   * @param signed the signed look; null for none
   * @param now the new look; null for none
   * @param signedResources of the form of the signed revision, or null
   * @param sameFont whether two fonts are the same; where a font of the new look is none of the
   *     signed ones, nor one of the reader's own, what its letters look like is open
   */
  public static LookText of(
      @Nullable COSStream signed,
      @Nullable COSStream now,
      @Nullable COSDictionary signedResources,
      BiPredicate<COSDictionary, COSDictionary> sameFont) {
    boolean ground = !grounds(signed).containsAll(grounds(now));
    try {
      ShownText before = shown(signed, signedResources);
      ShownText after = shown(now, null);
      Shows shows = compared(before, after);
      List<COSDictionary> known = new ArrayList<>(fonts(resources(signed)));
      known.addAll(fonts(signedResources));
      boolean lettersKnown =
          fonts(resources(now)).stream()
              .allMatch(
                  font ->
                      isOfTheReader(font)
                          || known.stream().anyMatch(each -> sameFont.test(each, font)));
      return new LookText(shows == Shows.SAME && !lettersKnown ? Shows.UNREADABLE : shows, ground);
    } catch (IOException | RuntimeException e) {
      return new LookText(Shows.UNREADABLE, ground);
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
    boolean doubtful =
        before.doubtful() || after.doubtful() || !SeenLetters.spell(before.text(), after.text());
    return doubtful || before.paintsMore() || after.paintsMore() ? Shows.UNREADABLE : Shows.SAME;
  }

  private static @Nullable COSDictionary resources(@Nullable COSStream look) {
    return look == null ? null : look.getCOSDictionary(COSName.RESOURCES);
  }

  private static List<COSDictionary> fonts(@Nullable COSDictionary resources) {
    COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
    List<COSDictionary> found = new ArrayList<>();
    if (fonts == null) {
      return found;
    }
    for (COSName key : fonts.keySet()) {
      COSDictionary font = fonts.getCOSDictionary(key);
      if (font != null) {
        found.add(font);
      }
    }
    return found;
  }

  // Its letters are the reader's; which of them is shown is told by the encoding alone.
  private static boolean isOfTheReader(COSDictionary font) {
    COSArray descendants = font.getCOSArray(COSName.DESCENDANT_FONTS);
    if (descendants == null) {
      return isBare(font) && !COSName.TYPE3.equals(font.getCOSName(COSName.SUBTYPE));
    }
    String encoding = font.getNameAsString(COSName.ENCODING);
    return !font.containsKey(COSName.TO_UNICODE)
        && encoding != null
        && !encoding.startsWith("Identity")
        && descendants.size() == 1
        && descendants.getObject(0) instanceof COSDictionary only
        && isBare(only);
  }

  private static boolean isBare(COSDictionary font) {
    COSDictionary descriptor = font.getCOSDictionary(COSName.FONT_DESC);
    return descriptor == null || Collections.disjoint(descriptor.keySet(), PROGRAMS);
  }

  private static ShownText shown(@Nullable COSStream look, @Nullable COSDictionary resources)
      throws IOException {
    return look == null ? new ShownText("", false, false) : ShownText.of(look, resources);
  }

  // Every area that is filled, with colour and place as they are written; one that cannot be read
  // is like no other.
  private static Set<String> grounds(@Nullable COSStream look) {
    Set<String> grounds = new HashSet<>();
    if (look == null) {
      return grounds;
    }
    try {
      StringBuilder placed = new StringBuilder();
      StringBuilder path = new StringBuilder();
      StringBuilder operands = new StringBuilder();
      for (Object token : new ContentParser(BoundedStream.of(look, LARGEST_BYTES)).parse()) {
        if (!(token instanceof Operator operator)) {
          operands.append(token).append(' ');
          continue;
        }
        String name = operator.getName();
        if (FILLING.contains(name)) {
          grounds.add(placed + name + " " + path + operands);
          path.setLength(0);
        } else if (PLACING.contains(name)) {
          placed.append(operands).append(name).append(' ');
        } else if (BUILDING.contains(name)) {
          path.append(operands).append(name).append(' ');
        } else {
          path.setLength(0);
        }
        operands.setLength(0);
      }
    } catch (IOException | RuntimeException e) {
      grounds.add("not readable " + System.identityHashCode(look));
    }
    return grounds;
  }
}
