// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ButtonPressesTest {
  private final PadLayout layout = PadLayout.standard(320, 200, 9600, 6000);
  private final ButtonPresses presses = new ButtonPresses(layout);
  private final List<PadButton> found = new ArrayList<>();

  private void at(PadLayout.Area area, boolean touching) {
    int x = layout.xOf((area.left() + area.right()) / 2);
    int y = layout.yOf((area.top() + area.bottom()) / 2);
    presses
        .accept(new PenSample(x, y, touching ? 300 : 0, true, touching ? 1 : 0, 0, 1, 0))
        .ifPresent(found::add);
  }

  private void tap(PadLayout.Area area) {
    at(area, false);
    at(area, true);
    at(area, true);
    at(area, false);
  }

  @Test
  void tapOnAButtonIsAPressWhenTheTipIsLifted() {
    tap(layout.ink());
    tap(layout.ok());
    tap(layout.clear());
    tap(layout.cancel());
    assertEquals(List.of(PadButton.OK, PadButton.CLEAR, PadButton.CANCEL), found);
  }

  @Test
  void okBeforeAnythingWasWrittenIsNoPress() {
    tap(layout.ok());
    assertEquals(List.of(), found);
    tap(layout.ink());
    presses.restart();
    tap(layout.ok());
    assertEquals(List.of(), found);
  }

  @Test
  void lineDrawnOntoAButtonIsNoPress() {
    at(layout.ink(), true);
    at(layout.ok(), true);
    at(layout.ok(), false);
    assertEquals(List.of(), found);
  }

  @Test
  void lineDrawnFromAButtonIsNoPressEvenWhenItComesBack() {
    tap(layout.ink());
    at(layout.ok(), true);
    at(layout.ink(), true);
    at(layout.ok(), true);
    at(layout.ok(), false);
    assertEquals(List.of(), found);
  }

  @Test
  void leaveReportLiftsTheTip() {
    at(layout.cancel(), true);
    presses.accept(new PenSample(0, 0, 0, false, 0, 0, 1, 0)).ifPresent(found::add);
    assertEquals(List.of(PadButton.CANCEL), found);
  }
}
