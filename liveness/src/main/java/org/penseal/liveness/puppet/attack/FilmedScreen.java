// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet.attack;

import java.util.Optional;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.puppet.ClipParameters;
import org.penseal.liveness.puppet.Script;

/**
 * A film that runs on a screen before the camera, drawn: a dark bezel, the grid of the screen's
 * dots against the camera's, and a band of light that wanders because both do not run in step.
 *
 * @param film what runs on it
 * @param share of the camera's picture that the screen fills, 0 to 1
 * @param dotPx distance of the screen's dots in camera pixels; about 2 beats with the camera's own
 * @param moire strength of the grid, 0 to 1
 * @param beat strength of the band of light, 0 to 1
 * @param manner the camera's noise
 */
public record FilmedScreen(
    Camera film, double share, double dotPx, double moire, double beat, ClipParameters manner)
    implements Camera {
  private static final int BEZEL = 16; // pixels
  private static final int[] WALL = {112, 120, 126};
  private static final double BANDS = 1.5; // in the height of the picture
  private static final double BAND_HZ = 8.7;
  private static final double GLOW = 14; // grey levels that a screen's black has

  @Override
  public Optional<Frame> next() throws LivenessException {
    return film.next().map(this::filmed);
  }

  private Frame filmed(Frame frame) {
    int w = frame.width();
    int h = frame.height();
    byte[] out = new byte[frame.bgr().length];
    double seconds = frame.at().toNanos() / 1e9;
    int left = (int) Math.round(w * (1 - share) / 2);
    int top = (int) Math.round(h * (1 - share) / 2);
    for (int y = 0; y < h; y++) {
      double band = 1 + beat * Math.sin(2 * Math.PI * (BANDS * y / h + BAND_HZ * seconds));
      for (int x = 0; x < w; x++) {
        int at = 3 * (y * w + x);
        boolean screen = x >= left && x < w - left && y >= top && y < h - top;
        boolean bezel =
            x >= left - BEZEL && x < w - left + BEZEL && y >= top - BEZEL && y < h - top + BEZEL;
        double dots =
            1 + moire * Math.cos(2 * Math.PI * x / dotPx) * Math.cos(2 * Math.PI * y / dotPx);
        int from =
            3 * ((int) ((y - top) / share) * w + (int) Math.min(w - 1.0, (x - left) / share));
        for (int channel = 0; channel < 3; channel++) {
          double value = bezel ? 22 : WALL[channel];
          if (screen) {
            double shown = frame.bgr()[from + channel] & 0xff;
            value = (GLOW + shown * (255 - GLOW) / 255) * dots * band;
          }
          out[at + channel] = (byte) Math.clamp(Math.round(value), 0, 255);
        }
      }
    }
    manner.noise(out, (int) Math.round(seconds * Script.RATE));
    return new Frame(w, h, out, frame.at(), true);
  }

  @Override
  public double framesPerSecond() {
    return film.framesPerSecond();
  }

  @Override
  public CameraOrigin origin() {
    return CameraOrigin.SIMULATED;
  }

  @Override
  public void close() {
    film.close();
  }
}
