// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.List;

/**
 * One touch of the pen, from contact to lift: never empty, every sample touches, in order.
 *
 * @param samples the touching samples
 */
public record Stroke(List<PenSample> samples) {

  /** Copies the list and refuses an empty one. */
  public Stroke {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a stroke has at least one sample");
    }
  }

  /** The sample with which the tip came down. */
  public PenSample first() {
    return samples.getFirst();
  }

  /** The last sample that touched. */
  public PenSample last() {
    return samples.getLast();
  }

  /** Device time between the first and the last sample, in milliseconds. */
  public long durationMs() {
    return last().timeMs() - first().timeMs();
  }
}
