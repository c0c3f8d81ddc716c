// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.penseal.liveness.Cues;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Fact;

/**
 * What speaks for a screen or a print: the passive model, a grid of dots, a straight frame around
 * the face, light that beats with the frames, a turn in which the skin could not be followed. Each
 * can lower a score and none can raise it. None alone can bring a good score below one half:
 * windows have frames, lamps flicker, and the passive model errs.
 */
public final class Advice {
  private static final double EACH = 0.25;

  private final CueLimits limits;
  private final List<Double> passive = new ArrayList<>();
  private final List<Double> grid = new ArrayList<>();
  private final List<Double> border = new ArrayList<>();
  private final List<Double> flicker = new ArrayList<>();
  private boolean unfollowed;
  private double[] before = new double[0];
  private double[] between = new double[0];

  /** Nothing seen yet. */
  public Advice(CueLimits limits) {
    this.limits = limits;
  }

  /**
   * The next frame.
   *
   * @param frontal whether the head points at the camera; the passive model is asked only then
   */
  public void accept(Measures measures, boolean frontal) {
    Cues cues = measures.cues();
    if (frontal) {
      add(passive, measures.passive());
    }
    add(grid, cues.grid());
    add(border, cues.border());
    double[] rows = rows(cues);
    if (before.length > 0) {
      double sum = 0;
      for (int i = 0; i < rows.length; i++) {
        sum += Math.abs(between[i] - (before[i] + rows[i]) / 2);
      }
      flicker.add(sum / rows.length);
    }
    before = between;
    between = rows;
  }

  /** A turn was met in which the skin could not be followed: it may have been bent paper. */
  public void unfollowed() {
    unfollowed = true;
  }

  private static void add(List<Double> values, double value) {
    if (!Double.isNaN(value)) {
      values.add(value);
    }
  }

  /** Mean light of each row of blocks at the left and right edge, where there is no face. */
  private static double[] rows(Cues cues) {
    double[] rows = new double[Cues.ROWS];
    for (int y = 0; y < Cues.ROWS; y++) {
      for (int x = 0; x < Cues.COLUMNS; x++) {
        if (x < 6 || x >= Cues.COLUMNS - 6) {
          rows[y] += cues.thumbnail()[y * Cues.COLUMNS + x] / 12;
        }
      }
    }
    return rows;
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** Mean of the passive model, 0 to 1, or NaN. */
  public double passive() {
    return passive.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** What was measured; one that is not met is a cue. */
  public List<Fact> facts() {
    return List.of(
        new Fact(
            "passive",
            passive(),
            limits.passive(),
            Fact.Bound.AT_LEAST,
            !(passive() < limits.passive())),
        atMost("screenGrid", median(grid), limits.grid()),
        atMost("straightBorder", median(border), limits.border()),
        atMost("flickerLevels", median(flicker), limits.flickerLevels()));
  }

  private static Fact atMost(String name, double measured, double needed) {
    return new Fact(name, measured, needed, Fact.Bound.AT_MOST, !(measured > needed));
  }

  /**
   * A score after advice: a cue takes a quarter of it, but a single one never brings it below one
   * half.
   *
   * @param score 0.5 to 1
   */
  public double lower(double score) {
    long cues = facts().stream().filter(fact -> !fact.met()).count();
    cues += unfollowed ? 1 : 0;
    double lowered = score * (1 - EACH * cues);
    return cues == 1 ? Math.max(Math.min(score, 0.5), lowered) : lowered;
  }
}
