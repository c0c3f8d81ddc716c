// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.penseal.liveness.Landmarks;
import org.penseal.liveness.model.Feed;

/** Where five points of a face come to lie in the square that a recognition model was taught. */
enum FaceChip {
  /** Middles of the eyes, nose tip, corners of the mouth (ArcFace, Deng et al. 2019), of 112. */
  ARCFACE(
      new int[][] {{33, 133}, {362, 263}, {4}, {61}, {291}},
      112,
      new double[] {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
      }),
  /**
   * Corners of the eyes and the base of the nose (dlib, get_face_chip_details for five points), the
   * unit square with a quarter of padding around it.
   */
  DLIB(
      new int[][] {{263}, {362}, {33}, {133}, {2}},
      1.5,
      new double[] {
        1.1095674595992, 0.4634981538014, 0.8960604764104, 0.4789674387677, 0.3705750620789,
        0.4637274526848, 0.5840850613712, 0.4790642403242, 0.7401123135679, 0.8777975316475
      });

  private final int[][] points;
  private final double side;
  private final double[] template;

  FaceChip(int[][] points, double side, double[] template) {
    this.points = points;
    this.side = side;
    this.template = template;
  }

  static FaceChip of(Feed.Cut cut) {
    return cut == Feed.Cut.DLIB ? DLIB : ARCFACE;
  }

  /** The similarity from the picture to a chip of so many pixels. */
  Crop crop(Landmarks face, int pixels) {
    double[] from = new double[2 * points.length];
    double[] to = new double[from.length];
    for (int i = 0; i < points.length; i++) {
      for (int each : points[i]) {
        from[2 * i] += face.x(each) / points[i].length;
        from[2 * i + 1] += face.y(each) / points[i].length;
      }
      to[2 * i] = template[2 * i] * pixels / side;
      to[2 * i + 1] = template[2 * i + 1] * pixels / side;
    }
    return Crop.between(from, to);
  }
}
