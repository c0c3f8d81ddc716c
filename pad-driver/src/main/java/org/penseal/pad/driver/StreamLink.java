// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.frame.TopazDecoder;
import org.penseal.pad.transport.Transport;

/** Reads a pad that sends by itself: whole reports over HID, packets over a serial line. */
final class StreamLink implements AutoCloseable {
  private static final Duration READ = Duration.ofMillis(100);

  /** Takes what comes, on the reader thread, and must be quick. */
  interface Listener {
    /** A whole report or packet. */
    void onReport(byte[] report, long hostNanos);

    /** Packets came broken. */
    void onBroken(long count);

    /** The line broke; nothing follows. */
    void onGone();
  }

  private final Transport transport;
  private final Listener listener;
  private final Optional<TopazDecoder> decoder;
  private final ReaderThread reader;
  private final byte[] buffer = new byte[4096];
  private long dropped;

  /** A link that owns the transport from here on and does not read yet. */
  StreamLink(Transport transport, PadModel model, Listener listener) {
    this.transport = transport;
    this.listener = listener;
    this.decoder =
        model
            .serial()
            .filter(line -> model.family() == PadModel.Family.TOPAZ)
            .map(line -> new TopazDecoder(line.format() == PadModel.LineFormat.TOPAZ_1));
    this.reader = new ReaderThread(transport.uri(), this::readOnce, listener::onGone);
  }

  void start() {
    reader.start();
  }

  /** Bytes that belonged to no packet. */
  long noise() {
    return decoder.map(TopazDecoder::noise).orElse(0L);
  }

  String uri() {
    return transport.uri();
  }

  private void readOnce() throws PadException {
    int count = transport.read(buffer, READ);
    if (count == 0) {
      return;
    }
    long now = System.nanoTime();
    if (decoder.isEmpty()) {
      listener.onReport(Arrays.copyOf(buffer, count), now);
      return;
    }
    TopazDecoder packets = decoder.get();
    packets.accept(
        buffer,
        count,
        packet -> {
          if (packets.dropped() > dropped) {
            // Told before the packet that follows the gap.
            listener.onBroken(packets.dropped() - dropped);
            dropped = packets.dropped();
          }
          listener.onReport(packet, now);
        });
  }

  @Override
  public void close() {
    reader.stop();
    transport.close();
  }
}
