// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Box;
import org.penseal.liveness.LivenessException;

/**
 * Finds faces with MediaPipe's short-range detector: 896 anchors on a 16 x 16 grid (2 each) and an
 * 8 x 8 grid (6 each). One thread at a time.
 */
final class FaceDetector implements AutoCloseable {
  private static final int SIZE = 128;
  private static final int ANCHORS = 896;
  private static final int NUMBERS = 16;
  private static final double LEAST_SCORE = 0.5;
  private static final double MOST_OVERLAP = 0.3;
  private static final int MOST_FACES = 50;

  private final Network network;

  FaceDetector(Models models) throws LivenessException {
    network = Network.open(models, Model.DETECTOR);
  }

  /** Faces of the whole picture, best score first. */
  List<Detection> detect(Mat picture) throws LivenessException {
    return detect(picture, new Box(0, 0, picture.cols(), picture.rows()));
  }

  /** Faces of one region (letterboxed into a square), best score first. */
  List<Detection> detect(Mat picture, Box region) throws LivenessException {
    double side = Math.max(region.width(), region.height());
    Crop crop = Crop.square(region.centreX() - 0.5, region.centreY() - 0.5, side, 0, SIZE);
    List<float[]> outputs;
    try (Mat square = crop.cut(picture, SIZE);
        Mat blob = Crop.blob(square, 1 / 127.5, 127.5, true)) {
      outputs = network.run(blob, "regressors", "classificators");
    }
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < ANCHORS; i++) {
      double score = 1 / (1 + Math.exp(-outputs.get(1)[i]));
      if (score >= LEAST_SCORE) {
        found.add(decode(outputs.get(0), i, score, crop));
      }
    }
    return suppress(found);
  }

  /** Anchor centres have no size term; all numbers are in pixels of the 128 x 128 input. */
  private static Detection decode(float[] reg, int anchor, double score, Crop crop) {
    boolean fine = anchor < 512;
    int cell = fine ? anchor / 2 : (anchor - 512) / 6;
    int grid = fine ? 16 : 8;
    double anchorX = (cell % grid + 0.5) / grid * SIZE;
    double anchorY = (cell / grid + 0.5) / grid * SIZE;
    int at = anchor * NUMBERS;
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
  }
}
