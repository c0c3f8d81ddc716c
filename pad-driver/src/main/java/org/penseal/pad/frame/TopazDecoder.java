// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

import java.util.function.Consumer;

/**
 * Finds the packets of five bytes of Topaz pads in a stream that comes in any pieces: the first
 * byte of a packet has its sync bit, the others have not.
 *
 * <p>Bytes before a first byte are noise, and a first byte inside of a packet drops the packet that
 * it interrupts. Not safe for use by several threads.
 */
public final class TopazDecoder {
  private static final int LENGTH = 5;

  private final int sync;
  private final byte[] packet = new byte[LENGTH];
  private int count;
  private int broken;
  private long dropped;
  private long noise;

  /**
   * A decoder at the beginning of a stream.
   *
   * @param sixBits format 1, whose sync bit is bit 6; else bit 7
   */
  public TopazDecoder(boolean sixBits) {
    this.sync = sixBits ? 0x40 : 0x80;
  }

  /** Packets that came broken, by the count of their bytes. */
  public long dropped() {
    return dropped;
  }

  /** Bytes that belong to no packet. */
  public long noise() {
    return noise;
  }

  /** Takes the first {@code length} bytes and hands over each packet that they complete. */
  public void accept(byte[] bytes, int length, Consumer<byte[]> packets) {
    for (int i = 0; i < length; i++) {
      accept(bytes[i], packets);
    }
  }

  private void accept(byte value, Consumer<byte[]> packets) {
    if ((value & sync) != 0) {
      broken += count;
      count = 0;
    } else if (count == 0) {
      noise++;
      return;
    }
    packet[count++] = value;
    if (count == LENGTH) {
      count = 0;
      if (broken > 0) {
        // One byte changed into a first byte breaks a packet in two.
        dropped += Math.max(1, Math.round((double) broken / LENGTH));
        broken = 0;
      }
      packets.accept(packet.clone());
    }
  }
}
