// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet.attack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.ClipParameters;
import org.penseal.liveness.puppet.Gesture;
import org.penseal.liveness.puppet.Puppet;

/** Clips that a liveness check must refuse; all labelled synthetic. */
public final class Attacks {
  private Attacks() {}

  /**
   * A printed photo held up and swung, nodded and brought closer in time with the challenges, by up
   * to 50 degrees. A photo cannot blink or open its mouth.
   */
  public static Camera swungPhoto(ModelFiles models, Frame still, List<Challenge> challenges)
      throws LivenessException {
    Puppet puppet = new Puppet(models, still);
    return FilmedCard.swung(puppet, challenges, ClipParameters.PLAIN, FilmedCard.Hold.SWUNG);
  }

  /**
   * A photo as a mask, with the eyes and the mouth of somebody living behind its holes: it blinks
   * and speaks, but turns as a card.
   */
  public static Camera cutOut(
      Puppet puppet, List<Challenge> challenges, ClipParameters manner, FilmedCard.Hold hold) {
    List<double[]> holes = holes(puppet.landmarks());
    return FilmedCard.of(
        (index, gesture) -> {
          Frame behind = puppet.paint(new Gesture(0, 0, gesture.lids(), gesture.mouth(), 1));
          return masked(puppet.still(), behind, holes);
        },
        challenges,
        manner,
        hold);
  }

  /** Centre and half axes of both eyes and the mouth, pixels. */
  private static List<double[]> holes(Landmarks points) {
    List<double[]> holes = new ArrayList<>();
    for (int[] ends : new int[][] {{33, 133}, {362, 263}, {61, 291}}) {
      double width = points.distance(ends[0], ends[1]);
      holes.add(
          new double[] {
            (points.x(ends[0]) + points.x(ends[1])) / 2,
            (points.y(ends[0]) + points.y(ends[1])) / 2,
            0.75 * width,
            ends[0] == 61 ? 0.7 * width : 0.5 * width
          });
    }
    return holes;
  }

  private static Frame masked(Frame card, Frame behind, List<double[]> holes) {
    byte[] out = card.bgr().clone();
    for (double[] hole : holes) {
      for (int y = (int) (hole[1] - hole[3]); y <= hole[1] + hole[3]; y++) {
        for (int x = (int) (hole[0] - hole[2]); x <= hole[0] + hole[2]; x++) {
          double away = Math.hypot((x - hole[0]) / hole[2], (y - hole[1]) / hole[3]);
          int at = 3 * (y * card.width() + x);
          if (away <= 1 && at >= 0 && at + 2 < out.length) {
            double shade = away > 0.93 ? 0.4 : 1; // the edge of the paper throws a shadow
            for (int channel = 0; channel < 3; channel++) {
              out[at + channel] = (byte) ((behind.bgr()[at + channel] & 0xff) * shade);
            }
          }
        }
      }
    }
    return new Frame(card.width(), card.height(), out, card.at(), true);
  }

  /** One person up to a moment, another from then on; both cameras run in step. */
  public static Camera swapped(Camera first, Camera second, Duration when) {
    return new Doctored(
        first.framesPerSecond(),
        () -> {
          Optional<Frame> one = first.next();
          Optional<Frame> other = second.next();
          return one.isPresent() && one.get().at().compareTo(when) < 0 ? one : other;
        });
  }

  /** From a moment on and for a while, the same picture again and again. */
  public static Camera frozen(Camera camera, Duration from, Duration length) {
    List<Frame> held = new ArrayList<>();
    Duration until = from.plus(length);
    return new Doctored(
        camera.framesPerSecond(),
        () ->
            camera
                .next()
                .map(
                    frame -> {
                      boolean hold =
                          frame.at().compareTo(from) >= 0 && frame.at().compareTo(until) < 0;
                      if (!hold) {
                        return frame;
                      }
                      if (held.isEmpty()) {
                        held.add(frame);
                      }
                      return held.getFirst().at(frame.at());
                    }));
  }

  /**
   * The same camera, every frame with a noise of its own: as if each had been filmed or encoded.
   */
  public static Camera noisy(Camera camera, int seed) {
    int[] index = {0};
    return new Doctored(
        camera.framesPerSecond(),
        () ->
            camera
                .next()
                .map(
                    frame -> {
                      byte[] bgr = frame.bgr().clone();
                      ClipParameters.PLAIN.seeded(seed).noise(bgr, 1_000_003 + index[0]++);
                      return new Frame(frame.width(), frame.height(), bgr, frame.at(), true);
                    }));
  }

  /** A camera from which some frames are missing: from a moment on, for a while. */
  public static Camera gap(Camera camera, Duration from, Duration length) {
    return new Doctored(
        camera.framesPerSecond(),
        () -> {
          Optional<Frame> next = camera.next();
          while (next.isPresent()
              && next.get().at().compareTo(from) >= 0
              && next.get().at().compareTo(from.plus(length)) < 0) {
            next = camera.next();
          }
          return next;
        });
  }

  /** The first moments of a clip, played in a loop before it goes on. */
  public static Camera looped(Camera camera, Duration length, int times) {
    double rate = camera.framesPerSecond();
    int count = (int) Math.round(length.toMillis() * rate / 1000);
    List<Frame> loop = new ArrayList<>();
    int[] index = {0};
    return new Doctored(
        rate,
        () -> {
          int i = index[0]++;
          Duration at = Duration.ofNanos(Math.round(i * 1e9 / rate));
          if (i >= count && i < count * times && loop.size() == count) {
            return Optional.of(loop.get(i % count).at(at));
          }
          Optional<Frame> next = camera.next().map(frame -> frame.at(at));
          if (i < count) {
            next.ifPresent(loop::add);
          }
          return next;
        });
  }

  /** One clip to its end, then another one, the time going on. */
  public static Camera joined(Camera first, Camera second) {
    Duration[] end = {Duration.ZERO};
    Duration frame = Duration.ofNanos(Math.round(1e9 / first.framesPerSecond()));
    return new Doctored(
        first.framesPerSecond(),
        () -> {
          Optional<Frame> one = first.next();
          if (one.isPresent()) {
            end[0] = one.get().at().plus(frame);
            return one;
          }
          return second.next().map(next -> next.at(next.at().plus(end[0])));
        });
  }

  /** Frames out of other cameras, changed; the other cameras stay their owners'. */
  private record Doctored(double framesPerSecond, Source source) implements Camera {
    @FunctionalInterface
    interface Source {
      Optional<Frame> next() throws LivenessException;
    }

    @Override
    public Optional<Frame> next() throws LivenessException {
      return source.next().map(frame -> frame.labelled(true));
    }

    @Override
    public CameraOrigin origin() {
      return CameraOrigin.SIMULATED;
    }

    @Override
    public void close() {
      // Whoever opened the cameras closes them.
    }
  }
}
