// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;

/**
 * What is kept of a pad that goes while it starts a capture. The pad is a stand-in: no line can be
 * cut just between the first reports and the answer to the command that they follow.
 */
class RunningInkTest {
  private static final Ink.Space SPACE = new Ink.Space(100, 100, 100, 1);

  private final Queue<PadEvent> waiting = new ArrayDeque<>();
  private final RunningInk running = new RunningInk();
  private final Pad pad =
      (Pad)
          Proxy.newProxyInstance(
              Pad.class.getClassLoader(),
              new Class<?>[] {Pad.class},
              (self, method, values) -> {
                assertEquals("next", method.getName());
                return Optional.ofNullable(waiting.poll());
              });

  private static PenSample sample(int sequence) {
    return new PenSample(10, 10, 50, true, 1, sequence, sequence, sequence);
  }

  private static void goes() throws PadException {
    throw new PadException.Gone("pad", null);
  }

  @Test
  void whatCameBeforeThePadWasGoneIsKeptThoughTheStartHasNoAnswer() {
    running.add(sample(1)); // of a capture before
    waiting.add(new PadEvent.Pen(sample(5)));
    waiting.add(new PadEvent.Pressed(PadButton.CLEAR));
    waiting.add(new PadEvent.Pen(sample(7)));
    waiting.add(new PadEvent.Gone());
    assertThrows(PadException.Gone.class, () -> running.begin(pad, RunningInkTest::goes));
    Ink ink = running.cut(SPACE);
    assertEquals(List.of(sample(5), sample(7)), ink.samples());
    assertEquals(1, ink.lostReports());
  }

  @Test
  void withoutAnEventOfItsEndThePadIsNotWaitedForForEver() {
    waiting.add(new PadEvent.Pen(sample(5)));
    assertThrows(PadException.Gone.class, () -> running.begin(pad, RunningInkTest::goes));
    assertEquals(List.of(sample(5)), running.cut(SPACE).samples());
  }

  @Test
  void captureThatStartsTakesNothingByItself() throws PadException {
    waiting.add(new PadEvent.Pen(sample(5)));
    running.begin(pad, () -> {});
    assertEquals(1, waiting.size());
    assertEquals(List.of(), running.cut(SPACE).samples());
  }
}
