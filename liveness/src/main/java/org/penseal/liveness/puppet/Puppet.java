// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.ClipWriter;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.Vision;

/**
 * A synthetic subject: one still, moved through its 468-point mesh so that it does what is asked.
 * Always labelled synthetic; equal input gives equal frames. Any thread.
 */
public final class Puppet {
  private static final double FACE_ABOVE_MIDDLE = 0.46;

  private final Frame canvas;
  private final Head head;
  private final Landmarks landmarks;
  private final ClipParameters manner;

  /**
   * A puppet of the one face in a still.
   *
   * @throws LivenessException.NoFace see also SeveralFaces
   */
  public Puppet(ModelFiles models, Frame still) throws LivenessException {
    this(models, still, ClipParameters.PLAIN);
  }

  /**
   * The same, moving and filmed in a manner of its own.
   *
   * @throws LivenessException.NoFace see also SeveralFaces
   */
  public Puppet(ModelFiles models, Frame still, ClipParameters manner) throws LivenessException {
    this.manner = manner;
    try (Vision vision = new Vision(models)) {
      canvas = frameFace(still, vision.onlyFace(still), manner.eyesPx());
      landmarks = vision.onlyFace(canvas).landmarks();
      head = new Head(landmarks, Triangles.load(models));
    }
  }

  /** A puppet of the face in a picture file. */
  public static Puppet of(ModelFiles models, Path still) throws LivenessException {
    return new Puppet(models, Stills.read(still));
  }

  /**
   * The still as the pretended camera sees it: the face in the middle, the eyes at least so far
   * apart.
   */
  private static Frame frameFace(Frame still, Face face, double eyesPx) throws LivenessException {
    double fill =
        Math.max((double) Lens.WIDTH / still.width(), (double) Lens.HEIGHT / still.height());
    double scale = Math.max(eyesPx / face.eyeDistancePx(), fill);
    double width = Lens.WIDTH / scale;
    double height = Lens.HEIGHT / scale;
    double x = face.box().centreX() - width / 2;
    double y = face.box().centreY() - FACE_ABOVE_MIDDLE * height;
    return Lens.frame(
        still,
        scale,
        Math.clamp(x, 0, Math.max(0, still.width() - width)),
        Math.clamp(y, 0, Math.max(0, still.height() - height)));
  }

  /** The still as the camera sees it, before anything moves; 640 x 480. */
  public Frame still() {
    return canvas;
  }

  /** Where its points lie in {@link #still}. */
  public Landmarks landmarks() {
    return landmarks;
  }

  /** One picture of the puppet in a gesture, without noise; for whoever shows it in another way. */
  public Frame paint(Gesture gesture) {
    return new Frame(
        Lens.WIDTH, Lens.HEIGHT, new Painter(canvas, head).paint(gesture), Duration.ZERO, true);
  }

  /** A camera that shows the puppet doing the challenges in order, 640 x 480 at 30 frames/s. */
  public Camera camera(List<Challenge> challenges) {
    List<Gesture> script = Script.of(challenges, manner);
    Painter painter = new Painter(canvas, head);
    return new RenderedCamera(script.size(), i -> paint(painter, script.get(i), i));
  }

  private Frame paint(Painter painter, Gesture gesture, int index) throws LivenessException {
    Gesture alive = gesture.alive(index / Script.RATE + 17.3 * manner.seed());
    Frame painted = new Frame(Lens.WIDTH, Lens.HEIGHT, painter.paint(alive), Duration.ZERO, true);
    Frame seen = Lens.zoom(painted, alive.zoom(), head.stillX(168), head.stillY(168));
    manner.light(seen.bgr(), seen.width());
    manner.noise(seen.bgr(), index);
    return seen;
  }

  /**
   * Writes the same clip: into an MJPG AVI if the name ends with {@code .avi}, else into a folder
   * of numbered JPEG files; its marker says that it is synthetic.
   *
   * @return how many frames were written
   */
  public int render(List<Challenge> challenges, Path target) throws LivenessException {
    try (Camera camera = camera(challenges)) {
      return ClipWriter.write(camera, target, "rendered from a still by PenSeal's puppet");
    }
  }
}
