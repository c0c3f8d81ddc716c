// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Packets of CTAPHID (FIDO CTAP 2.1, section 11.2): 64 bytes, zero padded. The first packet has the
 * channel (32 bits, big endian), the command with bit 7 set, the length (16 bits, big endian) and
 * 57 bytes; each further one the channel, a sequence 0..127 and 59 bytes.
 */
public final class CtapHid {
  /** Length of a packet in bytes. */
  public static final int PACKET = 64;

  /** Longest message: 57 + 128 * 59 bytes. */
  public static final int MAX_MESSAGE = 57 + 128 * 59;

  /** Channel on which a channel is asked for. */
  public static final int BROADCAST = 0xFFFFFFFF;

  /** Carries an APDU. */
  public static final int MSG = 0x03;

  /** Asks for a channel: 8 bytes of nonce; answer nonce, channel, versions, capabilities. */
  public static final int INIT = 0x06;

  /** Stops the command that runs. */
  public static final int CANCEL = 0x11;

  /** Says that the command still runs; one byte of state. */
  public static final int KEEPALIVE = 0x3B;

  /** Refuses a packet; one byte of code. */
  public static final int ERROR = 0x3F;

  /** Error code: command not known. */
  public static final int ERR_INVALID_CMD = 0x01;

  /** Error code: length not possible. */
  public static final int ERR_INVALID_LEN = 0x03;

  /** Error code: continuation out of order. */
  public static final int ERR_INVALID_SEQ = 0x04;

  /** Error code: another command runs. */
  public static final int ERR_CHANNEL_BUSY = 0x06;

  /** Error code: channel was not given out. */
  public static final int ERR_INVALID_CHANNEL = 0x0B;

  private CtapHid() {}

  /** The packets of one message, each 64 bytes. */
  public static List<byte[]> packets(int channel, int command, byte[] message) {
    if (message.length > MAX_MESSAGE) {
      throw new IllegalArgumentException("message does not fit in CTAPHID packets");
    }
    List<byte[]> packets = new ArrayList<>();
    byte[] first = new byte[PACKET];
    putChannel(first, channel);
    first[4] = (byte) (0x80 | command);
    first[5] = (byte) (message.length >> 8);
    first[6] = (byte) message.length;
    int done = Math.min(message.length, 57);
    System.arraycopy(message, 0, first, 7, done);
    packets.add(first);
    for (int sequence = 0; done < message.length; sequence++) {
      byte[] next = new byte[PACKET];
      putChannel(next, channel);
      next[4] = (byte) sequence;
      int size = Math.min(message.length - done, 59);
      System.arraycopy(message, done, next, 5, size);
      packets.add(next);
      done += size;
    }
    return packets;
  }

  private static void putChannel(byte[] packet, int channel) {
    for (int i = 0; i < 4; i++) {
      packet[i] = (byte) (channel >> (24 - 8 * i));
    }
  }

  /** The channel of a packet. */
  static int channel(byte[] packet) {
    return ((packet[0] & 0xFF) << 24)
        | ((packet[1] & 0xFF) << 16)
        | ((packet[2] & 0xFF) << 8)
        | (packet[3] & 0xFF);
  }

  /** Result of taking a packet. */
  public sealed interface Result {}

  /**
   * A whole message.
   *
   * @param channel its channel
   * @param command command without bit 7
   * @param hex the message in hexadecimal
   */
  public record Message(int channel, int command, String hex) implements Result {
    /** The bytes of the message. */
    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }

    static Message of(int channel, int command, byte[] bytes, int length) {
      byte[] whole = Arrays.copyOf(bytes, length);
      return new Message(channel, command, HexFormat.of().formatHex(whole));
    }
  }

  /** More packets are to come. */
  public record Unfinished() implements Result {}

  /**
   * A packet that breaks the rules; the message it belonged to is dropped.
   *
   * @param channel its channel
   * @param code error code to answer with
   */
  public record Fault(int channel, int code) implements Result {}
}
