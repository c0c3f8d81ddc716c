// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.compare;

import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;

/**
 * One writing as it is compared: from the first contact to the last, hover between them included,
 * put on a grid of 10 ms (100 Hz are as good as more), as x, y, speed in x and y, pressure and its
 * change, each with mean 0 and deviation 1. Where and how large somebody writes has no effect.
 */
public final class Movement {
  /** Number of features. */
  static final int FEATURES = 6;

  /** Points that are needed at least: a fifth of a second. */
  public static final int LEAST_POINTS = 20;

  private static final double STEP_MS = 10;

  /** A writing of more than 20 s is put on a coarser grid. */
  private static final int MOST_POINTS = 2000;

  private final float[][] features;
  private final double durationMs;

  private Movement(float[][] features, double durationMs) {
    this.features = features;
    this.durationMs = durationMs;
  }

  /**
   * The movement of some ink.
   *
   * @throws PadException.TooLittleInk when it is too short to be compared
   */
  public static Movement of(Ink ink) throws PadException.TooLittleInk {
    List<PenSample> samples = ink.samples();
    int first = 0;
    int last = samples.size() - 1;
    while (first <= last && !samples.get(first).touching()) {
      first++;
    }
    while (last > first && !samples.get(last).touching()) {
      last--;
    }
    if (last <= first || isStill(samples.subList(first, last + 1))) {
      throw new PadException.TooLittleInk(Math.clamp(last - first + 1, 0, 1), LEAST_POINTS);
    }
    List<PenSample> written =
        samples.subList(first, last + 1).stream().filter(PenSample::near).toList();
    double duration = written.getLast().timeMs() - written.getFirst().timeMs();
    double step = Math.max(STEP_MS, duration / (MOST_POINTS - 1));
    int count = (int) Math.floor(duration / step) + 1;
    if (count < LEAST_POINTS || written.size() < LEAST_POINTS) {
      throw new PadException.TooLittleInk(Math.min(count, written.size()), LEAST_POINTS);
    }
    return new Movement(features(written, count, step), duration);
  }

  /** A pen that is held where it is: without a shape any two of these would be the same. */
  private static boolean isStill(List<PenSample> written) {
    PenSample at = written.getFirst();
    return written.stream()
        .filter(PenSample::near)
        .allMatch(s -> s.x() == at.x() && s.y() == at.y());
  }

  /** Number of points. */
  public int points() {
    return features[0].length;
  }

  /** Time from the first contact to the last, milliseconds. */
  public double durationMs() {
    return durationMs;
  }

  float[] feature(int index) {
    return features[index];
  }

  private static float[][] features(List<PenSample> written, int count, double step) {
    double[] x = new double[count];
    double[] y = new double[count];
    double[] pressure = new double[count];
    double start = written.getFirst().timeMs();
    int at = 0;
    for (int i = 0; i < count; i++) {
      double time = start + i * step;
      while (at + 2 < written.size() && written.get(at + 1).timeMs() <= time) {
        at++;
      }
      PenSample a = written.get(at);
      PenSample b = written.get(at + 1);
      double span = (double) b.timeMs() - a.timeMs();
      double part = span <= 0 ? 1 : Math.clamp((time - a.timeMs()) / span, 0, 1);
      x[i] = a.x() + part * (b.x() - a.x());
      y[i] = a.y() + part * (b.y() - a.y());
      pressure[i] = pressed(a) + part * (pressed(b) - pressed(a));
    }
    return new float[][] {
      normal(x),
      normal(y),
      normal(change(x)),
      normal(change(y)),
      normal(pressure),
      normal(change(pressure))
    };
  }

  private static double pressed(PenSample sample) {
    return sample.touching() ? sample.pressure() : 0;
  }

  /** Differences over two steps, over one at the ends. */
  private static double[] change(double[] values) {
    int last = values.length - 1;
    double[] change = new double[values.length];
    for (int i = 0; i <= last; i++) {
      int before = Math.max(0, i - 1);
      int after = Math.min(last, i + 1);
      change[i] = (values[after] - values[before]) / (after - before);
    }
    return change;
  }

  /** With mean 0 and deviation 1; all 0 when nothing varies. */
  private static float[] normal(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / values.length);
    float[] normal = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      normal[i] = deviation < 1e-9 ? 0 : (float) ((values[i] - mean) / deviation);
    }
    return normal;
  }
}
