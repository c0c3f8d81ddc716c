// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

/**
 * What the puppet does in one frame.
 *
 * @param yaw degrees, positive to the person's own left
 * @param pitch degrees, positive with the chin lowered
 * @param lids 0 as in the still, 1 closed
 * @param mouth 0 as in the still, 1 wide open
 * @param zoom 1 as in the still, larger is closer
 */
public record Gesture(double yaw, double pitch, double lids, double mouth, double zoom) {
  /** Nothing. */
  public static final Gesture REST = new Gesture(0, 0, 0, 0, 1);

  /** The small movement nobody can suppress, at a time in seconds. */
  public Gesture alive(double seconds) {
    double sway = 0.7 * Math.sin(1.9 * seconds) + 0.3 * Math.sin(4.3 * seconds + 1);
    double bob = 0.5 * Math.sin(1.3 * seconds + 2);
    double lean = 1 + 0.004 * Math.sin(0.9 * seconds);
    return new Gesture(yaw + sway, pitch + bob, lids, mouth, zoom * lean);
  }
}
