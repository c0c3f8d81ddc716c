// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.nio.IntBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/**
 * Shows pixels, row by row as opaque ARGB. Those of one size are drawn on the same picture one
 * after the other: each new picture would need memory of its own where it is drawn until it is
 * collected.
 */
public final class PixelsView extends ImageView {
  // A copy of a larger one costs more than it saves.
  private static final int MOST_COPIED = 4_000_000;

  private @Nullable PixelBuffer<IntBuffer> pixels; // of the picture that is its own
  private @Nullable WritableImage own;

  /** Without pixels yet. */
  public PixelsView() {
    setSmooth(true);
  }

  /** Shows these from now on. */
  public void show(int width, int height, int[] argb) {
    setImage(argb.length > MOST_COPIED ? of(width, height, argb) : copied(width, height, argb));
  }

  private WritableImage copied(int width, int height, int[] argb) {
    PixelBuffer<IntBuffer> buffer = pixels;
    WritableImage known = own;
    if (buffer == null
        || known == null
        || buffer.getWidth() != width
        || buffer.getHeight() != height) {
      buffer = buffer(width, height, IntBuffer.allocate(argb.length));
      known = new WritableImage(buffer);
      pixels = buffer;
      own = known;
    }
    buffer.updateBuffer(
        all -> {
          all.getBuffer().put(0, argb);
          return null; // all of it has changed
        });
    return known;
  }

  /** A picture of its own, without copying the pixels. */
  public static WritableImage of(int width, int height, int[] argb) {
    return new WritableImage(buffer(width, height, IntBuffer.wrap(argb)));
  }

  private static PixelBuffer<IntBuffer> buffer(int width, int height, IntBuffer pixels) {
    return new PixelBuffer<>(width, height, pixels, PixelFormat.getIntArgbPreInstance());
  }
}
