// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

/**
 * The pad's screen with the ink on it, in the pixels of the window: a canvas that is scaled takes
 * the renderer half as long again. It is drawn anew when its size changes.
 */
final class PaperView extends Canvas {
  private static final double THINNEST_MM = 0.25;
  private static final double PRESSURE_MM = 0.85;
  // As many as the driver keeps of a capture.
  private static final int BOUND = 200_000;

  private final List<PenSample> written = new ArrayList<>();
  private Ink.@Nullable Space space;
  private @Nullable PadPicture picture;
  private @Nullable PenSample last;

  /** Height of the pad's screen in parts of its width. */
  double ratio() {
    return picture == null ? 5 / 8.0 : (double) picture.height() / picture.width();
  }

  /** Takes another size, in whole pixels, and draws what it shows again. */
  void fit(double width) {
    double across = Math.max(1, Math.floor(width));
    if (across != getWidth() || getHeight() != Math.round(across * ratio())) {
      setWidth(across);
      setHeight(Math.round(across * ratio()));
      paint();
    }
  }

  /** The pad shows a picture, and no ink. */
  void show(PadPicture shown) {
    picture = shown;
    written.clear();
    setHeight(Math.round(getWidth() * ratio()));
    paint();
  }

  /** The pen moved. */
  void draw(PenSample sample, Ink.Space on) {
    space = on;
    if (written.size() < BOUND) {
      written.add(sample);
    }
    line(sample, on);
  }

  private void paint() {
    GraphicsContext paper = getGraphicsContext2D();
    paper.setFill(Color.WHITE);
    paper.fillRect(0, 0, getWidth(), getHeight());
    last = null;
    if (picture != null) {
      paper.drawImage(enlarged(picture), 0, 0, getWidth(), getHeight());
    }
    if (space != null) {
      for (PenSample sample : written) {
        line(sample, space);
      }
    }
  }

  // Dots become squares of whole pixels first, so that smoothing to the size touches their edges
  // only.
  private WritableImage enlarged(PadPicture shown) {
    int dot = Math.max(1, (int) Math.ceil(getWidth() / shown.width()));
    int width = shown.width() * dot;
    int[] argb = new int[width * shown.height() * dot];
    for (int y = 0; y < shown.height(); y++) {
      int row = y * dot * width;
      for (int x = 0; x < shown.width(); x++) {
        Arrays.fill(argb, row + x * dot, row + (x + 1) * dot, 0xFF000000 | shown.rgb(x, y));
      }
      for (int copy = 1; copy < dot; copy++) {
        System.arraycopy(argb, row, argb, row + copy * width, width);
      }
    }
    PixelFormat<IntBuffer> format = PixelFormat.getIntArgbPreInstance();
    return new WritableImage(
        new PixelBuffer<>(width, shown.height() * dot, IntBuffer.wrap(argb), format));
  }

  private void line(PenSample sample, Ink.Space on) {
    PenSample from = last;
    last = sample.touching() ? sample : null;
    if (from == null || !sample.touching()) {
      return;
    }
    double unit = getWidth() / on.widthMm();
    double down = getHeight() / on.heightMm();
    double pressure = Math.min(1, (double) sample.pressure() / on.maxPressure());
    GraphicsContext paper = getGraphicsContext2D();
    paper.setStroke(Color.web("#0b2a6f"));
    paper.setLineCap(StrokeLineCap.ROUND);
    paper.setLineWidth((THINNEST_MM + PRESSURE_MM * pressure) * unit);
    double toX = on.xMm(sample) * unit;
    paper.strokeLine(on.xMm(from) * unit, on.yMm(from) * down, toX, on.yMm(sample) * down);
  }
}
