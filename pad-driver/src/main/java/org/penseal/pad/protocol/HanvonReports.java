// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;

/**
 * Input report 2 of the Hanvon ESP370U: an event, then x, y and z of 16 bits each, little endian;
 * commands in feature report 5. Found out by an open driver, see docs/PADS.md.
 */
public final class HanvonReports implements PenMessage.Parser {
  /** First command after the device was opened; answered by {@link #HANDSHAKE}. */
  public static final int INIT = 0x88;

  /** Switches the pad on. */
  public static final int OPEN = 0x11;

  /** Switches the pad off. */
  public static final int CLOSE = 0x22;

  /** Makes the pad white, to sign anew. */
  public static final int CLEAR = 0x33;

  /** Number of the answer to {@link #INIT}; the others are answered by their own numbers. */
  public static final int HANDSHAKE = 0x88;

  private static final int INPUT = 2;
  private static final int LENGTH = 8;
  private static final int FEATURE = 5;
  private static final int COMMAND = 0x70;
  private static final int SYSTEM = 0x55;

  private final PadModel.Tablet tablet;
  private boolean down;

  /** Reports of a model, by its calibration. */
  public HanvonReports(PadModel model) {
    this.tablet = model.tablet();
  }

  /** Feature report 5 with a command. */
  public static byte[] command(int command) {
    return new byte[] {FEATURE, (byte) command, COMMAND};
  }

  @Override
  public PenMessage accept(byte[] report) {
    if (report.length != LENGTH || report[0] != INPUT) {
      return new PenMessage.Broken();
    }
    return switch (report[1] & 0xFF) {
      case 0xA0, 0xA1 -> position(report, down);
      case 0xB0 -> position(report, true);
      case 0xE0 -> position(report, false);
      case HANDSHAKE -> new PenMessage.Answer(HANDSHAKE);
      case SYSTEM -> system(report);
      default -> new PenMessage.Nothing();
    };
  }

  private PenMessage position(byte[] report, boolean touches) {
    down = touches;
    int pressure = touches ? Math.min(little(report, 6), tablet.maxPressure()) : 0;
    return new PenMessage.Position(
        Math.min(0xFFFF, tablet.x(little(report, 2))),
        Math.min(0xFFFF, tablet.y(little(report, 4))),
        pressure,
        touches);
  }

  private static PenMessage system(byte[] report) {
    if (report[2] == FEATURE && report[4] == COMMAND) {
      return new PenMessage.Answer(report[3] & 0xFF);
    }
    if (report[6] != 0) {
      return new PenMessage.Nothing();
    }
    // 55 x x x x 00 00 is the strip to sign anew, 55 x x x x 00 ff the one to confirm.
    return switch (report[7] & 0xFF) {
      case 0x00 -> new PenMessage.Key(PadButton.CLEAR);
      case 0xFF -> new PenMessage.Key(PadButton.OK);
      default -> new PenMessage.Nothing();
    };
  }

  static int little(byte[] bytes, int at) {
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
  }
}
