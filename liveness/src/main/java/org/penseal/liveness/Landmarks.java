// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * The 468 points of one face, numbered as in MediaPipe Face Mesh.
 *
 * @param xyz 1404 numbers: x and y in pixels of the frame, z in the same unit, relative to the
 *     face's middle, smaller is nearer to the camera; never changed after creation
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer, see Frame
public record Landmarks(float[] xyz) {
  /** How many points a mesh has. */
  public static final int COUNT = 468;

  public Landmarks {
    if (xyz.length != 3 * COUNT) {
      throw new IllegalArgumentException("mesh of " + xyz.length + " numbers");
    }
  }

  /** x of point {@code i}, pixels. */
  public double x(int i) {
    return xyz[3 * i];
  }

  /** y of point {@code i}, pixels, downwards. */
  public double y(int i) {
    return xyz[3 * i + 1];
  }

  /** Depth of point {@code i}, pixels, away from the camera. */
  public double z(int i) {
    return xyz[3 * i + 2];
  }

  /** Distance of two points in the picture plane, pixels. */
  public double distance(int a, int b) {
    return Math.hypot(x(a) - x(b), y(a) - y(b));
  }

  /** Root mean square distance of all points from their middle in the picture plane, pixels. */
  public double size() {
    double mx = 0;
    double my = 0;
    for (int i = 0; i < COUNT; i++) {
      mx += x(i) / COUNT;
      my += y(i) / COUNT;
    }
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += Math.pow(x(i) - mx, 2) + Math.pow(y(i) - my, 2);
    }
    return Math.sqrt(sum / COUNT);
  }

  /** Says only that it is a mesh: landmarks are biometric data. */
  @Override
  public String toString() {
    return "Landmarks[468]";
  }
}
