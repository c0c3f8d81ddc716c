// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;

class PadEventsTest {
  private final PadEvents events = new PadEvents();

  @Test
  void whatWasPutComesInItsOrder() throws Exception {
    events.put(new PadEvent.Pressed(PadButton.CLEAR));
    events.put(new PadEvent.Gone());
    assertEquals(Optional.of(new PadEvent.Pressed(PadButton.CLEAR)), events.next(Duration.ZERO));
    assertEquals(Optional.of(new PadEvent.Gone()), events.next(Duration.ZERO));
    assertEquals(Optional.empty(), events.next(Duration.ZERO));
  }

  /** A host that is slower than the pad must not take a press that came after the break. */
  @Test
  void aBrokenLinkIsToldBeforeWhateverWaits() {
    PadException.LinkBroken failure =
        new PadException.LinkBroken(PadException.LinkBroken.Why.WRONG_SESSION, null);
    events.broken(failure);
    events.put(new PadEvent.Pressed(PadButton.OK));
    for (int i = 0; i < 2; i++) {
      assertSame(
          failure,
          assertThrows(PadException.LinkBroken.class, () -> events.next(Duration.ofSeconds(60))));
    }
  }
}
