// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

/**
 * Puts CTAPHID packets together to messages, one at a time. Not safe for use by several threads.
 */
public final class CtapHidAssembler {
  private final byte[] message = new byte[CtapHid.MAX_MESSAGE];
  private boolean running;
  private int channel;
  private int command;
  private int length;
  private int filled;
  private int nextSequence;

  /** Takes a packet of 64 bytes. */
  public CtapHid.Result accept(byte[] packet) {
    if (packet.length != CtapHid.PACKET) {
      return fault(0, CtapHid.ERR_INVALID_LEN);
    }
    int from = CtapHid.channel(packet);
    if (packet[4] < 0) {
      return first(from, packet);
    }
    if (!running) {
      return fault(from, CtapHid.ERR_INVALID_SEQ);
    }
    if (from != channel) {
      // Another client may not disturb the message that runs.
      return new CtapHid.Fault(from, CtapHid.ERR_CHANNEL_BUSY);
    }
    if (packet[4] != nextSequence) {
      return fault(from, CtapHid.ERR_INVALID_SEQ);
    }
    nextSequence++;
    return take(packet, 5);
  }

  private CtapHid.Result first(int from, byte[] packet) {
    if (running && from != channel) {
      return new CtapHid.Fault(from, CtapHid.ERR_CHANNEL_BUSY);
    }
    length = ((packet[5] & 0xFF) << 8) | (packet[6] & 0xFF);
    if (length > CtapHid.MAX_MESSAGE) {
      return fault(from, CtapHid.ERR_INVALID_LEN);
    }
    running = true;
    channel = from;
    command = packet[4] & 0x7F;
    filled = 0;
    nextSequence = 0;
    return take(packet, 7);
  }

  private CtapHid.Result take(byte[] packet, int offset) {
    int size = Math.min(length - filled, CtapHid.PACKET - offset);
    System.arraycopy(packet, offset, message, filled, size);
    filled += size;
    if (filled < length) {
      return new CtapHid.Unfinished();
    }
    running = false;
    return CtapHid.Message.of(channel, command, message, length);
  }

  private CtapHid.Fault fault(int from, int code) {
    running = false;
    return new CtapHid.Fault(from, code);
  }
}
