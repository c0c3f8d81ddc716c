// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.nio.ByteBuffer;
import org.penseal.pad.PadException;

/**
 * What the chip says of itself and of its case.
 *
 * @param version of the protocol, 1
 * @param key state of the one-time key
 * @param caseOpen whether a case was begun
 * @param confirmed whether OK was pressed in the latest capture
 * @param dataKey whether the chip has an SM4 key for data
 * @param pinTriesLeft 0 when the PIN is blocked
 * @param attempts captures begun in this case
 * @param reports pen reports in the latest capture
 * @param counter statements this device ever made
 */
public record ChipInfo(
    int version,
    KeyState key,
    boolean caseOpen,
    boolean confirmed,
    boolean dataKey,
    int pinTriesLeft,
    int attempts,
    long reports,
    long counter) {

  /** The one-time key's life; the number on the line is the place in this list. */
  public enum KeyState {
    /** No key was made in this case. */
    NONE,
    /** Made, has signed nothing. */
    GENERATED,
    /** Has signed its certificate request. */
    REQUESTED,
    /** Has signed the document and does not exist any more. */
    SIGNED,
    /** Destroyed by cancel, time-out or power loss. */
    GONE
  }

  /** Reads the 18 bytes of the answer. */
  static ChipInfo decode(byte[] answer) throws PadException.Malformed {
    if (answer.length != 18 || answer[1] < 0 || answer[1] >= KeyState.values().length) {
      throw new PadException.Malformed("chip info", null);
    }
    ByteBuffer in = ByteBuffer.wrap(answer);
    int version = in.get();
    KeyState key = KeyState.values()[in.get()];
    int flags = in.get();
    int tries = in.get();
    int attempts = in.getShort() & 0xFFFF;
    long reports = in.getInt() & 0xFFFFFFFFL;
    return new ChipInfo(
        version,
        key,
        (flags & 1) != 0,
        (flags & 2) != 0,
        (flags & 4) != 0,
        tries,
        attempts,
        reports,
        in.getLong());
  }
}
