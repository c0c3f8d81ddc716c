// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.util.Arrays;
import java.util.Optional;

/**
 * Frames of the SDT protocol: {@code AA AA AA 96 69}, length (16 bits, big endian, of all that
 * follows it), payload, and the exclusive or of length and payload.
 */
final class SdtFrame {
  static final int MAX_PAYLOAD = 4096;
  private static final byte[] PREAMBLE = {(byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0x96, 0x69};

  private SdtFrame() {}

  static byte[] encode(byte[] payload) {
    byte[] frame = Arrays.copyOf(PREAMBLE, PREAMBLE.length + 2 + payload.length + 1);
    int length = payload.length + 1;
    frame[5] = (byte) (length >> 8);
    frame[6] = (byte) length;
    System.arraycopy(payload, 0, frame, 7, payload.length);
    byte check = 0;
    for (int i = 5; i < frame.length - 1; i++) {
      check ^= frame[i];
    }
    frame[frame.length - 1] = check;
    return frame;
  }

  /** Finds one frame after the other in a stream. Not safe for use by several threads. */
  static final class Decoder {
    private byte[] pending = new byte[0];

    /** Forgets what came. */
    void clear() {
      pending = new byte[0];
    }

    /** Adds bytes that came. */
    void add(byte[] bytes, int count) {
      int old = pending.length;
      pending = Arrays.copyOf(pending, old + count);
      System.arraycopy(bytes, 0, pending, old, count);
    }

    /**
     * The next payload, or empty while more bytes are needed.
     *
     * @throws IdCardException.Malformed when a frame has a wrong checksum or an impossible length;
     *     it is dropped
     */
    Optional<byte[]> next() throws IdCardException.Malformed {
      skipToPreamble();
      if (pending.length < 7) {
        return Optional.empty();
      }
      int length = ((pending[5] & 0xFF) << 8) | (pending[6] & 0xFF);
      if (length < 3 || length > MAX_PAYLOAD) {
        drop(1);
        throw new IdCardException.Malformed("length");
      }
      if (pending.length < 7 + length) {
        return Optional.empty();
      }
      byte check = 0;
      for (int i = 5; i < 7 + length; i++) {
        check ^= pending[i];
      }
      if (check != 0) {
        // A whole frame may have followed the beginning of one that broke off.
        drop(PREAMBLE.length);
        throw new IdCardException.Malformed("checksum");
      }
      byte[] payload = Arrays.copyOfRange(pending, 7, 7 + length - 1);
      drop(7 + length);
      return Optional.of(payload);
    }

    /**
     * Takes the beginning of a frame that never ends for noise, so that what came within it is
     * looked at.
     *
     * @return false when there is no such beginning
     */
    boolean giveUp() {
      skipToPreamble();
      if (pending.length < PREAMBLE.length) {
        return false;
      }
      drop(PREAMBLE.length);
      return true;
    }

    private void skipToPreamble() {
      int at = 0;
      while (at < pending.length && !startsAt(at)) {
        at++;
      }
      drop(at);
    }

    /** Whether the preamble, or what there is of it, begins here. */
    private boolean startsAt(int at) {
      int known = Math.min(PREAMBLE.length, pending.length - at);
      return Arrays.equals(pending, at, at + known, PREAMBLE, 0, known);
    }

    private void drop(int count) {
      pending = Arrays.copyOfRange(pending, count, pending.length);
    }
  }
}
