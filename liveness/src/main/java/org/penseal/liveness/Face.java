// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * One face in one frame, measured.
 *
 * @param box as the detector gave it
 * @param detection the detector's confidence, 0 to 1
 * @param presence the mesh model's confidence that the crop holds a face, 0 to 1
 * @param landmarks the 468 points
 * @param pose where the head points
 * @param eyes how open the eyes are
 * @param mouthOpenness inner lip gap by mouth width, 0 and more; closed below about 0.15
 */
public record Face(
    Box box,
    double detection,
    double presence,
    Landmarks landmarks,
    Pose pose,
    Eyes eyes,
    double mouthOpenness) {

  /**
   * Where a head points, degrees.
   *
   * @param yaw positive when turned to the person's own left
   * @param pitch positive when the chin is lowered
   * @param roll positive when the head leans clockwise as seen in the picture
   */
  public record Pose(double yaw, double pitch, double roll) {}

  /**
   * How open the eyes are.
   *
   * @param openness mean eye aspect ratio (height by width) of both eyes; about 0.27 when open
   * @param rightClosed the eye model's probability that the person's right eye is closed, 0 to 1
   * @param leftClosed the same for the left eye
   */
  public record Eyes(double openness, double rightClosed, double leftClosed) {
    /** Mean of both probabilities. */
    public double closed() {
      return (rightClosed + leftClosed) / 2;
    }
  }

  /** Distance of the eyes in pixels, from middle to middle. */
  public double eyeDistancePx() {
    Landmarks p = landmarks;
    return Math.hypot(
        (p.x(362) + p.x(263) - p.x(33) - p.x(133)) / 2,
        (p.y(362) + p.y(263) - p.y(33) - p.y(133)) / 2);
  }
}
