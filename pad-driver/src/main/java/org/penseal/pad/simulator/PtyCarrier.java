// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.penseal.pad.PadModel;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A serial line at a pseudo terminal. A thread of its own takes what the host sends. Linux only;
 * parity and 7 data bits are not applied by a pseudo terminal.
 */
final class PtyCarrier implements Carrier, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PtyCarrier.class);
  private static final Duration READ = Duration.ofMillis(100);
  private static final byte[] NOISE = {0x15, 0x2A, 0x00, 0x3F};

  private final Pty pty;
  private final PadModel.LineFormat format;
  private final Runnable onUnplug;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private Thread thread = Thread.currentThread();
  private long untilCut = Long.MAX_VALUE;
  private volatile boolean closed;

  /**
   * A line that nobody listens to yet.
   *
   * @param onUnplug told when the plug is pulled by a fault
   */
  PtyCarrier(PadModel.LineFormat format, Runnable onUnplug) throws IOException {
    this.pty = Pty.open();
    this.format = format;
    this.onUnplug = onUnplug;
  }

  Pty pty() {
    return pty;
  }

  /** Brings what the host sends to the firmware from here on. */
  void start(Firmware firmware) {
    thread = Thread.ofPlatform().name("simulated-pad").daemon().start(() -> listen(firmware));
  }

  private void listen(Firmware firmware) {
    StuFrameDecoder decoder = new StuFrameDecoder();
    byte[] buffer = new byte[4096];
    try {
      int count = pty.read(buffer, READ);
      while (count >= 0) {
        if (format == PadModel.LineFormat.STU) {
          decoder.accept(buffer, count, firmware::onLine);
        } else {
          for (int i = 0; i < count; i++) {
            firmware.onLine(new byte[] {buffer[i]});
          }
        }
        count = pty.read(buffer, READ);
      }
    } catch (IOException e) {
      if (!closed) {
        LOG.warn("simulated pad ends", e);
      }
    }
  }

  @Override
  public synchronized void cutAfter(long bytes) {
    untilCut = bytes == 0 ? Long.MAX_VALUE : bytes;
  }

  @Override
  public synchronized void send(byte[] report, Damage damage) {
    // One frame at a time, whichever thread it comes from.
    byte[] bytes = format == PadModel.LineFormat.STU ? StuFrame.encode(report) : report.clone();
    if (damage == Damage.NOISE) {
      waiting.writeBytes(NOISE);
    } else if (damage == Damage.CORRUPT) {
      // A start byte where none may be.
      bytes[bytes.length / 2] |= (byte) (format == PadModel.LineFormat.TOPAZ_1 ? 0x40 : 0x80);
    }
    waiting.writeBytes(bytes);
    if (damage == Damage.MERGED) {
      return;
    }
    byte[] all = waiting.toByteArray();
    waiting.reset();
    if (damage == Damage.SPLIT) {
      for (byte one : all) {
        write(new byte[] {one});
      }
    } else {
      write(all);
    }
  }

  private void write(byte[] bytes) {
    try {
      int count = (int) Math.min(bytes.length, untilCut);
      pty.write(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
      if (untilCut != Long.MAX_VALUE) {
        untilCut -= count;
        if (untilCut == 0) {
          untilCut = Long.MAX_VALUE;
          unplug();
        }
      }
    } catch (IOException e) {
      if (!closed) {
        LOG.warn("simulated pad cannot send", e);
      }
    }
  }

  @Override
  public boolean drained() {
    return pty.drained();
  }

  @Override
  public void unplug() {
    onUnplug.run();
  }

  /** Ends the line; the host finds the device gone. */
  @Override
  public void close() {
    closed = true;
    pty.close();
  }

  /** Waits for the end of its thread, after it was closed and not by a thread that sends. */
  void join() {
    if (Thread.currentThread() != thread && thread.isAlive()) {
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
