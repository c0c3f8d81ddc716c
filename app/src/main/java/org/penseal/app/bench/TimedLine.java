// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.Pty;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedDevice;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;

/**
 * A simulated STU pad at a pseudo terminal, faster than any real one, that knows when the last byte
 * of each pen report was written. Linux only; the owner closes it.
 */
final class TimedLine implements Carrier, AutoCloseable {
  private static final Duration READ = Duration.ofMillis(100);

  private final int rateHz;
  private final Pty pty;
  private final AtomicLongArray sent;
  private final SimulatedDevice device;
  private volatile boolean closed;

  /**
   * A pad just switched on.
   *
   * @param rateHz pen reports in one second
   * @param remembered how many send times are kept, by the low bits of the sequence
   */
  TimedLine(PadModel model, int rateHz, int remembered) throws IOException {
    this.rateHz = rateHz;
    this.pty = Pty.open();
    this.sent = new AtomicLongArray(remembered);
    this.device =
        new SimulatedDevice(
            new PadSimulator.Setup(model, "BENCH", Optional.empty(), SimulatedCustomer.nobody(), 1),
            rateHz,
            this);
    Firmware firmware = device.firmware();
    Thread.ofPlatform().name("timed-line").daemon().start(() -> listen(firmware));
  }

  private void listen(Firmware firmware) {
    StuFrameDecoder decoder = new StuFrameDecoder();
    byte[] buffer = new byte[4096];
    try {
      for (int n = pty.read(buffer, READ); n >= 0; n = pty.read(buffer, READ)) {
        decoder.accept(buffer, n, firmware::onLine);
      }
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Address for the driver. */
  String uri() {
    return "serial:" + pty.path();
  }

  /** From the next capture on, this many reports without a pause. */
  void write(int reports) {
    Ink ink = stroke(device.model(), rateHz, reports + 1);
    device.customer(new SimulatedCustomer(List.of(new SimulatedCustomer.Repeat(ink, reports))));
  }

  /** When the last byte of the report with this sequence had been written, {@code nanoTime}. */
  long sentAt(long sequence) {
    return sent.get((int) (sequence % sent.length()));
  }

  @Override
  public synchronized void send(byte[] report, Damage damage) {
    byte[] frame = StuFrame.encode(report);
    // For a reader that is quicker than the second note.
    note(report);
    try {
      pty.write(frame);
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    }
    note(report);
  }

  private void note(byte[] report) {
    if (PenReport.fits(report)) {
      sent.set(PenReport.sequence(report) % sent.length(), System.nanoTime());
    }
  }

  @Override
  public void unplug() {
    pty.close();
  }

  @Override
  public void close() {
    closed = true;
    device.close();
    pty.close();
  }

  /** One stroke of so many reports, in loops away from the buttons. */
  private static Ink stroke(PadModel model, int rateHz, int reports) {
    List<PenSample> samples = new ArrayList<>();
    for (int i = 0; i < reports; i++) {
      double turn = i * 10.0 / rateHz;
      samples.add(
          new PenSample(
              (int) (model.maxX() * (0.5 + 0.3 * Math.cos(turn / 20))),
              (int) (model.maxY() * (0.45 + 0.1 * Math.sin(turn))),
              300,
              true,
              1,
              i * 1000L / rateHz,
              i + 1,
              0));
    }
    return new Ink(model.space(), samples, 0);
  }

  /** One report; all are of the same length. */
  static PenSample sample(int sequence) {
    return new PenSample(
        sequence % 9600,
        sequence * 7 % 6000,
        sequence % 1024,
        true,
        1,
        sequence * 20L / 3,
        sequence,
        0);
  }
}
