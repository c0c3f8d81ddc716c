// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.place;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the speed at which an STU pad answers, by asking for its name at one after the other. */
public final class SerialTrial {
  private static final Logger LOG = LoggerFactory.getLogger(SerialTrial.class);
  private static final Duration ANSWER = TimeoutFactor.on(Duration.ofMillis(700));
  private static final long AFTER_CLOSE_MS = 100;

  // The speeds of POSIX that the serial library can set everywhere.
  private static final List<Integer> STANDARD = List.of(9600, 19200, 38400, 57600, 115200);

  private SerialTrial() {}

  /**
   * An open line at the first speed at which a pad answers; the last one is given without an
   * answer, so that its opening says what is wrong.
   *
   * @param bauds at least one, in order
   */
  public static Transport open(String path, List<Integer> bauds) throws PadException {
    if (SerialTransport.pseudoTerminal(path)) {
      // No speed means anything there, but one that is not standard would leave the line unset.
      return SerialTransport.open(
          path, bauds.stream().filter(STANDARD::contains).findFirst().orElse(115_200));
    }
    PadException.@Nullable BadLine refused = null;
    for (int i = 0; i < bauds.size(); i++) {
      try {
        Transport line = SerialTransport.open(path, bauds.get(i));
        if (i == bauds.size() - 1 || heard(line)) {
          return line;
        }
        line.close();
        settle();
      } catch (PadException.BadLine e) {
        LOG.debug("{} does not take {} baud", path, bauds.get(i));
        refused = e;
      }
    }
    throw Optional.ofNullable(refused).orElseThrow();
  }

  /** Whether a pad answers; a line on which asking fails is let go of. */
  static boolean heard(Transport line) throws PadException {
    try {
      return answers(line);
    } catch (PadException | RuntimeException e) {
      line.close();
      throw e;
    }
  }

  /** A port that is opened again at once hangs on some systems (jssc issue 100). */
  private static void settle() throws PadException.Interrupted {
    try {
      Thread.sleep(AFTER_CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  private static boolean answers(Transport line) throws PadException {
    line.write(StuFrame.encode(StuCommands.get(StuReport.INFORMATION)));
    StuFrameDecoder decoder = new StuFrameDecoder();
    byte[] buffer = new byte[256];
    boolean[] came = new boolean[1];
    long end = System.nanoTime() + ANSWER.toNanos();
    while (!came[0] && System.nanoTime() - end < 0) {
      int count = line.read(buffer, ANSWER.dividedBy(4));
      decoder.accept(buffer, count, r -> came[0] |= (r[0] & 0xFF) == StuReport.INFORMATION);
    }
    return came[0];
  }

  /** The speeds of these models, each once, in order. */
  public static List<Integer> speeds(List<PadModel> models) {
    return models.stream()
        .flatMap(m -> m.serial().stream())
        .flatMap(line -> line.bauds().stream())
        .distinct()
        .toList();
  }
}
