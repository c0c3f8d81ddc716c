// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;

/**
 * Ink as a file holds it: what a pad reports, and beside it what only some files have.
 *
 * <p>The angles of the pen are no part of {@link PenSample}: no report of the pads here has them,
 * and the digest of ink covers reports alone.
 *
 * @param ink the samples
 * @param angles empty, or one for each sample
 * @param dropped what the file has and this has not
 */
public record InkDocument(Ink ink, List<Angles> angles, Set<Dropped> dropped) {

  /**
   * Direction of the pen.
   *
   * @param azimuthDeg clockwise from the upper edge of the pad, degrees
   * @param elevationDeg from the pad's surface, 90 when upright, degrees
   */
  public record Angles(double azimuthDeg, double elevationDeg) {}

  /** Copies the lists. */
  public InkDocument {
    angles = List.copyOf(angles);
    dropped = copy(dropped);
    if (!angles.isEmpty() && angles.size() != ink.samples().size()) {
      throw new IllegalArgumentException("angles for another number of samples");
    }
  }

  private static Set<Dropped> copy(Collection<Dropped> dropped) {
    EnumSet<Dropped> set = EnumSet.noneOf(Dropped.class);
    set.addAll(dropped);
    return Collections.unmodifiableSet(set);
  }

  /** Ink with nothing beside it. */
  public static InkDocument of(Ink ink) {
    return new InkDocument(ink, List.of(), Set.of());
  }

  /**
   * The ink, when every point of it lies within a space of the same origin.
   *
   * @param format name of the file's format
   * @throws PadException.UnreadableFile when it does not
   */
  public Ink within(Ink.Space space, String format) throws PadException.UnreadableFile {
    double half = 0.5 / space.unitsPerMm();
    Ink.Space own = ink.space();
    boolean outside =
        dropped.contains(Dropped.POSITION_MOVED)
            || ink.samples().stream()
                .filter(s -> !s.leaves())
                .anyMatch(
                    s ->
                        own.xMm(s) > space.widthMm() + half
                            || own.yMm(s) > space.heightMm() + half);
    if (outside) {
      throw new PadException.UnreadableFile(format, PadException.UnreadableFile.Why.OUTSIDE);
    }
    return ink;
  }
}
