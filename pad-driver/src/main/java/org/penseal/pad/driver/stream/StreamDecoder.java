// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stream;

import java.util.Arrays;
import java.util.Optional;
import org.penseal.pad.PadModel;
import org.penseal.pad.frame.TopazDecoder;

/**
 * Whole reports out of what comes from a pad that sends by itself: over HID each piece is one, over
 * a serial line packets are looked for. One thread.
 */
public final class StreamDecoder {

  /** Takes what was found; must be quick. */
  public interface Sink {
    /** A whole report or packet. */
    void onReport(byte[] report, long hostNanos);

    /** Packets came broken; told before the packet that follows the gap. */
    void onBroken(long count);
  }

  private final Optional<TopazDecoder> packets;
  private long dropped;

  /** At the beginning of what a pad of this model sends. */
  public StreamDecoder(PadModel model) {
    this.packets =
        model
            .serial()
            .filter(line -> model.family() == PadModel.Family.TOPAZ)
            .map(line -> new TopazDecoder(line.format() == PadModel.LineFormat.TOPAZ_1));
  }

  /** Takes the first {@code count} bytes, which came at this time of the host. */
  public void accept(byte[] bytes, int count, long hostNanos, Sink sink) {
    if (packets.isEmpty()) {
      sink.onReport(Arrays.copyOf(bytes, count), hostNanos);
      return;
    }
    TopazDecoder decoder = packets.get();
    decoder.accept(
        bytes,
        count,
        packet -> {
          if (decoder.dropped() > dropped) {
            sink.onBroken(decoder.dropped() - dropped);
            dropped = decoder.dropped();
          }
          sink.onReport(packet, hostNanos);
        });
  }

  /** Packets that came broken. */
  public long dropped() {
    return packets.map(TopazDecoder::dropped).orElse(0L);
  }

  /** Bytes that belonged to no packet. */
  public long noise() {
    return packets.map(TopazDecoder::noise).orElse(0L);
  }
}
