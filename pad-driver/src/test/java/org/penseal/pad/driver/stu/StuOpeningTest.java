// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.driver.PadRig;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.SerialTransport;

/** What an STU pad says of itself at the opening, how it is found, and how it is left. */
@Tag("slow")
@Timeout(600)
class StuOpeningTest {
  private final StuRig rig = new StuRig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "line, 09 0000 1770 03ff 0140 00c8 c8 09ec 03 00 00, largest x 0",
    "line, 09 2580 0000 03ff 0140 00c8 c8 09ec 03 00 00, largest y 0",
    "hid,  09 2580 1770 0000 0140 00c8 c8 09ec 03 00 00, largest pressure 0",
    "hid,  09 2580 1770 1fff 0140 00c8 c8 09ec 03 00 00, largest pressure 8191",
    "hid,  09 2580 1770 03ff 1388 00c8 c8 09ec 03 00 00, screen width 5000",
    "line, 09 2580 1770 03ff 0140 0000 c8 09ec 03 00 00, screen height 0",
    "hid,  09 013f 1770 03ff 0140 00c8 c8 09ec 03 00 00, largest x 319",
    "hid,  09 2580 1770 03ff 0140 00c8 c8 09ec 83 00 00, encodings 131",
    "line, 09 2580 17, report 09",
    "hid,  09 2580 17, report 09",
    "line, 08 2580 1770 03ff 0140 00c8 c8 09ec 03 00 00, report 09",
    "hid,  08 2580 1770 03ff 0140 00c8 c8 09ec 03 00 00, report 09"
  })
  void capabilityThatCannotBeTrueIsMalformedAndTheNextOpeningIsFree(
      String link, String answer, String field) throws Exception {
    rig.power("stu-430v", link, SimulatedCustomer.nobody());
    rig.simulator().faults(Faults.lyingAbout(0x09, StuRig.HEX.parseHex(answer.replace(" ", ""))));
    // Over a line an answer of another id is none.
    boolean silent = link.equals("line") && answer.startsWith("08");
    if (silent) {
      assertThrows(PadException.TimedOut.class, () -> rig.open(false));
    } else {
      PadException.Malformed e = assertThrows(PadException.Malformed.class, () -> rig.open(false));
      assertTrue(e.expected.contains(field), e.expected);
    }
    rig.simulator().faults(Faults.none());
    rig.open(false).clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void padThatIsNotInTheCatalogueIsUnknownAndTheNextOpeningIsFree(String link) throws Exception {
    rig.power("stu-430v", link, SimulatedCustomer.nobody());
    byte[] stranger = StuRig.HEX.parseHex("08" + "5354552d3939390000" + "01000000000000");
    rig.simulator().faults(Faults.lyingAbout(0x08, stranger));
    PadException.UnknownModel e =
        assertThrows(PadException.UnknownModel.class, () -> rig.open(false));
    assertEquals("STU-999", e.reportedName);
    rig.simulator().faults(Faults.lyingAbout(0x08, new byte[] {0x08, 'S'}));
    assertThrows(PadException.Malformed.class, () -> rig.open(false));
    rig.simulator().faults(Faults.none());
    rig.open(false).clear();
  }

  @Test
  void firmwareThatSaysNothingOfItsEncodingsHasThoseOfTheCatalogue() throws Exception {
    rig.power("stu-520a", "hid", SimulatedCustomer.nobody());
    rig.simulator()
        .faults(Faults.lyingAbout(0x09, StuRig.HEX.parseHex("0928a0186001ff032001e0c809ec000000")));
    assertEquals(PadPicture.Depth.RGB565, rig.open(false).depth());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-430v", "stu-520a", "stu-540"})
  void padOfAHostThatDiedInAPictureOpensAgain(String id) throws Exception {
    rig.power(id, "hid", SimulatedCustomer.nobody());
    FeatureTransport dead = rig.simulator().openHid();
    dead.setFeature(new byte[] {0x25, 0});
    assertEquals(1, dead.getFeature(0x03, 5)[1]);
    Pad pad = rig.open(false);
    pad.show(StuRig.whole(pad, false));
  }

  @Test
  void padAtALineOfAHostThatDiedInAPictureOpensAgain() throws Exception {
    rig.power("stu-430v", "line", SimulatedCustomer.nobody());
    try (SerialTransport dead = SerialTransport.open(rig.simulator().path().toString(), 115200)) {
      dead.write(StuFrame.encode(new byte[] {0x25, 0}));
      assertTrue(dead.read(new byte[64], PadRig.LONG) > 0);
    }
    Pad pad = rig.open(false);
    pad.show(StuRig.whole(pad, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-430v", "stu-540"})
  void padOfAHostThatDiedInAnEncryptedCaptureOpensAgain(String id) throws Exception {
    rig.power(id, "hid", SimulatedCustomer.signs(PadRig.writing()));
    PadDriver first = new PadDriver(PadRig.CATALOG, new Random(2));
    Pad dead = PadRig.encrypted(first, rig.simulator().openHid());
    dead.startCapture();
    Pad pad = rig.open(false);
    pad.show(StuRig.whole(pad, false));
    rig.simulator().customer(SimulatedCustomer.signs(PadRig.writing()));
    pad.startCapture();
    assertEquals(PadButton.OK, StuRig.press(pad), "in clear again");
    pad.stopCapture();
    dead.close();
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-540, hid", "stu-300, hid", "stu-520a, hid"})
  void padIsLeftAtRestEvenFromAnEncryptedCapture(String id, String link) throws Exception {
    rig.power(id, link, SimulatedCustomer.nobody());
    boolean cipher = PadRig.model(id).encryption() == PadModel.Encryption.V2;
    Pad pad = rig.open(cipher);
    pad.show(StuRig.whole(pad, false));
    pad.startCapture();
    pad.close();
    assertEquals("2100", rig.setting(0x21));
    assertEquals("3200", rig.setting(0x32));
    assertTrue(rig.simulator().picture().white(0, 0));
    assertEquals(0, rig.firmware().getFeature(0x03).orElseThrow()[1]);
  }
}
