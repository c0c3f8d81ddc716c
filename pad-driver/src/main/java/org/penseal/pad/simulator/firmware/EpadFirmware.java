// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.util.HexFormat;
import java.util.function.Consumer;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;

/** An ePadLink ePad: input reports of six bytes without an id, and two keys. */
public final class EpadFirmware implements Firmware, Digitizer {
  /** The report descriptor of a real device, as an open driver's author has read it. */
  private static final byte[] DESCRIPTOR =
      HexFormat.of()
          .parseHex(
              "0600ff09ffa101150025010509090175019501810209028102050d0939a1020600ff1901290315012503"
                  + "950175038100c0050d093315002501750195018102093581027501810105010930350046002326500b"
                  + "651355fd751081020931460014265a058102050d0930457f257f6500550075078112750125018101c0");

  private static final int KEY_CLEAR = 0x01;
  private static final int KEY_OK = 0x02;
  private static final int TOUCH = 0x20;
  private static final int IN_RANGE = 0x40;

  private final PadModel.Tablet tablet;
  private final Consumer<byte[]> pen;
  private final Consumer<byte[]> answers;

  /**
   * A pad just switched on.
   *
   * @param pen takes reports of the pen
   * @param answers takes those of the keys
   */
  public EpadFirmware(PadModel model, Consumer<byte[]> pen, Consumer<byte[]> answers) {
    this.tablet = model.tablet();
    this.pen = pen;
    this.answers = answers;
  }

  @Override
  public byte[] reportDescriptor() {
    return DESCRIPTOR.clone();
  }

  @Override
  public void move(int x, int y, int pressure, long timeMs) {
    int state = IN_RANGE | (pressure > 0 ? TOUCH : 0);
    pen.accept(report(state, tablet.rawX(x), tablet.rawY(y), pressure));
  }

  @Override
  public void leave(long timeMs) {
    pen.accept(report(0, 0, 0, 0));
  }

  @Override
  public boolean press(PadButton button) {
    if (button == PadButton.CANCEL) {
      return false;
    }
    answers.accept(report(button == PadButton.OK ? KEY_OK : KEY_CLEAR, 0, 0, 0));
    answers.accept(report(0, 0, 0, 0));
    return true;
  }

  private static byte[] report(int state, int x, int y, int pressure) {
    return new byte[] {
      (byte) state, (byte) x, (byte) (x >> 8), (byte) y, (byte) (y >> 8), (byte) pressure
    };
  }
}
