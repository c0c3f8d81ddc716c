// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.time.Duration;
import java.util.Arrays;
import org.penseal.pad.PadException;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.FeatureTransport;

/**
 * Reports over HID: control by feature reports, which the system acknowledges itself; the pad's own
 * opinion is read from the status report.
 */
final class HidLink implements ReportLink {
  private static final Duration READ = Duration.ofMillis(100);
  private static final Duration STATE = Duration.ofSeconds(3);
  private static final int READY = 0;
  private static final int IMAGE = 1;
  private static final int IMAGE_REPORT = 256;

  private final FeatureTransport transport;
  private final ReaderThread reader;
  private final Listener listener;
  private final byte[] buffer = new byte[256];

  private HidLink(FeatureTransport transport, Listener listener) {
    this.transport = transport;
    this.listener = listener;
    this.reader = new ReaderThread(transport.uri(), this::readOnce, listener::onGone);
  }

  /** Starts the reader; the link owns the transport from here on. */
  static HidLink start(FeatureTransport transport, Listener listener) {
    HidLink link = new HidLink(transport, listener);
    link.reader.start();
    return link;
  }

  private void readOnce() throws PadException {
    int count = transport.read(buffer, READ);
    if (count > 0) {
      listener.onReport(Arrays.copyOf(buffer, count), System.nanoTime());
    }
  }

  @Override
  public synchronized byte[] get(int id) throws PadException {
    try {
      return transport.getFeature(id, length(id));
    } catch (PadException.Gone e) {
      if (id == StuReport.STATUS) {
        throw e;
      }
      // A pad that is still there answers the status report; then it lacks the one asked for.
      transport.getFeature(StuReport.STATUS, length(StuReport.STATUS));
      throw new PadException.Refused(id, StuReport.ERROR_WRONG_REPORT);
    }
  }

  @Override
  public synchronized void set(byte[] report) throws PadException {
    boolean abandon = (report[0] & 0xFF) == StuReport.END_IMAGE && report[1] != 0;
    if (abandon && state() != IMAGE) {
      throw new PadException.Refused(StuReport.END_IMAGE, StuReport.ERROR_WRONG_STATE);
    }
    transport.setFeature(report);
    switch (report[0] & 0xFF) {
      case StuReport.START_IMAGE, StuReport.START_IMAGE_AREA -> awaitState(report, IMAGE);
      case StuReport.END_IMAGE, StuReport.CLEAR_SCREEN -> awaitState(report, READY);
      default -> {
        // Every other report takes effect at once.
      }
    }
  }

  private int state() throws PadException {
    return transport.getFeature(StuReport.STATUS, length(StuReport.STATUS))[1];
  }

  private void awaitState(byte[] report, int wanted) throws PadException {
    long end = System.nanoTime() + STATE.toNanos();
    while (true) {
      byte[] status = transport.getFeature(StuReport.STATUS, length(StuReport.STATUS));
      if (status[1] == wanted) {
        return;
      }
      if (status[2] != StuReport.OK) {
        throw new PadException.Refused(report[0] & 0xFF, status[2] & 0xFF);
      }
      if (System.nanoTime() - end >= 0) {
        throw new PadException.TimedOut("state " + wanted, STATE);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PadException.Interrupted(e);
      }
    }
  }

  private static int length(int id) {
    return switch (id) {
      case StuReport.STATUS -> 5;
      case StuReport.HID_INFORMATION -> 9;
      case StuReport.UID -> 5;
      case StuReport.UID2 -> 11;
      case StuReport.ESERIAL -> 14;
      default -> 17;
    };
  }

  @Override
  public long faults() {
    return 0;
  }

  @Override
  public String uri() {
    return transport.uri();
  }

  @Override
  public int imageReportLength() {
    return IMAGE_REPORT;
  }

  @Override
  public void close() {
    reader.stop();
    transport.close();
  }
}
