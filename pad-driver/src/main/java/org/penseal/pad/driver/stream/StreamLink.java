// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stream;

import java.time.Duration;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.driver.capture.ReaderThread;
import org.penseal.pad.transport.Transport;

/** Reads a pad that sends by itself: whole reports over HID, packets over a serial line. */
final class StreamLink implements AutoCloseable {
  private static final Duration READ = Duration.ofMillis(100);

  /** Takes what comes, on the reader thread, and must be quick. */
  interface Listener extends StreamDecoder.Sink {
    /** The line broke; nothing follows. */
    void onGone();
  }

  private final Transport transport;
  private final Listener listener;
  private final StreamDecoder decoder;
  private final ReaderThread reader;
  private final byte[] buffer = new byte[4096];

  /** A link that owns the transport from here on and does not read yet. */
  StreamLink(Transport transport, PadModel model, Listener listener) {
    this.transport = transport;
    this.listener = listener;
    this.decoder = new StreamDecoder(model);
    this.reader = new ReaderThread(transport.uri(), this::readOnce, listener::onGone);
  }

  void start() {
    reader.start();
  }

  /** Bytes that belonged to no packet. */
  long noise() {
    return decoder.noise();
  }

  String uri() {
    return transport.uri();
  }

  private void readOnce() throws PadException {
    int count = transport.read(buffer, READ);
    if (count > 0) {
      decoder.accept(buffer, count, System.nanoTime(), listener);
    }
  }

  @Override
  public void close() {
    reader.stop();
    transport.close();
  }
}
