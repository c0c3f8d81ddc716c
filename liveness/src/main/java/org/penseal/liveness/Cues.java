// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * What a frame says of its own origin, face or not.
 *
 * @param fingerprint a checksum over all pixels; equal for equal pictures
 * @param thumbnail mean green of {@link #COLUMNS} x {@link #ROWS} blocks, rows from the top, 0 to
 *     255; never changed after creation
 * @param grid how far a regular grid of fine dots stands out of the texture around the face: peak
 *     by mean of the fine frequencies, 1 and more, or NaN where not computed
 * @param border how much of a straight frame runs around the face: share of four sides, 0 to 1, or
 *     NaN where not computed
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer, see Frame
public record Cues(long fingerprint, float[] thumbnail, double grid, double border) {
  /** Blocks beside each other. */
  public static final int COLUMNS = 32;

  /** Blocks above each other. */
  public static final int ROWS = 24;

  public Cues {
    if (thumbnail.length != COLUMNS * ROWS) {
      throw new IllegalArgumentException("thumbnail of " + thumbnail.length);
    }
  }

  /** Root mean square difference of two thumbnails, grey levels. */
  public double difference(Cues other) {
    double sum = 0;
    for (int i = 0; i < thumbnail.length; i++) {
      double d = thumbnail[i] - other.thumbnail[i];
      sum += d * d;
    }
    return Math.sqrt(sum / thumbnail.length);
  }

  /** Leaves the picture out. */
  @Override
  public String toString() {
    return "Cues[grid=%.2f border=%.2f]".formatted(grid, border);
  }
}
