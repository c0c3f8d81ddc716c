// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.util.function.Consumer;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;

/**
 * A Hanvon ESP370U: input report 2 of seven bytes, feature report 5 of two. Silent until it was
 * initialised and opened; its strips 重签 and 确认 answer with system events.
 */
public final class HanvonFirmware implements Firmware, Digitizer {
  private static final int INPUT = 2;
  private static final int COMMAND = 5;
  private static final int SYSTEM = 0x55;

  private final PadModel.Tablet tablet;
  private final Consumer<byte[]> pen;
  private final Consumer<byte[]> answers;
  private final Runnable onCapture;
  private boolean initialised;
  private boolean open;
  private boolean down;

  /**
   * A pad just switched on.
   *
   * @param pen takes events of the pen
   * @param answers takes all others
   * @param onCapture told when the host clears the pad, which is when a customer begins
   */
  public HanvonFirmware(
      PadModel model, Consumer<byte[]> pen, Consumer<byte[]> answers, Runnable onCapture) {
    this.tablet = model.tablet();
    this.pen = pen;
    this.answers = answers;
    this.onCapture = onCapture;
  }

  @Override
  public byte[] reportDescriptor() {
    return new byte[] {
      // Usage page FF00, usage 1, application collection; logical 0 to 255, 8 bits.
      0x06,
      0x00,
      (byte) 0xFF,
      0x09,
      0x01,
      (byte) 0xA1,
      0x01,
      0x15,
      0x00,
      0x26,
      (byte) 0xFF,
      0x00,
      0x75,
      0x08,
      // Report id 2, usage 1, 7 bytes, input. Report id 5, usage 1, 2 bytes, feature.
      (byte) 0x85,
      INPUT,
      0x09,
      0x01,
      (byte) 0x95,
      7,
      (byte) 0x81,
      0x02,
      (byte) 0x85,
      COMMAND,
      0x09,
      0x01,
      (byte) 0x95,
      2,
      (byte) 0xB1,
      0x02,
      (byte) 0xC0
    };
  }

  @Override
  public synchronized boolean setFeature(byte[] report) {
    if (report.length < 3 || report[0] != COMMAND || report[2] != 0x70) {
      return false;
    }
    switch (report[1] & 0xFF) {
      case 0x88 -> {
        initialised = true;
        event(answers, 0x88, 0x00, 0x74, 0x00, 0x14, 0x65, 0x00);
      }
      case 0x11 -> {
        open = initialised;
        if (open) {
          event(answers, SYSTEM, 0x05, 0x11, 0x70, 0xFF, 0xFF, 0xFF);
        }
      }
      case 0x22 -> {
        open = false;
        event(answers, SYSTEM, 0x05, 0x22, 0x70, 0xFF, 0xFF, 0xFF);
      }
      case 0x33 -> {
        if (open) {
          event(answers, SYSTEM, 0x05, 0x33, 0x70, 0xFF, 0xFF, 0xFF);
          onCapture.run();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void event(Consumer<byte[]> to, int... bytes) {
    byte[] report = new byte[8];
    report[0] = INPUT;
    for (int i = 0; i < bytes.length; i++) {
      report[1 + i] = (byte) bytes[i];
    }
    to.accept(report);
  }

  @Override
  public synchronized void move(int x, int y, int pressure, long timeMs) {
    boolean touches = pressure > 0;
    boolean same = touches == down;
    down = touches;
    int event = touches ? (same ? 0xA1 : 0xB0) : same ? 0xA0 : 0xE0;
    if (open) {
      int rx = tablet.rawX(x);
      int ry = tablet.rawY(y);
      event(pen, event, rx, rx >> 8, ry, ry >> 8, pressure, pressure >> 8);
    }
  }

  @Override
  public synchronized void leave(long timeMs) {
    down = false;
  }

  @Override
  public synchronized boolean press(PadButton button) {
    if (button == PadButton.CANCEL || !open) {
      return false;
    }
    event(answers, SYSTEM, 0x01, 0x00, 0x00, 0x00, 0x00, button == PadButton.OK ? 0xFF : 0x00);
    return true;
  }
}
