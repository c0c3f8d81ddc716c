// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penseal.pad.frame.CtapHid;
import org.penseal.pad.frame.CtapHidAssembler;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;

/** After whatever came before, a good frame is decoded, or at the latest the one after it. */
class ResynchronisationTest {

  @Test
  void firstFrameOfThePadAfterGarbageIsDecoded() {
    Random random = new Random(1);
    StuFrameDecoder decoder = new StuFrameDecoder();
    for (int round = 0; round < 200_000; round++) {
      byte[] garbage = new byte[random.nextInt(40)];
      random.nextBytes(garbage);
      List<byte[]> reports = new ArrayList<>();
      decoder.accept(garbage, garbage.length, r -> {});
      byte[] good = new byte[1 + random.nextInt(20)];
      random.nextBytes(good);
      byte[] frame = random.nextBoolean() ? StuFrame.encode(good) : StuFrame.encodeWithCrc(good, 0);
      decoder.accept(frame, frame.length, reports::add);
      assertEquals(1, reports.size());
      assertArrayEquals(good, reports.getFirst());
    }
  }

  @Test
  void messageOfTheChipAfterGarbageOfItsChannelIsDecoded() {
    Random random = new Random(2);
    CtapHidAssembler assembler = new CtapHidAssembler();
    for (int round = 0; round < 50_000; round++) {
      byte[] garbage = new byte[CtapHid.PACKET];
      random.nextBytes(garbage);
      // The channel that is in use: another one may not disturb it.
      garbage[0] = garbage[1] = garbage[2] = 0;
      garbage[3] = 7;
      assembler.accept(garbage);
      byte[] message = new byte[random.nextInt(200)];
      random.nextBytes(message);
      CtapHid.Result last = new CtapHid.Unfinished();
      for (byte[] packet : CtapHid.packets(7, CtapHid.MSG, message)) {
        last = assembler.accept(packet);
      }
      CtapHid.Message whole = assertInstanceOf(CtapHid.Message.class, last);
      assertArrayEquals(message, whole.bytes());
    }
  }
}
