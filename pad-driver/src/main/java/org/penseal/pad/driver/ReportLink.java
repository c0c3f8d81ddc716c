// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import org.penseal.pad.PadException;

/** Whole reports to a pad and from it, whatever carries them. Commands are done one at a time. */
interface ReportLink extends AutoCloseable {

  /** Takes what the pad sends by itself, on the reader thread, and must be quick. */
  interface Listener {
    /** A pen report or a chip packet, id first; the array is used again after the call. */
    void onReport(byte[] report, long hostNanos);

    /** The line broke; nothing follows. */
    void onGone();
  }

  /**
   * Asks for a report, id first.
   *
   * @throws PadException.Refused when the pad does not have it
   */
  byte[] get(int id) throws PadException;

  /**
   * Sets a report and waits until the pad has taken it.
   *
   * @throws PadException.Refused when it has not
   */
  void set(byte[] report) throws PadException;

  /** Where it leads. */
  String uri();

  /** Length of image reports, id included. */
  int imageReportLength() throws PadException;

  /** Joins the reader, then lets go of the device. */
  @Override
  void close();
}
