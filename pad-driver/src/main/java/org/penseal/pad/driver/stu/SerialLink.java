// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.time.Duration;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.driver.capture.ReaderThread;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.link.LinkSession;
import org.penseal.pad.protocol.StuAnswers;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.Transport;

/** Reports in the 7-bit frame over a serial line. */
public final class SerialLink implements ReportLink {
  private static final Duration READ = Duration.ofMillis(100);
  private static final int DEFAULT_IMAGE_REPORT = 256;

  private final Transport transport;
  private final ReaderThread reader;
  private final Dialogue dialogue;
  private final StuFrameDecoder decoder = new StuFrameDecoder();
  private final byte[] buffer = new byte[4096];

  private SerialLink(Transport transport, Listener listener) {
    this.transport = transport;
    this.dialogue =
        new Dialogue(
            transport.uri(), message -> transport.write(StuFrame.encode(message)), listener);
    this.reader = new ReaderThread(transport.uri(), this::readOnce, dialogue::lost);
  }

  /** Starts the reader; the link owns the transport from here on. */
  public static SerialLink start(Transport transport, Listener listener) {
    SerialLink link = new SerialLink(transport, listener);
    link.reader.start();
    return link;
  }

  private void readOnce() throws PadException {
    int count = transport.read(buffer, READ);
    decoder.acceptReusing(buffer, count, dialogue::take);
  }

  @Override
  public byte[] get(int id) throws PadException {
    return dialogue.get(id);
  }

  @Override
  public void set(byte[] report) throws PadException {
    dialogue.set(report);
  }

  @Override
  public boolean slow() {
    return true;
  }

  @Override
  public boolean canBeSecured() {
    return true;
  }

  @Override
  public void secure(byte[] confirm, LinkSession agreed) throws PadException {
    dialogue.secure(confirm, agreed);
  }

  @Override
  public long faults() {
    return decoder.dropped();
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
    try {
      int length = StuAnswers.length(get(StuReport.SIZES), StuReport.IMAGE_BLOCK);
      // What a record adds to a report must fit in the frame, too.
      int most = StuFrame.MAX_REPORT - LinkReport.RECORD_BYTES;
      return length > 3 && length <= most ? length : DEFAULT_IMAGE_REPORT;
    } catch (PadException.Refused e) {
      return DEFAULT_IMAGE_REPORT;
    }
  }

  @Override
  public void close() {
    reader.stop();
    transport.close();
  }
}
