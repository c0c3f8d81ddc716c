// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the sizes of what passes, at level trace; never the bytes, which are ink or a PIN. */
public final class LoggingTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingTransport.class);

  private final Transport inner;

  /** Decorates a transport and closes it too. */
  public LoggingTransport(Transport inner) {
    this.inner = inner;
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
    inner.write(bytes);
    LOG.trace("{} > {} bytes", inner.uri(), bytes.length);
  }

  @Override
  public int read(byte[] into, Duration timeout) throws PadException {
    int count = inner.read(into, timeout);
    if (count > 0) {
      LOG.trace("{} < {} bytes", inner.uri(), count);
    }
    return count;
  }

  @Override
  public void close() {
    inner.close();
    LOG.trace("{} closed", inner.uri());
  }
}
