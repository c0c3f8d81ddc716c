// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CtapHidTest {

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static CtapHid.Result assemble(CtapHidAssembler assembler, List<byte[]> packets) {
    CtapHid.Result result = new CtapHid.Unfinished();
    for (byte[] packet : packets) {
      result = assembler.accept(packet);
    }
    return result;
  }

  /** Layout of FIDO CTAP 2.1, 11.2.4: channel, command with bit 7, length, 57 bytes; 59 after. */
  @Test
  void packetsHaveTheLayoutOfTheStandard() {
    byte[] message = bytes(58);
    List<byte[]> packets = CtapHid.packets(0x01020304, CtapHid.MSG, message);
    assertEquals(2, packets.size());
    HexFormat hex = HexFormat.of();
    assertEquals("0102030483003a", hex.formatHex(packets.get(0), 0, 7));
    assertEquals("0102030400", hex.formatHex(packets.get(1), 0, 5));
    assertEquals(message[57], packets.get(1)[5]);
    assertEquals(0, packets.get(1)[6], "padding is zero");
  }

  @Test
  void messagesOfEveryLengthComeTogetherAgain() {
    for (int length : new int[] {0, 1, 56, 57, 58, 57 + 59, 57 + 60, 1000, CtapHid.MAX_MESSAGE}) {
      CtapHid.Result result =
          assemble(new CtapHidAssembler(), CtapHid.packets(9, CtapHid.MSG, bytes(length)));
      CtapHid.Message message = assertInstanceOf(CtapHid.Message.class, result);
      assertEquals(9, message.channel());
      assertEquals(CtapHid.MSG, message.command());
      assertArrayEquals(bytes(length), message.bytes());
    }
    assertEquals(7609, CtapHid.MAX_MESSAGE);
    assertThrows(
        IllegalArgumentException.class,
        () -> CtapHid.packets(9, CtapHid.MSG, bytes(CtapHid.MAX_MESSAGE + 1)));
  }

  @Test
  void packetOutOfOrderIsAFault() {
    List<byte[]> packets = CtapHid.packets(9, CtapHid.MSG, bytes(200));
    CtapHidAssembler assembler = new CtapHidAssembler();
    assembler.accept(packets.get(0));
    assertEquals(new CtapHid.Fault(9, CtapHid.ERR_INVALID_SEQ), assembler.accept(packets.get(2)));
    assertEquals(new CtapHid.Fault(9, CtapHid.ERR_INVALID_SEQ), assembler.accept(packets.get(1)));
  }

  @Test
  void anotherChannelIsBusyAndDoesNotDisturb() {
    List<byte[]> packets = CtapHid.packets(9, CtapHid.MSG, bytes(100));
    CtapHidAssembler assembler = new CtapHidAssembler();
    assembler.accept(packets.get(0));
    assertEquals(
        new CtapHid.Fault(8, CtapHid.ERR_CHANNEL_BUSY),
        assembler.accept(CtapHid.packets(8, CtapHid.MSG, bytes(3)).getFirst()));
    assertInstanceOf(CtapHid.Message.class, assembler.accept(packets.get(1)));
  }

  @Test
  void impossibleLengthIsAFault() {
    byte[] packet = new byte[64];
    packet[3] = 9;
    packet[4] = (byte) 0x83;
    packet[5] = 0x7F;
    assertEquals(
        new CtapHid.Fault(9, CtapHid.ERR_INVALID_LEN), new CtapHidAssembler().accept(packet));
    assertInstanceOf(CtapHid.Fault.class, new CtapHidAssembler().accept(new byte[63]));
  }
}
