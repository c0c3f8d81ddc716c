// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.time.Duration;
import org.penseal.pad.Awaited;
import org.penseal.pad.PadException;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.protocol.StuReport;

/** Sets reports on a pad that may be busy with the one before: waits until it is its turn. */
final class StuTurns {
  private static final Duration BUSY = TimeoutFactor.on(Duration.ofSeconds(3));
  private static final long LOOK_MS = 5;

  private final ReportLink link;

  StuTurns(ReportLink link) {
    this.link = link;
  }

  /**
   * Sets a report; once more when the pad was busy.
   *
   * @throws PadException.TimedOut when it stays busy
   * @throws PadException.Refused when it refuses for another reason, or in a state that will not
   *     pass by itself
   */
  void set(byte[] report) throws PadException {
    try {
      link.set(report);
    } catch (PadException.Refused e) {
      if (e.code != StuReport.ERROR_WRONG_STATE || state() == StuReport.STATE_CAPTURE) {
        throw e;
      }
      awaitReady();
      link.set(report);
    }
  }

  /** State in the status report. */
  int state() throws PadException {
    byte[] status = link.get(StuReport.STATUS);
    if (status.length < 3) {
      throw new PadException.Malformed("report 03", null);
    }
    return status[1];
  }

  /** Waits until the pad is at rest. */
  void awaitReady() throws PadException {
    long end = System.nanoTime() + BUSY.toNanos();
    while (state() != StuReport.STATE_READY) {
      if (System.nanoTime() - end >= 0) {
        throw new PadException.TimedOut(Awaited.PAD, "state 0", BUSY);
      }
      pause(LOOK_MS);
    }
  }

  /** Sleeps, as the vendor's SDK does where a pad needs it. */
  static void pause(long millis) throws PadException.Interrupted {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }
}
