// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.file;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.penseal.pad.PenSample;
import org.penseal.pad.ink.Dropped;
import org.penseal.pad.ink.InkDocument;

/** Compares ink before and after it was in a file. */
final class Losses {
  private static final double ANGLE_TOLERANCE_DEG = 0.01;

  private Losses() {}

  static Set<Dropped> between(InkDocument before, InkDocument after) {
    EnumSet<Dropped> lost = EnumSet.noneOf(Dropped.class);
    List<PenSample> a = before.ink().samples();
    List<PenSample> b = after.ink().samples();
    whole(before, after, lost);
    if (a.size() != b.size()) {
      counts(a, b, lost);
      a = a.stream().filter(PenSample::touching).toList();
      b = b.stream().filter(PenSample::touching).toList();
      lost.add(Dropped.SEQUENCE);
    }
    long clock = a.isEmpty() || b.isEmpty() ? 0 : a.getFirst().timeMs() - b.getFirst().timeMs();
    if (clock != 0) {
      lost.add(Dropped.CLOCK);
    }
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      sample(a.get(i), b.get(i), clock, lost);
    }
    return lost;
  }

  private static void whole(InkDocument before, InkDocument after, Set<Dropped> lost) {
    if (!before.ink().space().equals(after.ink().space())) {
      lost.add(Dropped.SPACE);
    }
    if (before.ink().lostReports() != after.ink().lostReports()) {
      lost.add(Dropped.LOST_REPORTS);
    }
    boolean turned = before.angles().size() != after.angles().size();
    for (int i = 0; !turned && i < before.angles().size(); i++) {
      InkDocument.Angles a = before.angles().get(i);
      InkDocument.Angles b = after.angles().get(i);
      turned =
          Math.abs(a.azimuthDeg() - b.azimuthDeg()) > ANGLE_TOLERANCE_DEG
              || Math.abs(a.elevationDeg() - b.elevationDeg()) > ANGLE_TOLERANCE_DEG;
    }
    if (turned) {
      lost.add(Dropped.ANGLES);
    }
  }

  private static void counts(List<PenSample> a, List<PenSample> b, Set<Dropped> lost) {
    if (count(a, false) > count(b, false)) {
      lost.add(Dropped.HOVER);
    } else if (count(a, false) < count(b, false)) {
      lost.add(Dropped.ADDED_LIFT);
    }
    if (count(a, true) > count(b, true)) {
      lost.add(Dropped.LEAVE_REPORTS);
    }
  }

  private static long count(List<PenSample> samples, boolean leaving) {
    return samples.stream().filter(s -> !s.touching() && s.leaves() == leaving).count();
  }

  private static void sample(PenSample a, PenSample b, long clock, Set<Dropped> lost) {
    if (a.x() != b.x() || a.y() != b.y()) {
      lost.add(Dropped.POSITION_ROUNDED);
    }
    if (a.pressure() != b.pressure()) {
      lost.add(Dropped.PRESSURE_ROUNDED);
    }
    if (a.timeMs() - b.timeMs() != clock) {
      lost.add(Dropped.TIME_ROUNDED);
    }
    if (a.sequence() != b.sequence()) {
      lost.add(Dropped.SEQUENCE);
    }
    if (a.hostNanos() != b.hostNanos()) {
      lost.add(Dropped.HOST_TIME);
    }
    if (a.buttons() != b.buttons()) {
      lost.add(Dropped.BUTTONS);
    }
    if (a.leaves() != b.leaves() || a.near() != b.near()) {
      lost.add(a.leaves() ? Dropped.LEAVE_REPORTS : Dropped.HOVER);
    }
  }
}
