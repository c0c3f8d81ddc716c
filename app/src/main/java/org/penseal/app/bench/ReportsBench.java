// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.penseal.pad.PenSample;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.PenCounters;
import org.penseal.pad.protocol.PenReport;

/** How many pen reports a second come out of a stream of bytes: frames, fields, counters. */
final class ReportsBench {
  private static final int REPORTS = 200_000;
  private static final int CHUNK_BYTES = 256;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Samples that are kept, as a capture keeps them: none is optimised away. */
  private static final PenSample[] KEPT = new PenSample[1024];

  private ReportsBench() {}

  static List<Figure> run(int rounds) throws Exception {
    byte[] stream = stream();
    Rounds decoding = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        decoding.forget();
      }
      decoding.measure(() -> decode(stream));
    }
    double cpu = decoding.cpuMs();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    decode(stream);
    double bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / REPORTS;
    return List.of(
        new Figure("reports in one round", REPORTS, "reports"),
        new Figure("decoding", REPORTS / cpu * 1000, "reports/s"),
        new Figure("decoding of one report", cpu * 1e6 / REPORTS, "ns"),
        new Figure("allocated for one report", bytes, "bytes"));
  }

  private static byte[] stream() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 1; i <= REPORTS; i++) {
      PenSample sample =
          new PenSample(i % 9600, i * 7 % 6000, i % 1024, true, 1, i * 20L / 3, i, 0);
      out.writeBytes(StuFrame.encode(PenReport.encode(sample)));
    }
    return out.toByteArray();
  }

  private static void decode(byte[] stream) {
    StuFrameDecoder frames = new StuFrameDecoder();
    PenCounters counters = new PenCounters();
    counters.restart();
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int at = 0; at < stream.length; at += CHUNK_BYTES) {
      int length = Math.min(CHUNK_BYTES, stream.length - at);
      System.arraycopy(stream, at, chunk, 0, length);
      frames.acceptReusing(
          chunk,
          length,
          report -> {
            PenSample sample = counters.accept(report, at(report));
            KEPT[(int) sample.sequence() % KEPT.length] = sample;
          });
    }
    if (counters.sequence() != REPORTS || counters.lost() != 0 || frames.dropped() != 0) {
      throw new IllegalStateException("reports were lost in decoding");
    }
  }

  // Stands for the time of the host, which the reader thread takes once a read.
  private static long at(byte[] report) {
    return report.length;
  }
}
