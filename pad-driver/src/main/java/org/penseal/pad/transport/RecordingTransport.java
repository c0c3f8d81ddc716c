// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;

/** Tells a {@link Recorder} of everything that passes. */
public final class RecordingTransport implements Transport {
  private final Transport inner;
  private final Recorder recorder;

  /** Decorates a transport and closes it too; the recorder stays open. */
  public RecordingTransport(Transport inner, Recorder recorder) {
    this.inner = inner;
    this.recorder = recorder;
  }

  @Override
  public String uri() {
    return inner.uri();
  }

  @Override
  public PadOrigin origin() {
    return inner.origin();
  }

  @Override
  public Optional<String> place() {
    return inner.place();
  }

  @Override
  public void write(byte[] bytes) throws PadException {
    recorder.keep(Recording.Kind.SENT, bytes, bytes.length);
    inner.write(bytes);
  }

  @Override
  public int read(byte[] into, Duration timeout) throws PadException {
    try {
      int count = inner.read(into, timeout);
      if (count > 0) {
        recorder.keep(Recording.Kind.RECEIVED, into, count);
      }
      return count;
    } catch (PadException.Gone e) {
      recorder.keep(Recording.Kind.GONE, into, 0);
      throw e;
    }
  }

  @Override
  public void close() {
    inner.close();
  }
}
