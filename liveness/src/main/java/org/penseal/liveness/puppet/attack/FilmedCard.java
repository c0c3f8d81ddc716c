// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet.attack;

import java.time.Duration;
import java.util.List;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.puppet.ClipParameters;
import org.penseal.liveness.puppet.Gesture;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.liveness.puppet.RenderedCamera;
import org.penseal.liveness.puppet.Script;

/**
 * A flat thing held before the camera: a photo, a mask cut out of one. It is turned about an
 * upright or a lying line, bent round a cylinder, and seen in perspective before a grey wall.
 */
public final class FilmedCard {
  private static final double SWING = 50.0 / 27; // a photo is swung further than a head turns
  private static final double FOCAL = 900;
  private static final double SCALE = 0.8;
  private static final int[] WALL = {150, 148, 146};

  /** How it is held. */
  public enum Hold {
    /** Swung, nodded and brought closer in time with what is asked. */
    SWUNG,
    /** Moved about and leaned, without regard to what is asked. */
    MOVED,
    /** Swung and bent round an upright cylinder. */
    BENT
  }

  /** What the card shows in one frame. */
  @FunctionalInterface
  public interface Face {
    /** A picture of 640 x 480. */
    Frame at(int index, Gesture gesture) throws LivenessException;
  }

  private FilmedCard() {}

  /** A photo of a puppet's still. */
  public static Camera swung(
      Puppet puppet, List<Challenge> challenges, ClipParameters manner, Hold hold) {
    return of((index, gesture) -> puppet.still(), challenges, manner, hold);
  }

  /** A card whose face may change. */
  public static Camera of(Face face, List<Challenge> challenges, ClipParameters manner, Hold hold) {
    List<Gesture> script = Script.of(challenges, manner);
    return new RenderedCamera(
        script.size(),
        i -> {
          Gesture gesture = script.get(i).alive(i / Script.RATE + 17.3 * manner.seed());
          Frame seen = film(face.at(i, gesture), place(gesture, i, hold));
          manner.light(seen.bgr(), seen.width());
          manner.noise(seen.bgr(), i);
          return seen;
        });
  }

  /**
   * Where the card is.
   *
   * @param yaw radians about the upright line
   * @param pitch radians about the lying line
   * @param bend one by the radius of the cylinder, 1/pixels; 0 is flat
   * @param x pixels to the right
   * @param y pixels down
   * @param zoom 1 and more is closer
   */
  private record Place(double yaw, double pitch, double bend, double x, double y, double zoom) {}

  private static Place place(Gesture gesture, int index, Hold hold) {
    double yaw = Math.toRadians(gesture.yaw() * SWING);
    double pitch = Math.toRadians(gesture.pitch() * SWING);
    double s = index / Script.RATE;
    return switch (hold) {
      case SWUNG -> new Place(yaw, pitch, 0, 0, 0, gesture.zoom());
      case BENT -> new Place(yaw, pitch, Math.abs(yaw) / 220, 0, 0, gesture.zoom());
      case MOVED ->
          new Place(
              0.1 * Math.sin(2 * s),
              0.08 * Math.sin(1.3 * s),
              0,
              30 * Math.sin(2.1 * s),
              18 * Math.sin(1.7 * s),
              1 + 0.1 * Math.sin(0.8 * s));
    };
  }

  private static Frame film(Frame card, Place place) {
    int w = card.width();
    int h = card.height();
    byte[] out = new byte[card.bgr().length];
    double[] column = new double[w];
    double[] nearer = new double[w];
    columns(w, place, column, nearer);
    for (int x = 0; x < w; x++) {
      for (int y = 0; y < h; y++) {
        pixel(card, place, column[x], (y - h / 2.0 - place.y) / nearer[x], out, 3 * (y * w + x));
      }
    }
    return new Frame(w, h, out, Duration.ZERO, true);
  }

  /** For each column of the picture: which column of the card it sees, and how near it is. */
  private static void columns(int w, Place place, double[] column, double[] nearer) {
    java.util.Arrays.fill(column, Double.NaN);
    java.util.Arrays.fill(nearer, 1);
    double before = Double.NaN;
    for (int step = -2 * w; step <= 2 * w; step++) {
      double u = step / 4.0; // in card pixels from its middle
      double angle = place.bend * u;
      double flat = place.bend == 0 ? u : Math.sin(angle) / place.bend;
      double sag = place.bend == 0 ? 0 : (1 - Math.cos(angle)) / place.bend;
      double size = SCALE * place.zoom;
      double across = size * (flat * Math.cos(place.yaw) - sag * Math.sin(place.yaw));
      double deep = size * (flat * Math.sin(place.yaw) + sag * Math.cos(place.yaw));
      double near = FOCAL / (FOCAL + deep);
      double x = w / 2.0 + place.x + across * near;
      int from = (int) Math.ceil(Double.isNaN(before) ? x : Math.min(before, x));
      for (int i = Math.max(0, from); i <= Math.min(w - 1.0, x); i++) {
        if (Double.isNaN(column[i]) || near * size > nearer[i]) {
          column[i] = u + w / 2.0;
          nearer[i] = near * size;
        }
      }
      before = x;
    }
  }

  /**
   * The lying line: the row of the card behind a row of the picture, already freed from its column.
   */
  private static void pixel(Frame card, Place place, double u, double rise, byte[] out, int at) {
    double cos = Math.cos(place.pitch);
    double v = rise * FOCAL / (FOCAL * cos - rise * Math.sin(place.pitch)) + card.height() / 2.0;
    boolean inside = u >= 0 && u < card.width() - 1 && v >= 0 && v < card.height() - 1;
    if (!inside) {
      for (int channel = 0; channel < 3; channel++) {
        out[at + channel] = (byte) WALL[channel];
      }
      return;
    }
    int x = (int) u;
    int y = (int) v;
    double fx = u - x;
    double fy = v - y;
    byte[] bgr = card.bgr();
    int from = 3 * (y * card.width() + x);
    int below = from + 3 * card.width();
    for (int channel = 0; channel < 3; channel++, from++, below++) {
      double top = (1 - fx) * (bgr[from] & 0xff) + fx * (bgr[from + 3] & 0xff);
      double bottom = (1 - fx) * (bgr[below] & 0xff) + fx * (bgr[below + 3] & 0xff);
      out[at + channel] = (byte) Math.round((1 - fy) * top + fy * bottom);
    }
  }
}
