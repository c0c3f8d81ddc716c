// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.stream.Families;
import org.penseal.pad.driver.stream.StreamDecoder;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.HanvonReports;
import org.penseal.pad.protocol.PenCounters;
import org.penseal.pad.protocol.PenMessage;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.simulator.firmware.DigitizerFirmware;
import org.penseal.pad.simulator.firmware.EpadFirmware;
import org.penseal.pad.simulator.firmware.HanvonFirmware;
import org.penseal.pad.simulator.firmware.TopazFirmware;

/**
 * How many pen reports a second come out of what a pad sends, for each family: frames or packets
 * from pieces of bytes, or whole reports over HID; then fields, and counters where there are any.
 */
final class ReportsBench {
  private static final int REPORTS = 100_000;
  private static final int CHUNK_BYTES = 256;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What came out is kept, as a capture keeps it: none is optimised away. */
  private static final Object[] KEPT = new Object[1024];

  private final PadCatalog catalog = PadCatalog.load();

  /** Decodes all and says how many pen reports came out. */
  private interface Decoding {
    int run();
  }

  List<Figure> run(int rounds) throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("reports in one round", REPORTS, "reports"));
    measure("STU, serial", stuSerial(), rounds, figures);
    measure("STU, HID", stuHid(), rounds, figures);
    for (String id :
        List.of(
            "topaz-siglite-1x5",
            "topaz-siggem-color-5x7",
            "hanvon-esp370u",
            "epadlink-epad",
            "hid-digitizer")) {
      measure(id, stream(catalog.byId(id).orElseThrow()), rounds, figures);
    }
    return figures;
  }

  private static void measure(String name, Decoding decoding, int rounds, List<Figure> figures)
      throws Exception {
    Rounds measured = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        measured.forget();
      }
      measured.measure(() -> all(name, decoding));
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    all(name, decoding);
    double bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / REPORTS;
    figures.add(new Figure(name, REPORTS / measured.cpuMs() * 1000, "reports/s"));
    figures.add(new Figure(name + ", one report", measured.cpuMs() * 1e6 / REPORTS, "ns"));
    figures.add(new Figure(name + ", allocated for one", bytes, "bytes"));
  }

  private static void all(String name, Decoding decoding) {
    int came = decoding.run();
    if (came != REPORTS) {
      throw new IllegalStateException(name + ": " + came + " reports came out");
    }
  }

  private static Decoding stuSerial() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 1; i <= REPORTS; i++) {
      out.writeBytes(StuFrame.encode(PenReport.encode(TimedLine.sample(i))));
    }
    byte[] stream = out.toByteArray();
    return () -> {
      StuFrameDecoder frames = new StuFrameDecoder();
      PenCounters counters = new PenCounters();
      counters.restart();
      pieces(
          stream,
          (chunk, length) ->
              frames.acceptReusing(chunk, length, report -> count(counters, report)));
      return (int) (counters.sequence() - counters.lost() - frames.dropped());
    };
  }

  private static Decoding stuHid() {
    List<byte[]> reports = new ArrayList<>();
    for (int i = 1; i <= REPORTS; i++) {
      reports.add(PenReport.encode(TimedLine.sample(i)));
    }
    return () -> {
      PenCounters counters = new PenCounters();
      counters.restart();
      for (byte[] report : reports) {
        // As the reader copies it out of its buffer.
        count(counters, Arrays.copyOf(report, report.length));
      }
      return (int) (counters.sequence() - counters.lost());
    };
  }

  private static void count(PenCounters counters, byte[] report) {
    if (counters.isOld(PenReport.sequence(report))) {
      throw new IllegalStateException("a report of an old count");
    }
    // The length stands for the time of the host, which the reader thread takes once a read.
    PenSample sample = counters.accept(report, report.length);
    KEPT[(int) sample.sequence() % KEPT.length] = sample;
  }

  /** Takes a piece of a stream. */
  private interface Taker {
    void take(byte[] chunk, int length);
  }

  private static void pieces(byte[] stream, Taker taker) {
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int at = 0; at < stream.length; at += CHUNK_BYTES) {
      int length = Math.min(CHUNK_BYTES, stream.length - at);
      System.arraycopy(stream, at, chunk, 0, length);
      taker.take(chunk, length);
    }
  }

  /** A pad that sends by itself, by what its simulator sends. */
  private static Decoding stream(PadModel model) throws PadException {
    List<byte[]> reports = new ArrayList<>();
    byte[] descriptor = write(model, reports);
    boolean serial = model.family() == PadModel.Family.TOPAZ;
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    reports.forEach(joined::writeBytes);
    byte[] stream = joined.toByteArray();
    // Fails here when the descriptor has no pen.
    Families.reading(model, descriptor);
    return () -> {
      Positions positions = new Positions(parser(model, descriptor));
      StreamDecoder decoder = new StreamDecoder(model);
      if (serial) {
        pieces(stream, (chunk, length) -> decoder.accept(chunk, length, length, positions));
      } else {
        reports.forEach(report -> decoder.accept(report, report.length, 1, positions));
      }
      return positions.count;
    };
  }

  private static PenMessage.Parser parser(PadModel model, byte[] descriptor) {
    try {
      return Families.reading(model, descriptor).parser();
    } catch (PadException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Positions implements StreamDecoder.Sink {
    private final PenMessage.Parser parser;
    private int count;

    Positions(PenMessage.Parser parser) {
      this.parser = parser;
    }

    @Override
    public void onReport(byte[] report, long hostNanos) {
      PenMessage message = parser.accept(report);
      if (message instanceof PenMessage.Position) {
        KEPT[count % KEPT.length] = message;
        count++;
      }
    }

    @Override
    public void onBroken(long broken) {
      throw new IllegalStateException("packets came broken");
    }
  }

  /** Has the pad's firmware write so many positions; gives its report descriptor. */
  private static byte[] write(PadModel model, List<byte[]> reports) {
    return switch (model.family()) {
      case TOPAZ -> {
        TopazFirmware topaz = new TopazFirmware(model, reports::add, reports::add, () -> {});
        positions(model, topaz::move);
        yield topaz.reportDescriptor();
      }
      case HANVON -> {
        HanvonFirmware hanvon = new HanvonFirmware(model, reports::add, answer -> {}, () -> {});
        hanvon.setFeature(HanvonReports.command(HanvonReports.INIT));
        hanvon.setFeature(HanvonReports.command(HanvonReports.OPEN));
        positions(model, hanvon::move);
        yield hanvon.reportDescriptor();
      }
      case EPAD -> {
        EpadFirmware epad = new EpadFirmware(model, reports::add, reports::add);
        positions(model, epad::move);
        yield epad.reportDescriptor();
      }
      case DIGITIZER -> {
        DigitizerFirmware tablet = new DigitizerFirmware(model, reports::add);
        positions(model, tablet::move);
        yield tablet.reportDescriptor();
      }
      case STU -> throw new IllegalArgumentException(model.id());
    };
  }

  /** Moves a pen. */
  private interface Move {
    void to(int x, int y, int pressure, long timeMs);
  }

  private static void positions(PadModel model, Move pen) {
    int minX = model.tablet().minX();
    int minY = model.tablet().minY();
    for (int i = 0; i < REPORTS; i++) {
      int x = minX + i % (model.maxX() - minX);
      int y = minY + i * 7 % (model.maxY() - minY);
      pen.to(x, y, 1 + i / 8 % Math.max(1, model.maxPressure() - 1), i);
    }
  }
}
