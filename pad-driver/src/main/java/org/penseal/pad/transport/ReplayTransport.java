// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;

/**
 * Plays a recording: each piece received follows once everything was sent that the recording has
 * before it. A host that sends something else than was recorded finds the device gone, and so does
 * one that reads beyond the end.
 */
public final class ReplayTransport implements Transport {
  private static final String URI = "replay:";

  private final ArrayDeque<Recording.Passage> left;
  private byte[] pending = new byte[0];

  /** Plays from the first piece, as fast as it is read. */
  public ReplayTransport(Recording recording) {
    this.left =
        new ArrayDeque<>(recording.passages().stream().filter(Recording.Passage::passed).toList());
  }

  @Override
  public String uri() {
    return URI;
  }

  @Override
  public PadOrigin origin() {
    return PadOrigin.RECORDED;
  }

  @Override
  public synchronized void write(byte[] bytes) throws PadException {
    Recording.Passage next = left.stream().filter(Recording.Passage::sent).findFirst().orElse(null);
    if (next == null || !Arrays.equals(next.bytes(), bytes)) {
      throw new PadException.Gone(URI, null);
    }
    left.removeFirstOccurrence(next);
    notifyAll();
  }

  @Override
  public synchronized int read(byte[] into, Duration timeout) throws PadException {
    long end = System.nanoTime() + timeout.toNanos();
    while (pending.length == 0 && (atEnd() || left.getFirst().sent())) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (atEnd()) {
        throw new PadException.Gone(URI, null);
      }
      if (millis <= 0) {
        return 0;
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PadException.Interrupted(e);
      }
    }
    if (pending.length == 0) {
      pending = left.removeFirst().bytes();
    }
    int count = Math.min(into.length, pending.length);
    System.arraycopy(pending, 0, into, 0, count);
    pending = Arrays.copyOfRange(pending, count, pending.length);
    return count;
  }

  private boolean atEnd() {
    return left.isEmpty() || left.getFirst().kind() == Recording.Kind.GONE;
  }

  @Override
  public synchronized void close() {
    left.clear();
    pending = new byte[0];
    notifyAll();
  }
}
