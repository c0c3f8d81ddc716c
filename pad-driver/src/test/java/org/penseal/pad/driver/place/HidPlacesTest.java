// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.pad.transport.HidBus.Attached;

class HidPlacesTest {
  private final HidPlaces places = new HidPlaces();
  private List<Attached> now = List.of();

  private static Attached pad(String path, String serial) {
    return new Attached(path, 0x056A, 0x00A8, 0xFF00, 1, serial);
  }

  private void attached(Attached... devices) {
    now = List.of(devices);
    places.note(now);
  }

  private Optional<String> find(String path) {
    return places.find(path, now);
  }

  @Test
  void deviceThatIsThereIsWhereItIs() {
    attached(pad("a", "1"), pad("b", "2"));
    assertEquals(Optional.of("b"), find("b"));
    assertEquals(Optional.empty(), find("c"));
  }

  @Test
  void deviceThatCameBackIsFoundByItsSerialNumber() {
    attached(pad("a", "1"), pad("b", "2"));
    attached(pad("b", "2"));
    assertEquals(Optional.empty(), find("a"));
    attached(pad("b", "2"), pad("c", "3"));
    assertEquals(Optional.empty(), find("a"), "another one of the model");
    attached(pad("b", "2"), pad("c", "3"), pad("d", "1"));
    assertEquals(Optional.of("d"), find("a"));
  }

  @Test
  void withoutSerialNumbersOnlyOneThatCameAfterwardsCanBeIt() {
    attached(pad("a", ""), pad("b", ""));
    attached(pad("b", ""));
    assertEquals(Optional.empty(), find("a"), "the pad of another window");
    attached(pad("b", ""), pad("c", ""));
    assertEquals(Optional.of("c"), find("a"));
    attached(pad("b", ""), pad("c", ""), pad("d", ""));
    assertEquals(Optional.empty(), find("a"), "which of two");
  }

  @Test
  void pathThatAnotherDeviceTookIsANewPlace() {
    attached(pad("a", ""), pad("b", ""));
    attached();
    // The second pad is plugged in first and gets the path of the first.
    attached(pad("a", ""));
    assertEquals(Optional.of("a"), find("b"), "only one has come back, under whatever path");
    attached(new Attached("a", 0x1209, 1, 0xFF00, 1, ""));
    assertEquals(Optional.empty(), find("b"));
  }
}
