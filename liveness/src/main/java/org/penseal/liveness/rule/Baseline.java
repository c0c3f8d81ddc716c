// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.penseal.liveness.Face;
import org.penseal.liveness.Landmarks;

/**
 * How a person looks when looking straight into the camera: everything later is measured against
 * it, since faces and cameras differ.
 *
 * @param yaw degrees
 * @param pitch degrees
 * @param mouth openness at rest
 * @param eyeDistancePx pixels
 * @param aspect face width by height in the picture
 * @param landmarks of the last frame it was taken from
 */
record Baseline(
    double yaw,
    double pitch,
    double mouth,
    double eyeDistancePx,
    double aspect,
    Landmarks landmarks) {
  /** Frames it is the median of. */
  static final int FRAMES = 8;

  static Baseline of(List<Face> faces) {
    return new Baseline(
        median(faces, f -> f.pose().yaw()),
        median(faces, f -> f.pose().pitch()),
        median(faces, Face::mouthOpenness),
        median(faces, Face::eyeDistancePx),
        median(faces, Baseline::aspect),
        faces.getLast().landmarks());
  }

  private static double median(List<Face> faces, ToDoubleFunction<Face> measure) {
    return median(faces.stream().mapToDouble(measure).boxed().toList());
  }

  /** Median of some numbers, at least one. */
  static double median(List<Double> values) {
    double[] sorted = new ArrayList<>(values).stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static double aspect(Face face) {
    return face.landmarks().distance(234, 454) / face.landmarks().distance(10, 152);
  }

  /** Yaw since then, degrees. */
  double yawChange(Face face) {
    return face.pose().yaw() - yaw;
  }

  /** Pitch since then, degrees. */
  double pitchChange(Face face) {
    return face.pose().pitch() - pitch;
  }

  /** Whether the head points where it did then. */
  boolean straight(Face face, double toleranceDegrees) {
    return Math.abs(yawChange(face)) <= toleranceDegrees
        && Math.abs(pitchChange(face)) <= toleranceDegrees;
  }
}
