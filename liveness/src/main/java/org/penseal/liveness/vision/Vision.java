// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Box;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.NoFace;
import org.penseal.liveness.LivenessException.SeveralFaces;
import org.penseal.liveness.Quality;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.FaceDetector.Detection;

/**
 * All networks, opened for one thread: a frame in, faces and numbers out.
 *
 * <p>One thread at a time; who opens it closes it. About 30 MB and 0.3 s to open.
 */
public final class Vision implements AutoCloseable {
  /** A second face counts when it has this share of the first one's area. */
  private static final double RIVAL_AREA = 0.2;

  private static final double LEAST_PRESENCE = 0.5;

  private final FaceDetector detector;
  private final FaceDetector far;
  private final FaceMesh mesh;
  private final EyeState eyes;
  private final List<Embedder> embedders = new ArrayList<>();
  private final PassiveCheck passive;
  private final PictureQuality quality;
  private final Mat picture;
  private @Nullable Frame loaded;

  /**
   * Opens the networks.
   *
   * @throws LivenessException.ModelMissing see also ModelAltered, VisionUnavailable
   */
  public Vision(ModelFiles models) throws LivenessException {
    detector = FaceDetector.near(models);
    far = FaceDetector.far(models);
    mesh = new FaceMesh(models);
    eyes = new EyeState(models);
    for (Model model : models.recognition().models()) {
      embedders.add(new Embedder(models, model));
    }
    passive = new PassiveCheck(models);
    quality = new PictureQuality();
    picture = new Mat();
  }

  /**
   * All faces, the largest first. When it sees none it looks for far ones, then closer in four
   * overlapping parts.
   */
  public List<Face> faces(Frame frame) throws LivenessException {
    load(frame);
    List<Face> found = new ArrayList<>();
    for (Detection detection : look(picture)) {
      Face face = measure(picture, detection);
      if (face.presence() >= LEAST_PRESENCE) {
        found.add(face);
      }
    }
    found.sort(Comparator.comparingDouble((Face f) -> f.box().area()).reversed());
    return List.copyOf(found);
  }

  /**
   * The face the picture is of: large and central.
   *
   * @throws NoFace when there is none
   */
  public Face mainFace(Frame frame) throws LivenessException {
    return main(faces(frame), frame);
  }

  /**
   * The one face of the picture.
   *
   * @throws NoFace when there is none
   * @throws SeveralFaces when another one has at least a fifth of its area
   */
  public Face onlyFace(Frame frame) throws LivenessException {
    List<Face> faces = faces(frame);
    Face main = main(faces, frame);
    int count = rivals(faces, main);
    if (count > 1) {
      throw new SeveralFaces(count);
    }
    return main;
  }

  /** How many of the faces are of like size as the main one, itself counted. */
  public static int rivals(List<Face> faces, Face main) {
    return (int)
        faces.stream()
            .filter(f -> f == main || f.box().area() >= RIVAL_AREA * main.box().area())
            .count();
  }

  /**
   * The large and central one of some faces: area, falling off with the distance from the middle.
   *
   * @throws NoFace when the list is empty
   */
  public static Face main(List<Face> faces, Frame frame) throws NoFace {
    return faces.stream()
        .max(Comparator.comparingDouble(f -> weight(f.box(), frame)))
        .orElseThrow(NoFace::new);
  }

  private static double weight(Box box, Frame frame) {
    double dx = (box.centreX() - frame.width() / 2.0) / frame.width();
    double dy = (box.centreY() - frame.height() / 2.0) / frame.height();
    double away = 4 * (dx * dx + dy * dy);
    return box.area() * Math.exp(-2 * away);
  }

  /** What the recognition models keep of a face of this very frame. */
  public Embedding embed(Frame frame, Face face) throws LivenessException {
    load(frame);
    List<Embedding.Part> parts = new ArrayList<>();
    for (Embedder each : embedders) {
      parts.add(each.embed(picture, face.landmarks()));
    }
    return new Embedding(parts);
  }

  /** How good the picture of a face of this very frame is. */
  public Quality quality(Frame frame, Face face) throws LivenessException {
    load(frame);
    return quality.measure(picture, face);
  }

  /** How alive a face of this very frame looks, 0 to 1; advisory. */
  public double passive(Frame frame, Face face) throws LivenessException {
    load(frame);
    return passive.live(picture, face.box());
  }

  /** Following, embedding and the rest mostly ask for one frame after the other: copied once. */
  private void load(Frame frame) throws LivenessException {
    if (frame != loaded) {
      Mats.into(picture, frame);
      loaded = frame;
    }
  }

  private List<Detection> look(Mat picture) throws LivenessException {
    List<Detection> whole = detector.detect(picture);
    if (whole.isEmpty()) {
      whole = far.detect(picture);
    }
    if (!whole.isEmpty()) {
      return whole;
    }
    double w = 0.6 * picture.cols();
    double h = 0.6 * picture.rows();
    List<Detection> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Box part = new Box(i % 2 * (picture.cols() - w), i / 2 * (picture.rows() - h), w, h);
      parts.addAll(detector.detect(picture, part));
    }
    return FaceDetector.suppress(parts);
  }

  private Face measure(Mat picture, Detection detection) throws LivenessException {
    FaceMesh.Mesh fit = mesh.fit(picture, detection);
    return new Face(
        detection.box(),
        detection.score(),
        fit.presence(),
        fit.landmarks(),
        fit.pose(),
        eyes.measure(picture, fit.landmarks()),
        fit.landmarks().distance(13, 14) / fit.landmarks().distance(78, 308));
  }

  @Override
  public void close() {
    detector.close();
    far.close();
    mesh.close();
    eyes.close();
    embedders.forEach(Embedder::close);
    passive.close();
    quality.close();
    picture.close();
  }
}
