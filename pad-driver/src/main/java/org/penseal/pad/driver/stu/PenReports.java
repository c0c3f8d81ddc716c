// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.protocol.PenMessage;
import org.penseal.pad.protocol.PenReport;

/** Pen reports of the STU family, with counters or bare, on their way into the ink. */
public final class PenReports {
  private PenReports() {}

  /**
   * Gives the ink a pen report; one of a wrong length counts as broken.
   *
   * @param report for which {@link PenReport#isPen} holds
   */
  public static void give(byte[] report, long hostNanos, InkKeeper ink) {
    if (PenReport.fits(report)) {
      ink.accept(report, hostNanos);
    } else if (PenReport.isBare(report)) {
      switch (PenReport.decodeBare(report)) {
        case PenMessage.Position p -> ink.accept(p, hostNanos);
        default -> ink.left(hostNanos);
      }
    } else {
      ink.broken(1);
    }
  }
}
