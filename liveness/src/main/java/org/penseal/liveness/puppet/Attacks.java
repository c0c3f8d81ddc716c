// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.Models;
import org.penseal.liveness.vision.Vision;

/** Clips that a liveness check must refuse; all labelled synthetic. */
public final class Attacks {
  private static final double SWING_DEGREES = 50;
  private static final double PUPPET_DEGREES = 27;
  private static final double FOCAL = 900;
  private static final double CARD_SCALE = 0.8;

  private Attacks() {}

  /**
   * A printed photo held up and swung, nodded and brought closer in time with the challenges, by up
   * to 50 degrees. A photo cannot blink or open its mouth.
   */
  public static Camera swungPhoto(Models models, Frame still, List<Challenge> challenges)
      throws LivenessException {
    Frame card;
    try (Vision vision = new Vision(models)) {
      Face face = vision.onlyFace(still);
      card = Puppet.frameFace(still, face);
    }
    List<Gesture> script = Script.of(challenges);
    return new RenderedCamera(
        script.size(),
        i -> {
          Gesture gesture = script.get(i).alive(i / Script.RATE);
          Frame seen = Lens.project(card, homography(gesture), RenderedCamera.time(i));
          Lens.addNoise(seen.bgr(), i);
          return seen;
        });
  }

  /** A card turned about its upright middle, then about its lying middle, seen in perspective. */
  private static double[] homography(Gesture gesture) {
    double yaw = Math.toRadians(gesture.yaw() * SWING_DEGREES / PUPPET_DEGREES);
    double pitch = Math.toRadians(gesture.pitch() * SWING_DEGREES / PUPPET_DEGREES);
    double s = CARD_SCALE * gesture.zoom();
    double cx = Lens.WIDTH / 2.0;
    double cy = Lens.HEIGHT / 2.0;
    // Rows: x, y and z of a card point (u, v), each as factors of u - cx and v - cy.
    double xu = s * Math.cos(yaw);
    double yu = -s * Math.sin(yaw) * Math.sin(pitch);
    double yv = s * Math.cos(pitch);
    double zu = s * Math.sin(yaw) * Math.cos(pitch);
    double zv = s * Math.sin(pitch);
    double z0 = FOCAL - zu * cx - zv * cy;
    double x0 = -xu * cx;
    double y0 = -yu * cx - yv * cy;
    return new double[] {
      FOCAL * xu + cx * zu,
      cx * zv,
      FOCAL * x0 + cx * z0,
      FOCAL * yu + cy * zu,
      FOCAL * yv + cy * zv,
      FOCAL * y0 + cy * z0,
      zu,
      zv,
      z0
    };
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
    public boolean synthetic() {
      return true;
    }

    @Override
    public void close() {
      // Whoever opened the cameras closes them.
    }
  }
}
