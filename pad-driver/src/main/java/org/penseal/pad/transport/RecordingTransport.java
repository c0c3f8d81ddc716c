// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pad.PadException;

/**
 * Keeps what passes, for a file that {@link ReplayTransport} plays. Holds at most 500,000 pieces;
 * what comes later passes without being kept. The recording holds ink and may hold a PIN: it is for
 * field faults and the user's own wish only.
 */
public final class RecordingTransport implements Transport {
  private static final int MAX_PASSAGES = 500_000;

  private final Transport inner;
  private final long begin = System.nanoTime();
  private final List<Recording.Passage> passages = new ArrayList<>();

  /** Decorates a transport and closes it too. */
  public RecordingTransport(Transport inner) {
    this.inner = inner;
  }

  /** What passed so far. */
  public Recording recording() {
    synchronized (passages) {
      return new Recording(passages);
    }
  }

  @Override
  public String uri() {
    return inner.uri();
  }

  @Override
  public void write(byte[] bytes) throws PadException {
    keep(true, bytes, bytes.length);
    inner.write(bytes);
  }

  @Override
  public int read(byte[] into, Duration timeout) throws PadException {
    int count = inner.read(into, timeout);
    if (count > 0) {
      keep(false, into, count);
    }
    return count;
  }

  private void keep(boolean sent, byte[] bytes, int length) {
    synchronized (passages) {
      if (passages.size() < MAX_PASSAGES) {
        long micros = (System.nanoTime() - begin) / 1000;
        passages.add(Recording.Passage.of(micros, sent, bytes, length));
      }
    }
  }

  @Override
  public void close() {
    inner.close();
  }
}
