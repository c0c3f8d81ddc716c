// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
public final class PenOutput implements Digitizer {
  private final @Nullable SimulatedChip chip;
  private final Consumer<byte[]> out;
  private int on = 1;
  private int off = 1;
  private int mode;
  private boolean contact;
  private long sequence;
  private @Nullable UnaryOperator<byte[]> seal;
  private int session;
  private byte @Nullable [] waiting;

  /** A digitizer at rest. */
  public PenOutput(@Nullable SimulatedChip chip, Consumer<byte[]> out) {
    this.chip = chip;
    this.out = out;
  }

  synchronized void thresholds(int newOn, int newOff) {
    // A hovering pen has no pressure: a host must not be able to make it press a button.
    on = Math.max(1, newOn);
    off = Math.max(1, newOff);
  }

  /** Option mode 0 (bare), 1 (time), 2 (sequence) or 3 (time and sequence, from 1). */
  synchronized void optionMode(int newMode) {
    mode = newMode;
    sequence = 0;
    if (chip != null) {
      chip.onSequenceRestart();
    }
  }

  /** From here on everything goes out encrypted, with this number in it. */
  synchronized void encrypt(UnaryOperator<byte[]> cipher, int sessionId) {
    seal = cipher;
    session = sessionId;
    waiting = null;
  }

  /** From here on everything goes out in clear. */
  synchronized void clear() {
    seal = null;
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
    UnaryOperator<byte[]> cipher = seal;
    if (cipher != null) {
      encrypted(cipher, report, sample.leaves());
    } else if (mode == 0) {
      byte[] bare = Arrays.copyOf(report, 7);
      bare[0] = StuReport.PEN;
      out.accept(bare);
    } else if (mode == 3) {
      if (chip != null) {
        chip.onPen(report);
      }
      out.accept(report);
    } else {
      byte[] option = Arrays.copyOf(report, 9);
      option[0] = StuReport.PEN_OPTION;
      System.arraycopy(report, mode == 1 ? 7 : 9, option, 7, 2);
      out.accept(option);
    }
  }

  /** An event of the pad's own keys, encrypted while a capture is. */
  synchronized void event(byte[] report) {
    UnaryOperator<byte[]> cipher = seal;
    if (cipher == null) {
      out.accept(report);
      return;
    }
    byte[] block = new byte[16];
    number(block, 0);
    System.arraycopy(report, 1, block, 4, report.length - 1);
    sealed(cipher, StuReport.EVENT_ENCRYPTED, block);
  }

  /** Report 33 of one position, or report 10 of two; the last one of an odd number goes twice. */
  private void encrypted(UnaryOperator<byte[]> cipher, byte[] report, boolean leaves) {
    byte[] block = new byte[16];
    if (mode == 3) {
      System.arraycopy(report, 1, block, 0, 10);
      number(block, 12);
      sealed(cipher, StuReport.PEN_TIME_SEQUENCE_ENCRYPTED, block);
      return;
    }
    byte[] first = waiting;
    if (first == null && !leaves) {
      waiting = report;
      return;
    }
    number(block, 0);
    System.arraycopy(first == null ? report : first, 1, block, 4, 6);
    System.arraycopy(report, 1, block, 10, 6);
    waiting = null;
    sealed(cipher, StuReport.PEN_ENCRYPTED, block);
  }

  private void number(byte[] block, int at) {
    for (int i = 0; i < 4; i++) {
      block[at + i] = (byte) (session >> (24 - 8 * i));
    }
  }

  private void sealed(UnaryOperator<byte[]> cipher, int id, byte[] block) {
    byte[] report = new byte[17];
    report[0] = (byte) id;
    System.arraycopy(cipher.apply(block), 0, report, 1, 16);
    out.accept(report);
  }
}
