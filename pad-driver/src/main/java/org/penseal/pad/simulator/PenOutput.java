// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PenSample;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.firmware.Digitizer;

/**
 * The digitizer of a simulated STU pad: turns pen positions into reports and tells the chip of each
 * before it goes out. Every method takes its lock.
 */
final class PenOutput implements Digitizer {
  private final @Nullable SimulatedChip chip;
  private final Consumer<byte[]> out;
  private int on = 1;
  private int off = 1;
  private int mode;
  private boolean contact;
  private long sequence;

  PenOutput(@Nullable SimulatedChip chip, Consumer<byte[]> out) {
    this.chip = chip;
    this.out = out;
  }

  synchronized void thresholds(int newOn, int newOff) {
    // A hovering pen has no pressure: a host must not be able to make it press a button.
    on = Math.max(1, newOn);
    off = Math.max(1, newOff);
  }

  /** Option mode 0 (bare pen data) or 3 (time and sequence, from 1). */
  synchronized void optionMode(int newMode) {
    mode = newMode;
    sequence = 0;
    if (chip != null) {
      chip.onSequenceRestart();
    }
  }

  /** The pen in proximity; the tip touches by the thresholds of report 22. */
  @Override
  public synchronized void move(int x, int y, int pressure, long timeMs) {
    contact = pressure >= (contact ? off : on);
    send(new PenSample(x, y, pressure, true, contact ? 1 : 0, timeMs, sequence + 1, 0));
  }

  /** The one all-zero report with which the pen leaves. */
  @Override
  public synchronized void leave(long timeMs) {
    contact = false;
    send(new PenSample(0, 0, 0, false, 0, timeMs, sequence + 1, 0));
  }

  private void send(PenSample sample) {
    sequence++;
    byte[] report = PenReport.encode(sample);
    if (mode != 3) {
      byte[] bare = Arrays.copyOf(report, 7);
      bare[0] = StuReport.PEN;
      out.accept(bare);
      return;
    }
    if (chip != null) {
      chip.onPen(report);
    }
    out.accept(report);
  }
}
