// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.uhid.HidDescription;
import org.penseal.pad.transport.StandInHidBus;
import org.penseal.pad.transport.VirtualHidBus;

/** A reader over hid4java and the stand-in libhidapi. */
@Timeout(600)
class HidReaderTest {
  private static final HidDescription READER =
      new HidDescription("SIMULATED READER", "1", 0x0400, 0xC35A);
  // One input and one output report of 64 bytes, of a vendor's own usage page (HID 1.11, 6.2.2).
  private static final byte[] DESCRIPTOR =
      HexFormat.of()
          .parseHex("0600FF0901A1010902150026FF007508954081020903150026FF00750895409102C0");

  /** Takes reports, answers with reports. */
  private record ReaderFirmware(SimulatedReader reader, Carrier carrier) implements Firmware {
    @Override
    public byte[] reportDescriptor() {
      return DESCRIPTOR.clone();
    }

    @Override
    public boolean setFeature(byte[] report) {
      byte[] answer = reader.answer(Arrays.copyOfRange(report, 1, report.length), 64);
      for (int at = 0; at < answer.length; at += 64) {
        carrier.send(
            Arrays.copyOf(Arrays.copyOfRange(answer, at, at + 64), 64), Carrier.Damage.NONE);
      }
      return true;
    }
  }

  @Test
  void cardIsReadInReportsAndAnUnpluggedReaderIsNoticed() throws Exception {
    SimulatedReader simulated = new SimulatedReader();
    try (VirtualHidBus bus = StandInHidBus.open();
        VirtualHidBus.Plug plug = bus.plug()) {
      assertThrows(IdCardException.ReaderUnavailable.class, () -> IdCardReader.open("hid:"));
      plug.in(READER, new ReaderFirmware(simulated, plug));
      try (IdCardReader reader = IdCardReader.open("hid:")) {
        assertEquals(
            HexFormat.of().withUpperCase().formatHex(SimulatedReader.NUMBER),
            reader.readerNumber());
        simulated.lay(ReaderFaultsTest.FOREIGNER);
        assertEquals(ReaderFaultsTest.FOREIGNER, reader.read(ReaderFaultsTest.SHORT));
        simulated.fault(SimulatedReader.Fault.BAD_CHECKSUM);
        simulated.lay(ReaderFaultsTest.PERMIT);
        assertThrows(IdCardException.Malformed.class, () -> reader.read(ReaderFaultsTest.SHORT));
        assertThrows(IdCardException.BadSpeed.class, () -> reader.setBaud(9_600));
        plug.close();
        assertThrows(IdCardException.ReaderUnavailable.class, reader::readerNumber);
      }
    }
  }
}
