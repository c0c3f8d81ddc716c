// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Box;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

/**
 * Finds faces with one of MediaPipe's detectors: the one for near faces has 896 anchors on a 16 x
 * 16 grid (2 each) and an 8 x 8 grid (6 each), the one for far faces 2304 on a 48 x 48 grid. One
 * thread at a time.
 */
final class FaceDetector implements AutoCloseable {
  private static final Range NEAR =
      new Range(128, List.of(new Grid(16, 2), new Grid(8, 6)), "regressors", "classificators");
  private static final Range FAR =
      new Range(
          192, List.of(new Grid(48, 1)), "reshaped_regressor_face_4", "reshaped_classifier_face_4");
  private static final int NUMBERS = 16;
  private static final float LEAST_LOGIT = 0; // a score of one half
  private static final double MOST_OVERLAP = 0.3;
  private static final int MOST_FACES = 50;

  /**
   * One face found.
   *
   * @param box pixels
   * @param score 0 to 1
   * @param eyeLine angle from the image-left to the image-right eye, radians, clockwise
   */
  record Detection(Box box, double score, double eyeLine) {}

  private record Grid(int side, int anchors) {
    int count() {
      return side * side * anchors;
    }
  }

  private record Range(int size, List<Grid> grids, String boxes, String scores) {}

  private final Network network;
  private final CropBuffer inlet;
  private final Range range;

  private FaceDetector(Network network, Range range) {
    this.network = network;
    this.inlet = new CropBuffer(range.size);
    this.range = range;
  }

  /** Of faces up to some two metres away. */
  static FaceDetector near(ModelFiles models) throws LivenessException {
    return open(models, Model.DETECTOR, NEAR);
  }

  /** Of faces up to some five metres away; takes twice as long. */
  static FaceDetector far(ModelFiles models) throws LivenessException {
    return open(models, Model.FAR_DETECTOR, FAR);
  }

  private static FaceDetector open(ModelFiles models, Model model, Range range)
      throws LivenessException {
    Planes input = Planes.rgb(range.size, 1 / 127.5, 127.5);
    return new FaceDetector(Network.open(models, model, input, range.boxes, range.scores), range);
  }

  /** Faces of the whole picture, best score first. */
  List<Detection> detect(Mat picture) throws LivenessException {
    Crop crop = square(new Box(0, 0, picture.cols(), picture.rows()));
    return read(inlet.whole(picture, crop), crop);
  }

  /** Faces of one region (letterboxed into a square), best score first. */
  List<Detection> detect(Mat picture, Box region) throws LivenessException {
    Crop crop = square(region);
    return read(inlet.colour(picture, crop), crop);
  }

  private Crop square(Box region) {
    double side = Math.max(region.width(), region.height());
    return Crop.square(region.centreX() - 0.5, region.centreY() - 0.5, side, 0, range.size);
  }

  private List<Detection> read(Mat cut, Crop crop) throws LivenessException {
    List<float[]> outputs = network.run(cut);
    float[] logits = outputs.get(1);
    List<Detection> found = new ArrayList<>();
    int anchor = 0;
    for (Grid grid : range.grids) {
      for (int i = 0; i < grid.count(); i++, anchor++) {
        float logit = logits[anchor];
        if (logit >= LEAST_LOGIT) {
          double score = 1 / (1 + Math.exp(-logit));
          int cell = i / grid.anchors;
          double x = (cell % grid.side + 0.5) / grid.side * range.size;
          double y = (cell / grid.side + 0.5) / grid.side * range.size;
          found.add(decode(outputs.get(0), anchor * NUMBERS, x, y, score, crop));
        }
      }
    }
    return suppress(found);
  }

  /** Anchors have a centre and no size; all numbers are in pixels of the network's input. */
  private static Detection decode(
      float[] reg, int at, double anchorX, double anchorY, double score, Crop crop) {
    double centreX = reg[at] + anchorX;
    double centreY = reg[at + 1] + anchorY;
    double width = reg[at + 2] / crop.scale();
    double height = reg[at + 3] / crop.scale();
    double eyeLine = Math.atan2(reg[at + 7] - reg[at + 5], reg[at + 6] - reg[at + 4]);
    Box box =
        new Box(
            crop.backX(centreX, centreY) - width / 2,
            crop.backY(centreX, centreY) - height / 2,
            width,
            height);
    return new Detection(box, score, eyeLine);
  }

  /** Plain non-maximum suppression. */
  static List<Detection> suppress(List<Detection> found) {
    List<Detection> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection next : sorted) {
      boolean free = kept.stream().noneMatch(k -> k.box().overlap(next.box()) > MOST_OVERLAP);
      if (free && kept.size() < MOST_FACES) {
        kept.add(next);
      }
    }
    return kept;
  }

  @Override
  public void close() {
    network.close();
    inlet.close();
  }
}
