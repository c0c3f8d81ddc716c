// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which serial ports are offered as pad or reader. */
class NamedPortsTest {
  private static final FoundDevice USB = new FoundDevice("serial:/dev/ttyUSB0", "");
  private static final FoundDevice BOARD = new FoundDevice("serial:/dev/ttyS0", "");

  @Test
  void aPortOfTheBoardIsOfferedOnceSomebodyNamedIt() {
    assertEquals(List.of(USB), DeviceDesk.withNamed(List.of(USB), ""));
    assertEquals(List.of(USB, BOARD), DeviceDesk.withNamed(List.of(USB), " serial:/dev/ttyS0"));
  }

  @Test
  void whatIsAttachedIsOfferedOnceAndWhatIsNoPortIsNotAdded() {
    assertEquals(List.of(USB), DeviceDesk.withNamed(List.of(USB), USB.uri()));
    assertEquals(List.of(USB), DeviceDesk.withNamed(List.of(USB), "hid:"));
  }
}
