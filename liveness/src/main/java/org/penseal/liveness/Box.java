// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/** An upright rectangle in pixels of its frame; may reach beyond the frame's edges. */
public record Box(double x, double y, double width, double height) {
  /** Horizontal middle, pixels. */
  public double centreX() {
    return x + width / 2;
  }

  /** Vertical middle, pixels. */
  public double centreY() {
    return y + height / 2;
  }

  /** Area in square pixels. */
  public double area() {
    return width * height;
  }

  /** Intersection over union with another box, 0 to 1. */
  public double overlap(Box other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (area() + other.area() - w * h);
  }
}
