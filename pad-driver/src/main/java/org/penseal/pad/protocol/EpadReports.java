// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;

/**
 * Input reports of the ePadLink ePad, six bytes without an id, by the descriptor of a device: keys
 * in bits 0 and 1, touch in bit 5, in range in bit 6; x and y of 16 bits, little endian; pressure
 * of 7 bits.
 */
public final class EpadReports implements PenMessage.Parser {
  private static final int LENGTH = 6;
  private static final int TOUCH = 0x20;
  private static final int IN_RANGE = 0x40;

  private final PadModel.Tablet tablet;
  private int keys;

  /** Reports of a model, by its calibration. */
  public EpadReports(PadModel model) {
    this.tablet = model.tablet();
  }

  @Override
  public PenMessage accept(byte[] report) {
    if (report.length != LENGTH) {
      return new PenMessage.Broken();
    }
    int held = report[0] & 3;
    int pressed = held & ~keys;
    keys = held;
    if (pressed != 0) {
      return new PenMessage.Key((pressed & 1) != 0 ? PadButton.CLEAR : PadButton.OK);
    }
    if ((report[0] & (IN_RANGE | TOUCH)) == 0) {
      return new PenMessage.Left();
    }
    boolean touches = (report[0] & TOUCH) != 0;
    return new PenMessage.Position(
        Math.min(0xFFFF, tablet.x(HanvonReports.little(report, 1))),
        Math.min(0xFFFF, tablet.y(HanvonReports.little(report, 3))),
        touches ? report[5] & 0x7F : 0,
        touches);
  }
}
