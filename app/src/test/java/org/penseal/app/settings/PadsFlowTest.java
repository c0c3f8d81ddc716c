// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Pad;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

class PadsFlowTest {
  private final PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
  private final PadDriver driver = new PadDriver(PadCatalog.load(), new Random(1));
  private final List<List<SeenPad>> shown = new ArrayList<>();
  private final PadsFlow flow = new PadsFlow(driver::open, Runnable::run, shown::add);

  @BeforeEach
  void choose() {
    flow.chosen("serial:/dev/mine");
  }

  private List<SeenPad.Use> uses() {
    return shown.getLast().stream().map(SeenPad::use).toList();
  }

  private PadSimulator simulator() throws Exception {
    return PadSimulator.start(
        new PadSimulator.Setup(model, "S1", Optional.empty(), SimulatedCustomer.nobody(), 10));
  }

  private PadDriver.Attached at(String uri) {
    return new PadDriver.Attached(uri, Optional.of(model));
  }

  @Test
  void padThatIsOpenElsewhereIsShownAsInUseUntilItIsLetGoOf() throws Exception {
    try (PadSimulator one = simulator();
        PadSimulator other = simulator()) {
      flow.attached(List.of(at(one.uri()), at(other.uri())));
      try (Pad elsewhere = driver.open(other.uri())) {
        assertFalse(elsewhere.identity().firmware().isEmpty());
        assertEquals(SeenPad.Use.FREE, flow.look(one.uri()));
        assertEquals(SeenPad.Use.BUSY, flow.look(other.uri()));
        assertEquals(List.of(SeenPad.Use.FREE, SeenPad.Use.BUSY), uses());
      }
      assertEquals(SeenPad.Use.FREE, flow.look(other.uri()));
      flow.chosen(other.uri());
      assertEquals(List.of(SeenPad.Use.FREE, SeenPad.Use.CHOSEN), uses());
    }
  }

  @Test
  void padThatWentAwayIsForgotten() {
    flow.attached(List.of(at("serial:/dev/mine"), at("serial:/dev/nowhere")));
    assertEquals(List.of(SeenPad.Use.CHOSEN, SeenPad.Use.FREE), uses());
    assertEquals(SeenPad.Use.FAILED, flow.look("serial:/dev/nowhere"));
    flow.attached(List.of(at("serial:/dev/mine")));
    flow.attached(List.of(at("serial:/dev/mine"), at("serial:/dev/nowhere")));
    assertEquals(List.of(SeenPad.Use.CHOSEN, SeenPad.Use.FREE), uses(), "it is another one now");
  }

  @Test
  void firstHidPadIsTheWindowsWhenNoOtherWasChosen() {
    flow.chosen("hid:");
    flow.attached(List.of(at("hid:/dev/one"), at("hid:/dev/two")));
    assertEquals(List.of(SeenPad.Use.CHOSEN, SeenPad.Use.FREE), uses());
  }

  @Test
  void nothingIsToldAfterTheEnd() {
    flow.close();
    int before = shown.size();
    flow.attached(List.of(at("serial:/dev/mine")));
    assertEquals(before, shown.size());
  }
}
