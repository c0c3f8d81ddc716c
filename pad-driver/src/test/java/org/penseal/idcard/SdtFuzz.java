// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import org.penseal.fuzz.FuzzTarget;

/** What reads bytes of card readers. */
public final class SdtFuzz {
  private SdtFuzz() {}

  /** Frames of a reader, in pieces. */
  public static FuzzTarget frames() {
    return FuzzTarget.of("sdt-frames", 30_000, SdtFuzz::frames)
        .seeded(
            SdtFrame.encode(new byte[] {0, 0, (byte) 0x90, 1, 2, 3}),
            SdtFrame.encode(new byte[] {0, 0, (byte) 0x9F}));
  }

  private static long frames(byte[] input) {
    SdtFrame.Decoder decoder = new SdtFrame.Decoder();
    long found = 0;
    for (int at = 0; at < input.length; at += 64) {
      byte[] piece = java.util.Arrays.copyOfRange(input, at, Math.min(input.length, at + 64));
      decoder.add(piece, piece.length);
      found += drain(decoder, input.length);
    }
    return found;
  }

  static long drain(SdtFrame.Decoder decoder, int most) {
    long found = 0;
    for (int i = 0; i <= most; i++) {
      try {
        if (decoder.next().isEmpty()) {
          return found;
        }
        found++;
      } catch (IdCardException.Malformed e) {
        // Dropped; the next one may be good.
        found += 0;
      }
    }
    throw new IllegalStateException("the decoder does not get on");
  }

  /** The text block of a card. */
  public static FuzzTarget text() {
    byte[] block = new byte[CardText.LENGTH];
    return FuzzTarget.of(
            "card-text",
            40_000,
            input -> CardText.decode(input, new byte[0]).hashCode() & 0xFF,
            IdCardException.class)
        .seeded(block);
  }
}
