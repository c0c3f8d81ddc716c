// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Face;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.Quality;
import org.penseal.liveness.camera.Mats;

/**
 * Measures how good the picture of a face is, on the 112 x 112 chip the embedder sees. One thread
 * at a time.
 */
final class PictureQuality implements AutoCloseable {
  private static final int SIZE = 112;

  private final CropBuffer inlet = new CropBuffer(SIZE);

  Quality measure(Mat picture, Face face) {
    Landmarks p = face.landmarks();
    byte[] grey = greyChip(picture, p);
    long sum = 0; // whole numbers: every frame of a check comes this way
    long squares = 0;
    for (byte b : grey) {
      int v = b & 0xff;
      sum += v;
      squares += v * v;
    }
    double mean = sum / (255.0 * grey.length);
    double square = squares / (255.0 * 255.0 * grey.length);
    return new Quality(
        face.eyeDistancePx(),
        sharpness(grey),
        mean,
        Math.sqrt(Math.max(0, square - mean * mean)),
        inside(picture, p),
        eyeShade(grey));
  }

  private static double inside(Mat picture, Landmarks p) {
    int inside = 0;
    for (int i = 0; i < Landmarks.COUNT; i++) {
      boolean within =
          p.x(i) >= 0 && p.x(i) < picture.cols() && p.y(i) >= 0 && p.y(i) < picture.rows();
      inside += within ? 1 : 0;
    }
    return (double) inside / Landmarks.COUNT;
  }

  /** The eyes lie about (38, 52) and (74, 52) in the chip, the cheeks 22 pixels below. */
  private static double eyeShade(byte[] grey) {
    double eyes = mean(grey, 26, 46, 24, 13) + mean(grey, 62, 46, 24, 13);
    double cheeks = mean(grey, 24, 68, 18, 13) + mean(grey, 70, 68, 18, 13);
    return eyes / Math.max(1, cheeks);
  }

  private static double mean(byte[] grey, int x, int y, int width, int height) {
    double sum = 0;
    for (int row = y; row < y + height; row++) {
      for (int column = x; column < x + width; column++) {
        sum += grey[row * SIZE + column] & 0xff;
      }
    }
    return sum / (width * height);
  }

  private byte[] greyChip(Mat picture, Landmarks points) {
    return Mats.bytes(inlet.grey(picture, FaceChip.ARCFACE.crop(points, SIZE)));
  }

  /** Variance of the four-neighbour Laplacian. */
  private static double sharpness(byte[] grey) {
    int n = SIZE;
    long sum = 0;
    long square = 0;
    for (int y = 1; y < n - 1; y++) {
      for (int x = 1; x < n - 1; x++) {
        int i = y * n + x;
        int value =
            (grey[i - 1] & 0xff)
                + (grey[i + 1] & 0xff)
                + (grey[i - n] & 0xff)
                + (grey[i + n] & 0xff)
                - 4 * (grey[i] & 0xff);
        sum += value;
        square += (long) value * value;
      }
    }
    double count = (n - 2.0) * (n - 2);
    double mean = sum / count;
    return square / count - mean * mean;
  }

  @Override
  public void close() {
    inlet.close();
  }
}
