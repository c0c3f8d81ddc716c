// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.link.LinkSession;

/** Whole reports to a pad and from it, whatever carries them. Commands are done one at a time. */
public interface ReportLink extends AutoCloseable {

  /** Takes what the pad sends by itself, on the reader thread, and must be quick. */
  public interface Listener {
    /** A pen report or a chip packet, id first; the array is used again after the call. */
    void onReport(byte[] report, long hostNanos);

    /**
     * The pad has taken a report that was set: what came before was sent before. Told where answers
     * come in line with reports only, and not over plain HID.
     */
    default void onTaken(byte[] report) {}

    /** The line broke; nothing follows. */
    void onGone();

    /** The secure link broke; nothing that comes can be believed. */
    void onBroken(PadException.LinkBroken failure);
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

  /** Whether everything can go through a secure link. */
  default boolean canBeSecured() {
    return false;
  }

  /**
   * Sends the last report of a handshake; everything after its answer is sealed.
   *
   * @throws PadException.LinkBroken when it cannot be secured
   */
  default void secure(byte[] confirm, LinkSession session) throws PadException {
    throw new PadException.LinkBroken(PadException.LinkBroken.Why.NOT_OFFERED, null);
  }

  /** Whether a megabyte takes minutes. */
  default boolean slow() {
    return false;
  }

  /** Where it leads. */
  String uri();

  /** What stands at its other end. */
  PadOrigin origin();

  /** The port that it is plugged into; empty where there is none. */
  Optional<String> place();

  /** Frames that came broken since the link began. */
  long faults();

  /** Length of image reports, id included. */
  int imageReportLength() throws PadException;

  /** Joins the reader, then lets go of the device. */
  @Override
  void close();
}
