// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.PenSample;
import org.penseal.pad.driver.PadRig;
import org.penseal.pad.driver.stream.Families;
import org.penseal.pad.protocol.PenReport;

class InkKeeperTest {
  private final PadEvents events = new PadEvents();
  private final InkKeeper keeper =
      new InkKeeper(Families.identity(PadRig.model("penseal-ref"), PadOrigin.SIMULATED), events);

  @BeforeEach
  void counts() {
    keeper.countersRestart();
  }

  private void report(int sequence) {
    PenSample sample =
        new PenSample(1000 + sequence, 1000, 300, true, 1, 7L * sequence, sequence, 0);
    keeper.accept(PenReport.encode(sample), 0);
  }

  private static List<Long> sequences(Ink ink) {
    return ink.samples().stream().map(PenSample::sequence).toList();
  }

  /** The chip speaks on a thread of its own: its answer may overtake a report of before. */
  @Test
  void reportFromBeforeTheCaptureIsIgnoredHoweverLateItArrives() throws Exception {
    report(1);
    report(2);
    keeper.hold();
    report(3);
    keeper.runFrom(5);
    report(4);
    report(5);
    report(6);
    Ink ink = keeper.stop();
    assertEquals(List.of(5L, 6L), sequences(ink));
    assertEquals(0, ink.lostReports());
    assertEquals(5, ((PadEvent.Pen) events.next(Duration.ZERO).orElseThrow()).sample().sequence());
  }

  @Test
  void reportsThatCameBeforeTheAnswerOfTheChipBelongToTheCapture() {
    report(1);
    keeper.hold();
    report(2);
    report(3);
    report(4);
    keeper.runFrom(3);
    report(5);
    assertEquals(List.of(3L, 4L, 5L), sequences(keeper.stop()));
  }

  @Test
  void firstReportThatIsMissingCountsAsLost() {
    report(1);
    keeper.hold();
    keeper.runFrom(2);
    report(4);
    assertEquals(2, keeper.stop().lostReports());
  }
}
