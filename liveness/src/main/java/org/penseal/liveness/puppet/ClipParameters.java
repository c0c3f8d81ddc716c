// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

/**
 * How a puppet moves and how it is filmed: the parameters of a clip.
 *
 * @param strength of turns and nods; 1 turns by 27 degrees and nods by 15
 * @param pace of all movements; 2 takes half the time
 * @param eyesPx distance of the eyes in the picture
 * @param light factor on every pixel
 * @param side share of the light that is lost from one edge of the picture to the other, 0 to 1
 * @param noise how often the camera's noise is added; once is a webcam by daylight
 * @param seed of the noise and of the small movements nobody can suppress
 */
public record ClipParameters(
    double strength, double pace, double eyesPx, double light, double side, int noise, int seed) {
  /** An easy subject in good light. */
  public static final ClipParameters PLAIN = new ClipParameters(1, 1, 90, 1, 0, 1, 0);

  /** The same with another seed. */
  public ClipParameters seeded(int other) {
    return new ClipParameters(strength, pace, eyesPx, light, side, noise, other);
  }

  /** Changes the light of one picture in place. */
  public void light(byte[] bgr, int width) {
    if (light == 1 && side == 0) {
      return;
    }
    for (int i = 0; i < bgr.length; i++) {
      double across = (double) (i / 3 % width) / width;
      bgr[i] = (byte) Math.clamp(Math.round((bgr[i] & 0xff) * light * (1 - side * across)), 0, 255);
    }
  }

  /** Adds the noise of one frame, in place. */
  public void noise(byte[] bgr, int index) {
    for (int i = 0; i < noise; i++) {
      Lens.addNoise(bgr, index + 100_003 * seed + 50_021 * i);
    }
  }
}
