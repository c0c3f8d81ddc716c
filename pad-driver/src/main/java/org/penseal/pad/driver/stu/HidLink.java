// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.penseal.pad.Awaited;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.driver.capture.ReaderThread;
import org.penseal.pad.link.HidRecord;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.link.LinkSession;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.FeatureTransport;

/**
 * Reports over HID: control by feature reports, which the system acknowledges itself; the pad's own
 * opinion is read from the status report.
 *
 * <p>Over a secure link the reports carry sealed records, C4 to the pad and C5 from it, and within
 * them it is asked and answered as over a serial line.
 */
public final class HidLink implements ReportLink {
  private static final Duration READ = Duration.ofMillis(100);
  private static final Duration STATE = TimeoutFactor.on(Duration.ofSeconds(3));
  private static final int READY = 0;
  private static final int IMAGE = 1;

  /** Id, length and a byte. */
  private static final int LEAST_IMAGE_REPORT = 4;

  private final FeatureTransport transport;
  private final Map<Integer, Integer> lengths;
  private final ReaderThread reader;
  private final Listener listener;
  private final Dialogue dialogue;
  private final byte[] buffer = new byte[1024];
  private volatile boolean secured;
  private boolean sealedCame;

  private HidLink(FeatureTransport transport, Map<Integer, Integer> lengths, Listener listener) {
    this.transport = transport;
    this.lengths = lengths;
    this.listener = listener;
    this.dialogue = new Dialogue(transport.uri(), this::sendRecord, listener);
    this.reader = new ReaderThread(transport.uri(), this::readOnce, this::lost);
  }

  /**
   * Starts the reader; the link owns the transport from here on.
   *
   * @param lengths feature reports that the device has, with their lengths, ids included
   */
  public static HidLink start(
      FeatureTransport transport, Map<Integer, Integer> lengths, Listener listener) {
    HidLink link = new HidLink(transport, lengths, listener);
    link.reader.start();
    return link;
  }

  private void readOnce() throws PadException {
    int count = transport.read(buffer, READ);
    if (count == 0) {
      return;
    }
    byte[] report = Arrays.copyOf(buffer, count);
    if (!secured) {
      listener.onReport(report, System.nanoTime());
    } else if ((report[0] & 0xFF) == LinkReport.FROM_PAD) {
      sealedCame = true;
      // What is no record at all is found out by its tag.
      dialogue.take(HidRecord.unwrap(report).orElse(report));
    } else if (sealedCame) {
      dialogue.take(report);
    }
    // Else it is an older one: the system keeps them in a queue.
  }

  private void lost() {
    if (secured) {
      dialogue.lost();
    } else {
      listener.onGone();
    }
  }

  private void sendRecord(byte[] record) throws PadException {
    int length = length(LinkReport.TO_PAD);
    if (!HidRecord.fits(record, length)) {
      throw lying(LinkReport.TO_PAD);
    }
    transport.setFeature(HidRecord.wrap(record, length));
  }

  /** The length of a report in the descriptor cannot be true. */
  private static PadException.Malformed lying(int report) {
    return new PadException.Malformed("report descriptor (length of %02x)".formatted(report), null);
  }

  @Override
  public boolean canBeSecured() {
    return lengths.containsKey(LinkReport.HANDSHAKE) && lengths.containsKey(LinkReport.TO_PAD);
  }

  @Override
  public synchronized void secure(byte[] confirm, LinkSession session) throws PadException {
    // Before the pad can send its first record.
    dialogue.sealed(session);
    secured = true;
    try {
      transport.setFeature(Arrays.copyOf(confirm, length(LinkReport.HANDSHAKE)));
    } catch (PadException.Gone e) {
      secured = false;
      dialogue.sealed(null);
      status();
      // Still there: it has refused.
      throw new PadException.LinkBroken(PadException.LinkBroken.Why.AGREEMENT, e);
    }
  }

  @Override
  public synchronized byte[] get(int id) throws PadException {
    if (secured) {
      return dialogue.get(id);
    }
    if (id == LinkReport.HANDSHAKE) {
      HidRecord.Answer answer = new HidRecord.Answer();
      while (!answer.add(transport.getFeature(id, length(id)))) {
        // Each asking gives the next piece.
      }
      return answer.bytes();
    }
    try {
      return transport.getFeature(id, length(id));
    } catch (PadException.Gone e) {
      if (id == StuReport.STATUS) {
        throw e;
      }
      // A pad that is still there answers the status report; then it lacks the one asked for.
      status();
      throw new PadException.Refused(id, StuReport.ERROR_WRONG_REPORT);
    }
  }

  @Override
  public synchronized void set(byte[] report) throws PadException {
    if (secured) {
      dialogue.set(report);
      return;
    }
    boolean abandon = (report[0] & 0xFF) == StuReport.END_IMAGE && report[1] != 0;
    if (abandon && state() != IMAGE) {
      throw new PadException.Refused(StuReport.END_IMAGE, StuReport.ERROR_WRONG_STATE);
    }
    int length = length(report[0] & 0xFF);
    if (report.length > length) {
      throw new PadException.Refused(report[0] & 0xFF, StuReport.ERROR_BAD_PARAMETER);
    }
    // Some systems take a feature report in its full length only.
    transport.setFeature(Arrays.copyOf(report, length));
    switch (report[0] & 0xFF) {
      case StuReport.START_IMAGE, StuReport.START_IMAGE_AREA -> awaitState(report, IMAGE);
      case StuReport.END_IMAGE -> {
        awaitState(report, READY);
        // A picture that it has but cannot show leaves it at rest, too.
        requireTaken(report);
      }
      case StuReport.CLEAR_SCREEN -> awaitState(report, READY);
      case StuReport.START_CAPTURE,
          StuReport.END_CAPTURE,
          StuReport.INK_THRESHOLD,
          StuReport.CLEAR_SCREEN_AREA,
          StuReport.PEN_COLOUR,
          StuReport.BACKGROUND,
          StuReport.BRIGHTNESS,
          StuReport.CONTRAST,
          StuReport.PEN_COLOUR_24,
          StuReport.BACKGROUND_24,
          StuReport.ENCRYPTION_COMMAND,
          StuReport.OPERATION_MODE ->
          requireTaken(report);
      default -> {
        // Every other report takes effect at once.
      }
    }
  }

  /** The system only says that the report arrived. */
  private void requireTaken(byte[] report) throws PadException {
    int result = status()[2] & 0xFF;
    if (result != StuReport.OK) {
      throw new PadException.Refused(report[0] & 0xFF, result);
    }
  }

  private int state() throws PadException {
    return status()[1];
  }

  private byte[] status() throws PadException {
    byte[] status = transport.getFeature(StuReport.STATUS, length(StuReport.STATUS));
    if (status.length < 3) {
      throw new PadException.Malformed("report 03", null);
    }
    return status;
  }

  private void awaitState(byte[] report, int wanted) throws PadException {
    long end = System.nanoTime() + STATE.toNanos();
    while (true) {
      byte[] status = status();
      if (status[1] == wanted) {
        return;
      }
      if (status[2] != StuReport.OK) {
        throw new PadException.Refused(report[0] & 0xFF, status[2] & 0xFF);
      }
      if (System.nanoTime() - end >= 0) {
        throw new PadException.TimedOut(Awaited.PAD, "state " + wanted, STATE);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PadException.Interrupted(e);
      }
    }
  }

  /**
   * Length of a feature report by the descriptor.
   *
   * @throws PadException.Refused when the device has none with this id; asking it would stall
   */
  private int length(int id) throws PadException.Refused {
    Integer length = lengths.get(id);
    if (length == null) {
      throw new PadException.Refused(id, StuReport.ERROR_WRONG_REPORT);
    }
    return length;
  }

  @Override
  public long faults() {
    // Reports come whole or not at all.
    return 0;
  }

  @Override
  public String uri() {
    return transport.uri();
  }

  @Override
  public PadOrigin origin() {
    return transport.origin();
  }

  @Override
  public Optional<String> place() {
    return transport.place();
  }

  @Override
  public int imageReportLength() throws PadException {
    int length = length(StuReport.IMAGE_BLOCK);
    if (length < LEAST_IMAGE_REPORT) {
      throw lying(StuReport.IMAGE_BLOCK);
    }
    return length;
  }

  @Override
  public void close() {
    reader.stop();
    transport.close();
  }
}
