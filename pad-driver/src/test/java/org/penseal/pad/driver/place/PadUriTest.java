// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.catalog.PadCatalog;

class PadUriTest {

  @Test
  void serialPlacesMayTellSpeedAndModel() throws Exception {
    assertEquals(
        new PadUri(
            "serial",
            "/dev/ttyUSB0",
            Optional.of(9600),
            Optional.of("topaz-clipgem"),
            PadUri.LinkWish.AUTO),
        PadUri.parse("serial:/dev/ttyUSB0?model=topaz-clipgem&baud=9600"));
    assertEquals(
        new PadUri("serial", "COM3", Optional.empty(), Optional.empty(), PadUri.LinkWish.AUTO),
        PadUri.parse("serial:COM3"));
    assertEquals(PadUri.LinkWish.OFF, PadUri.parse("serial:COM3?link=off").link());
    // A HID path is taken as it is; some systems have question marks in it.
    assertEquals("\\\\?\\hid#vid_056a", PadUri.parse("hid:\\\\?\\hid#vid_056a").path());
  }

  @Test
  void encryptionOfPenDataIsAskedForOnEveryLink() throws Exception {
    assertFalse(PadUri.parse("serial:COM3").cipher());
    assertTrue(PadUri.parse("serial:COM3?cipher=on&link=off").cipher());
    PadUri hid = PadUri.parse("hid:/dev/hidraw3?cipher=on");
    assertTrue(hid.cipher());
    assertEquals("/dev/hidraw3", hid.path());
    assertEquals("", PadUri.parse("hid:?cipher=on").path());
    assertFalse(PadUri.parse("hid:\\\\?\\hid#vid_056a?cipher=off").cipher());
    assertFalse(PadUri.parse("serial:COM3?cipher=on").inClear().cipher());
  }

  @Test
  void whatIsNoPlaceIsNotFound() {
    for (String uri :
        List.of(
            "",
            "serial:",
            "usb:1",
            "serial:/dev/x?baud=0",
            "serial:/dev/x?baud=9600&",
            "serial:/dev/x?model=",
            "serial:/dev/x?model=A",
            "serial:/dev/x?speed=1",
            "serial:/dev/x?cipher=1",
            "serial:?baud=9600")) {
      assertThrows(PadException.NotFound.class, () -> PadUri.parse(uri), uri);
    }
  }

  @Test
  void speedsAreTriedInTheOrderOfTheModels() {
    PadCatalog catalog = PadCatalog.load();
    assertEquals(
        List.of(128000, 115200),
        SerialTrial.speeds(List.of(catalog.byId("stu-540").orElseThrow())));
    assertEquals(
        List.of(115200, 128000),
        SerialTrial.speeds(
            List.of(
                catalog.byId("penseal-ref").orElseThrow(), catalog.byId("stu-540").orElseThrow())));
  }
}
