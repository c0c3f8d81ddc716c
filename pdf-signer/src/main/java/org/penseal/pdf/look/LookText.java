// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSDictionary;
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
   */
  public static LookText of(
      @Nullable COSStream signed,
      @Nullable COSStream now,
      @Nullable COSDictionary signedResources) {
    boolean ground = !grounds(signed).containsAll(grounds(now));
    try {
      ShownText before = shown(signed, signedResources);
      ShownText after = shown(now, null);
      return new LookText(compared(before, after), ground);
    } catch (IOException | RuntimeException e) {
      return new LookText(Shows.UNREADABLE, ground);
    }
  }

  private static Shows compared(ShownText before, ShownText after) {
    if (before.text() == null || after.text() == null) {
      return Shows.UNREADABLE;
    }
    boolean same = dense(before.text()).equals(dense(after.text()));
    if (!same || after.paintsMore() && !before.paintsMore()) {
      return Shows.DIFFERENT;
    }
    boolean doubtful = before.doubtful() || after.doubtful();
    return doubtful || before.paintsMore() || after.paintsMore() ? Shows.UNREADABLE : Shows.SAME;
  }

  private static ShownText shown(@Nullable COSStream look, @Nullable COSDictionary resources)
      throws IOException {
    return look == null ? new ShownText("", false, false) : ShownText.of(look, resources);
  }

  private static String dense(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}\\p{C}]+", "");
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
