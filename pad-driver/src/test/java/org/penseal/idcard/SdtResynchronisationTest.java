// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A frame that is damaged does not take those after it along. */
class SdtResynchronisationTest {

  @Test
  void goodFrameAfterADamagedOneIsDecoded() {
    Random random = new Random(3);
    SdtFrame.Decoder decoder = new SdtFrame.Decoder();
    for (int round = 0; round < 50_000; round++) {
      byte[] damaged = SdtFrame.encode(new byte[] {1, 2, 3, 4, (byte) random.nextInt(256)});
      // Not the length: a longer frame is waited for, and ended by the reader's time-out.
      damaged[7 + random.nextInt(damaged.length - 7)] ^= (byte) (1 << random.nextInt(8));
      decoder.add(damaged, damaged.length);
      byte[] good = SdtFrame.encode(new byte[] {0, 0, (byte) 0x90});
      decoder.add(good, good.length);
      assertEquals(1, SdtFuzz.drain(decoder, 100));
    }
  }

  @Test
  void goodFrameWithinADamagedOneIsDecodedToo() throws Exception {
    byte[] outer = SdtFrame.encode(new byte[40]);
    byte[] inner = SdtFrame.encode(new byte[] {0, 0, (byte) 0x90});
    // The beginning of a frame that broke off, then a whole one and more bytes.
    System.arraycopy(inner, 0, outer, 12, inner.length);
    outer[outer.length - 1] ^= 0x55;
    SdtFrame.Decoder decoder = new SdtFrame.Decoder();
    decoder.add(outer, outer.length);
    assertEquals(1, SdtFuzz.drain(decoder, 100));
  }
}
