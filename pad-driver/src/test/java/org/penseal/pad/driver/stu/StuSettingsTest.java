// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.NotOffered.What;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadSettings;
import org.penseal.pad.driver.PadRig;
import org.penseal.pad.simulator.SimulatedCustomer;

/** What an STU pad keeps of what it is told, model by model. */
@Tag("slow")
@Timeout(600)
class StuSettingsTest {
  private final StuRig rig = new StuRig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "stu-430v, line, 0x123456, 0x123456", "stu-530, hid, 0x123456, 0x123456",
    "stu-540, hid, 0xFFFFFF, 0xFFFFFF", "stu-520a, hid, 0xFF8000, 0xFF8200"
  })
  void penIsDrawnInTheColourOfTheModel(String id, String link, int rgb, int kept) throws Exception {
    PadSettings settings = rig.pad(id, link).settings();
    settings.penStyle(new PadSettings.PenStyle(rgb, 2));
    assertEquals(new PadSettings.PenStyle(kept, 2), settings.penStyle());
    if (id.equals("stu-520a")) {
      assertEquals("2800fc02", rig.setting(0x28), "sixteen bits, little endian");
    } else {
      assertEquals(
          "2d%02x%02x%02x02".formatted(rgb & 0xFF, rgb >> 8 & 0xFF, rgb >> 16), rig.setting(0x2D));
    }
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-300, hid", "stu-540, hid"})
  void thresholdsAreLittleEndian(String id, String link) throws Exception {
    PadSettings settings = rig.pad(id, link).settings();
    assertEquals(new PadSettings.Thresholds(21, 16), settings.thresholds());
    settings.thresholds(new PadSettings.Thresholds(0x123, 0x101));
    assertEquals("2223010101", rig.setting(0x22));
    assertEquals(new PadSettings.Thresholds(0x123, 0x101), settings.thresholds());
  }

  @ParameterizedTest
  @CsvSource({"stu-540, 2E", "stu-520a, 29"})
  void memoryThatWearsOutIsWrittenOnlyWhenItDiffers(String id, String background) throws Exception {
    PadSettings settings = rig.pad(id, "hid").settings();
    int report = Integer.parseInt(background, 16);
    settings.background(0xFFFFFF);
    assertEquals(0, rig.firmware().writes(report), "it has this colour");
    for (int i = 0; i < 3; i++) {
      settings.background(0x0000FF);
      settings.brightness(1);
      settings.contrast(77);
    }
    for (int id2 : new int[] {report, 0x2B, 0x2C}) {
      assertEquals(1, rig.firmware().writes(id2), "%02x".formatted(id2));
    }
    assertEquals("2b0100", rig.setting(0x2B));
    assertEquals("2c4d00", rig.setting(0x2C));
  }

  @Test
  void openingAndClosingWritesNothingToTheMemoryThatWearsOut() throws Exception {
    rig.pad("stu-540", "hid").close();
    for (int id : new int[] {0x0A, 0x0C, 0x29, 0x2B, 0x2C, 0x2E, 0x2F}) {
      assertEquals(0, rig.firmware().writes(id), "%02x".formatted(id));
    }
  }

  @Test
  void settingThatTheModelHasNotIsNamed() throws Exception {
    PadSettings settings = rig.pad("stu-300", "hid").settings();
    PadSettings.PenStyle style = new PadSettings.PenStyle(0, 0);
    assertEquals(What.PEN_STYLE, StuRig.what(() -> settings.penStyle(style)));
    assertEquals(
        What.WRITING_AREA, StuRig.what(() -> settings.writingArea(new PadLayout.Area(0, 0, 1, 1))));
    assertEquals(What.BACKGROUND, StuRig.what(() -> settings.background(0)));
    assertEquals(What.BRIGHTNESS, StuRig.what(() -> settings.brightness(1)));
    assertEquals(What.CONTRAST, StuRig.what(() -> settings.contrast(1)));
    assertEquals(What.SIGNATURE_SCREEN, StuRig.what(() -> settings.signatureScreen(1)));
  }

  @Test
  void valueThatThePadRefusesIsTold() throws Exception {
    PadSettings settings = rig.pad("stu-540", "hid").settings();
    PadException.Refused e = assertThrows(PadException.Refused.class, () -> settings.brightness(9));
    assertEquals(0x2B, e.report);
    assertEquals(4, e.code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void keysOfThePadsOwnSignatureScreenAreHeard(String link) throws Exception {
    Pad pad = rig.pad("stu-540", link);
    pad.settings().signatureScreen(3);
    assertTrue(rig.setting(0x93).startsWith("930403"));
    for (PadButton button : List.of(PadButton.CANCEL, PadButton.CLEAR)) {
      pad.startCapture();
      rig.firmware().key(button);
      assertEquals(button, StuRig.press(pad));
      pad.stopCapture();
    }
    pad.close();
    assertTrue(rig.setting(0x93).startsWith("9300"), "the next host finds it as it was");
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-540, hid"})
  void resetBringsBackWhatTheOpeningMade(String id, String link) throws Exception {
    rig.power(id, link, SimulatedCustomer.signs(PadRig.writing()));
    Pad pad = rig.open(true);
    pad.show(StuRig.whole(pad, false));
    pad.settings().penStyle(new PadSettings.PenStyle(0xFF, 3));
    pad.reset();
    assertEquals(new PadSettings.PenStyle(0, 0), pad.settings().penStyle());
    assertEquals("3203", rig.setting(0x32));
    assertTrue(rig.simulator().picture().white(5, 5));
    pad.startCapture();
    assertEquals(PadButton.OK, StuRig.press(pad), "with a new key");
    pad.stopCapture().requireComplete();
  }
}
