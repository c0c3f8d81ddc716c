// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.penseal.pdf.revision.FileBytes;

/**
 * Looks for the name ByteRange in the bytes of a file, while they are digested; what nobody
 * digested is read for it at the end. Bytes are expected in their order, some more than once.
 */
final class ByteRangeScan implements FileBytes.Watcher {
  private static final byte[] KEY = "/ByteRange".getBytes(StandardCharsets.ISO_8859_1);
  private static final int SEAM = KEY.length - 1;
  private static final int WINDOW_BYTES = 1 << 16;

  private static final boolean[] IN_NAME = new boolean[256];

  static {
    for (byte each : KEY) {
      IN_NAME[each & 0xff] = true;
    }
  }

  private record Gap(long from, long to) {}

  private final TreeSet<Long> found = new TreeSet<>();
  private final List<Gap> gaps = new ArrayList<>();
  private byte[] tail = new byte[0];
  private long position;

  @Override
  public void seen(long offset, byte[] buffer, int count) {
    if (offset + count <= position) {
      return;
    }
    if (offset > position) {
      gaps.add(new Gap(Math.max(0, position - SEAM), offset + SEAM));
      tail = new byte[0];
      position = offset;
    }
    int from = (int) (position - offset);
    // The name may begin in what was seen before.
    int first = Math.min(count, from + SEAM);
    byte[] seam = Arrays.copyOf(tail, tail.length + first - from);
    System.arraycopy(buffer, from, seam, tail.length, first - from);
    search(seam, 0, seam.length, position - tail.length);
    search(buffer, from, count, offset);
    byte[] end = count - from >= SEAM ? Arrays.copyOfRange(buffer, count - SEAM, count) : seam;
    tail = end.length > SEAM ? Arrays.copyOfRange(end, end.length - SEAM, end.length) : end;
    position = offset + count;
  }

  // Any occurrence of the name has two of its bytes at and before one of these places. The looks do
  // not depend on each other, and in a picture two such bytes are rare: skipping by the byte that
  // was met takes many times as long.
  private void search(byte[] window, int from, int to, long offset) {
    for (int at = next(window, from + SEAM, to); at < to; at = next(window, at + SEAM, to)) {
      for (int start = Math.max(from, at - SEAM); start < at; start++) {
        look(window, start, to, offset);
      }
    }
  }

  private static int next(byte[] window, int place, int to) {
    int at = place;
    while (at < to && !(IN_NAME[window[at - 1] & 0xff] & IN_NAME[window[at] & 0xff])) {
      at += SEAM;
    }
    return at;
  }

  private void look(byte[] window, int start, int to, long offset) {
    if (window[start] == KEY[0]
        && start + KEY.length <= to
        && Arrays.equals(window, start, start + KEY.length, KEY, 0, KEY.length)) {
      found.add(offset + start + KEY.length);
    }
  }

  /** The offsets just behind the name, everywhere in the file. */
  Collection<Long> offsets(FileBytes bytes) throws IOException {
    if (position < bytes.length()) {
      gaps.add(new Gap(Math.max(0, position - SEAM), bytes.length()));
      position = bytes.length();
    }
    for (Gap gap : gaps) {
      for (long from = gap.from; from < gap.to; from += WINDOW_BYTES - SEAM) {
        byte[] window = bytes.at(from, (int) Math.min(WINDOW_BYTES, gap.to - from));
        search(window, 0, window.length, from);
      }
    }
    gaps.clear();
    return found;
  }
}
