// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.hand;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.penseal.pad.Ink;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;

/**
 * Writes a name as a pen on a pad would: key points of the characters, moved by a sigma-lognormal
 * hand, sampled at the pad's rate. The same name, model and seed always give the same ink; another
 * seed gives another writing of the same hand. The result is synthetic and belongs to nobody.
 *
 * <p>Pure apart from its own random numbers; not safe for use by several threads.
 */
public final class Handwriting {
  private static final int HOVER_SAMPLES = 10;
  private static final int LEAVE_MS = 53;

  private final PadModel model;
  private final Random random;
  private final List<Lognormal> movements = new ArrayList<>();
  private final List<double[]> touches = new ArrayList<>();
  private double startX;
  private double startY;
  private double x;
  private double y;
  private double clockMs;

  private Handwriting(PadModel model, long seed) {
    this.model = model;
    this.random = new Random(seed);
  }

  /**
   * The ink of a name, inside of the model's ink area.
   *
   * @param name characters for which there is a skeleton
   * @param model the pad
   * @param seed which writing of the name
   */
  public static Ink write(String name, PadModel model, long seed) {
    Handwriting hand = new Handwriting(model, seed);
    hand.plan(hand.place(strokes(name)));
    return hand.sample();
  }

  /** Key points of all strokes on one line, in glyph units; joined where the characters join. */
  private static List<List<double[]>> strokes(String name) {
    List<List<double[]>> strokes = new ArrayList<>();
    int left = 0;
    boolean joining = false;
    for (String character : name.codePoints().mapToObj(Character::toString).toList()) {
      Glyph glyph = Glyph.of(character);
      for (List<int[]> stroke : glyph.strokes()) {
        List<double[]> points = new ArrayList<>();
        for (int[] p : stroke) {
          points.add(new double[] {left + p[0], p[1]});
        }
        if (joining && glyph.joins()) {
          strokes.getLast().addAll(points);
        } else {
          strokes.add(points);
        }
        joining = false;
      }
      joining = glyph.joins();
      left += glyph.width();
    }
    return strokes;
  }

  /** Glyph units to tablet units: into the middle of the ink area, with a person's inexactness. */
  private List<List<double[]>> place(List<List<double[]>> strokes) {
    PadLayout layout = model.layout();
    double right = strokes.stream().flatMap(List::stream).mapToDouble(p -> p[0]).max().orElse(1);
    double bottom = strokes.stream().flatMap(List::stream).mapToDouble(p -> p[1]).max().orElse(1);
    int areaLeft = layout.xOf(layout.ink().left());
    int areaTop = layout.yOf(layout.ink().top());
    double width = layout.xOf(layout.ink().right()) - areaLeft;
    double height = layout.yOf(layout.ink().bottom()) - areaTop;
    double scale = Math.min(0.82 * width / right, 0.78 * height / bottom);
    scale *= 0.95 + 0.05 * random.nextDouble();
    double slant = -0.06 - 0.06 * random.nextDouble();
    double rise = -0.02 * random.nextDouble();
    double atX = areaLeft + (width - right * scale) / 2;
    double atY = areaTop + (height - bottom * scale) / 2;
    for (List<double[]> stroke : strokes) {
      for (double[] p : stroke) {
        double gx = p[0] + 0.9 * random.nextGaussian();
        double gy = p[1] + 0.9 * random.nextGaussian();
        p[0] = atX + scale * (gx + slant * (gy - bottom / 2));
        p[1] = atY + scale * (gy + rise * gx);
      }
    }
    return strokes;
  }

  private void plan(List<List<double[]>> strokes) {
    double[] first = strokes.getFirst().getFirst();
    startX = first[0] - 300;
    startY = first[1] + 250;
    x = startX;
    y = startY;
    for (List<double[]> stroke : strokes) {
      double arrived = move(stroke.getFirst());
      clockMs = arrived;
      double down = arrived - 4;
      double end = arrived;
      for (double[] point : stroke.subList(1, stroke.size())) {
        end = move(point);
      }
      touches.add(new double[] {down, end});
      clockMs = end;
    }
  }

  /** Adds a submovement to a point; the next one begins before it ends. Gives its end. */
  private double move(double[] to) {
    double dx = to[0] - x;
    double dy = to[1] - y;
    double lengthMm = StrictMath.sqrt(dx * dx + dy * dy) / model.unitsPerMm();
    double sigma = 0.26 + 0.03 * random.nextDouble();
    // Longer ways are done faster, so that the time grows slowly with the length.
    double medianMs = 42 + 20 * StrictMath.sqrt(lengthMm) + 4 * random.nextGaussian();
    Lognormal movement =
        new Lognormal(clockMs, StrictMath.log(Math.max(30, medianMs)), sigma, dx, dy);
    movements.add(movement);
    clockMs += medianMs * 0.74;
    x = to[0];
    y = to[1];
    return movement.endMs();
  }

  private Ink sample() {
    List<PenSample> samples = new ArrayList<>();
    double end = touches.getLast()[1];
    double tremor = random.nextDouble() * 6;
    double[] before = null;
    long last = 0;
    for (long n = 0; ; n++) {
      long timeMs = n * 1000 / model.rateHz();
      double at = timeMs - HOVER_SAMPLES * 1000.0 / model.rateHz();
      double[] p = position(at);
      double speed = before == null ? 0 : distance(before, p) * model.rateHz() / 1000.0;
      before = p;
      int pressure = pressure(at, speed, tremor);
      samples.add(sample(p, pressure, timeMs, n + 1));
      last = timeMs;
      if (at > end + HOVER_SAMPLES * 1000.0 / model.rateHz()) {
        break;
      }
    }
    samples.add(new PenSample(0, 0, 0, false, 0, last + LEAVE_MS, samples.size() + 1, 0));
    return new Ink(model.space(), samples, 0);
  }

  private PenSample sample(double[] p, int pressure, long timeMs, long sequence) {
    return new PenSample(
        (int) Math.clamp(Math.round(p[0]), 1, model.maxX()),
        (int) Math.clamp(Math.round(p[1]), 1, model.maxY()),
        pressure,
        true,
        pressure > 0 ? 1 : 0,
        timeMs,
        sequence,
        0);
  }

  private double[] position(double timeMs) {
    double px = startX;
    double py = startY;
    for (Lognormal m : movements) {
      double done = m.done(timeMs);
      px += m.dx() * done;
      py += m.dy() * done;
    }
    return new double[] {px, py};
  }

  private static double distance(double[] a, double[] b) {
    return StrictMath.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
  }

  /** 0 while lifted; else grows after the contact, falls before the lift and with the speed. */
  private int pressure(double timeMs, double unitsPerMs, double tremor) {
    for (double[] touch : touches) {
      if (timeMs >= touch[0] && timeMs <= touch[1]) {
        double in = Math.min(1, (timeMs - touch[0] + 8) / 45);
        double out = Math.min(1, (touch[1] - timeMs + 8) / 45);
        double sway = 1 + 0.06 * StrictMath.sin(timeMs / 37 + tremor);
        double slow = 1 / (1 + unitsPerMs / 45);
        double part = (0.34 + 0.4 * slow) * sway * StrictMath.sqrt(in * out);
        return (int) Math.clamp(Math.round(part * model.maxPressure()), 28, model.maxPressure());
      }
    }
    return 0;
  }
}
