// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.penseal.pad.PadException;

/**
 * Data of any length through the chip's SM4-GCM, in chunks: each is {@code length(4) IV(12) cipher
 * tag(16)} and authenticates its number from 0 and whether it is the last, so that chunks cannot be
 * swapped, left out or cut off at the end (docs/chip-protocol.md, "Data").
 */
public final class ChunkedData {
  private static final int OVERHEAD = 28;

  private final PadChip chip;

  /** Through this chip, whose PIN was verified and which has a data key. */
  public ChunkedData(PadChip chip) {
    this.chip = chip;
  }

  /** Encrypts all of it; at least one chunk, which may be empty. */
  public byte[] encrypt(byte[] plain) throws PadException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int done = 0;
    int number = 0;
    do {
      int end = Math.min(plain.length, done + PadChip.LARGEST_PLAIN_BYTES);
      byte[] chunk = Arrays.copyOfRange(plain, done, end);
      byte[] sealed = chip.encrypt(associated(number, end == plain.length), chunk);
      out.writeBytes(ByteBuffer.allocate(4).putInt(sealed.length).array());
      out.writeBytes(sealed);
      done = end;
      number++;
    } while (done < plain.length);
    return out.toByteArray();
  }

  /**
   * Decrypts what {@link #encrypt} made.
   *
   * @throws PadException.Malformed when it has no whole chunks
   * @throws PadException.ChipRefused with 6A80 when anything was changed
   */
  public byte[] decrypt(byte[] chunks) throws PadException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(chunks);
    int number = 0;
    do {
      int length = in.remaining() < 4 ? -1 : in.getInt();
      if (length < OVERHEAD || length > in.remaining()) {
        throw new PadException.Malformed("chunk of encrypted data", null);
      }
      byte[] sealed = new byte[length];
      in.get(sealed);
      out.writeBytes(chip.decrypt(associated(number, !in.hasRemaining()), sealed));
      number++;
    } while (in.hasRemaining());
    return out.toByteArray();
  }

  private static byte[] associated(int number, boolean last) {
    return ByteBuffer.allocate(5).putInt(number).put((byte) (last ? 1 : 0)).array();
  }
}
