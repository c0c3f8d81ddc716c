// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.NotOffered.What;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;
import org.penseal.pad.driver.PadRig;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.SimulatedCustomer;

/** The pen data of an STU pad in its own encryption. */
@Tag("slow")
@Timeout(600)
class StuEncryptionTest {
  private final StuRig rig = new StuRig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void keysOfThePadsOwnSignatureScreenAreHeardEncryptedToo(String link) throws Exception {
    rig.power("stu-540", link, SimulatedCustomer.nobody());
    Pad pad = rig.open(true);
    pad.settings().signatureScreen(3);
    for (PadButton button : List.of(PadButton.CLEAR, PadButton.CANCEL)) {
      pad.startCapture();
      rig.firmware().key(button);
      assertEquals(button, StuRig.press(pad));
      pad.stopCapture();
    }
  }

  private Ink sign(String id, String link, boolean encrypted) throws Exception {
    rig.power(id, link, SimulatedCustomer.signs(PadRig.writing()));
    Pad pad = rig.open(encrypted);
    assertEquals(encrypted, pad.penEncrypted());
    pad.startCapture();
    assertEquals(PadButton.OK, StuRig.press(pad));
    Ink ink = pad.stopCapture();
    ink.requireComplete();
    return ink;
  }

  private static List<PenSample> samples(Ink ink) {
    return ink.samples().stream().map(PenSample::withoutHostTime).toList();
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-430, hid", "stu-530, hid", "stu-540, hid", "stu-540, line"})
  void encryptedPenDataIsTheSameInk(String id, String link) throws Exception {
    List<PenSample> clear = samples(sign(id, link, false));
    assertEquals(clear, samples(sign(id, link, true)));
    assertTrue(clear.size() > 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void everyAttemptIsASessionOfItsOwn(String link) throws Exception {
    rig.power(
        "stu-430v",
        link,
        new SimulatedCustomer(
            List.of(
                new SimulatedCustomer.Sign(PadRig.writing()),
                new SimulatedCustomer.Press(PadButton.CLEAR),
                new SimulatedCustomer.Sign(PadRig.writing()),
                new SimulatedCustomer.Press(PadButton.OK))));
    Pad pad = rig.open(true);
    PadPicture picture = StuRig.whole(pad, false);
    pad.show(picture);
    pad.startCapture();
    assertEquals(PadButton.CLEAR, StuRig.press(pad));
    pad.stopCapture().requireComplete();
    pad.restartCapture();
    assertEquals(picture, rig.simulator().picture());
    assertEquals(PadButton.OK, StuRig.press(pad));
    pad.stopCapture().requireComplete();
    pad.show(picture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void penDataThatThePadDidNotEncryptBreaksTheCapture(String link) throws Exception {
    rig.power("stu-430v", link, SimulatedCustomer.signs(PadRig.writing()));
    Pad pad = rig.open(true);
    rig.simulator().faults(Faults.injectingAfter(20));
    pad.startCapture();
    PadException.LinkBroken e =
        assertThrows(PadException.LinkBroken.class, () -> assertNotEquals(null, StuRig.press(pad)));
    assertEquals(PadException.LinkBroken.Why.WRONG_SESSION, e.why);
    assertThrows(PadException.LinkBroken.class, pad::stopCapture);
    pad.close();
    rig.simulator().faults(Faults.none());
    rig.open(true).clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-520a"})
  void oldEncryptionIsNotOffered(String id) throws Exception {
    rig.power(id, "hid", SimulatedCustomer.nobody());
    assertEquals(What.ENCRYPTION, StuRig.what(() -> rig.open(true)));
    rig.open(false).clear();
  }

  @Test
  void padThatKeepsNoKeyOfTheHostFailsTheAgreement() throws Exception {
    rig.power("stu-430v", "hid", SimulatedCustomer.nobody());
    // Report 50 with RSA 2048 and OAEP, but no key.
    byte[] status =
        StuRig.HEX.parseHex("50 02 82 00 ff ff ff 00 07".replace(" ", "") + "00".repeat(8));
    rig.simulator().faults(Faults.lyingAbout(0x50, status));
    PadException.LinkBroken e = assertThrows(PadException.LinkBroken.class, () -> rig.open(true));
    assertEquals(PadException.LinkBroken.Why.AGREEMENT, e.why);
    rig.simulator().faults(Faults.none());
    rig.open(true).clear();
  }
}
