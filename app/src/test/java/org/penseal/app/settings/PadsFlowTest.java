// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
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
    // Root may open a serial line twice: who holds it is told here, the free one is real.
    Set<String> held = new HashSet<>(Set.of("serial:/dev/other"));
    try (PadSimulator one = simulator()) {
      PadsFlow looking =
          new PadsFlow(
              uri -> {
                if (held.contains(uri)) {
                  throw new PadException.Busy(uri, null);
                }
                return driver.open(one.uri());
              },
              Runnable::run,
              shown::add);
      looking.attached(List.of(at(one.uri()), at("serial:/dev/other")));
      assertEquals(SeenPad.Use.FREE, looking.look(one.uri()));
      assertEquals(SeenPad.Use.BUSY, looking.look("serial:/dev/other"));
      looking.chosen("serial:/dev/other");
      assertEquals(List.of(SeenPad.Use.FREE, SeenPad.Use.BUSY), uses(), "busy, though chosen");
      held.clear();
      assertEquals(SeenPad.Use.FREE, looking.look("serial:/dev/other"));
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
