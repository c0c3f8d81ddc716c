// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

/**
 * The two runs of a file that a signature covers: from 0 up to the hole, and from behind the hole
 * to the end of the revision (ISO 32000-1, 12.8.1). The hole is the hexadecimal string of /Contents
 * with both angle brackets.
 *
 * @param holeStart offset of the opening bracket, bytes
 * @param holeEnd offset just behind the closing bracket, bytes
 * @param end offset just behind the last covered byte
 */
public record ByteRange(long holeStart, long holeEnd, long end) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException unless 0 &lt; holeStart &lt; holeEnd &lt; end
   */
  public ByteRange {
    if (holeStart <= 0 || holeEnd <= holeStart || holeEnd - holeStart == 1 || end <= holeEnd) {
      throw new IllegalArgumentException("no byte range: " + holeStart + " " + holeEnd + " " + end);
    }
  }

  /** The most bytes a CMS may have to fit the hole. */
  public int capacity() {
    return Math.toIntExact((holeEnd - holeStart - 2) / 2);
  }
}
