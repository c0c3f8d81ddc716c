// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.penseal.pad.PadModel;

/**
 * A pen tablet that describes itself (HID Usage Tables, digitizer page 0D): report 1 with tip
 * switch, barrel switch and in range, then x, y and pressure of 16 bits each. Sizes are the
 * model's, in hundredths of a millimetre by the descriptor's unit.
 */
public final class DigitizerFirmware implements Firmware, Digitizer {
  private static final int REPORT = 1;
  private static final int TIP = 0x01;
  private static final int IN_RANGE = 0x20;

  private final PadModel.Tablet tablet;
  private final Consumer<byte[]> pen;

  /** A tablet just switched on; pen takes its reports. */
  public DigitizerFirmware(PadModel model, Consumer<byte[]> pen) {
    this.tablet = model.tablet();
    this.pen = pen;
  }

  @Override
  public byte[] reportDescriptor() {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    // Digitizer page, usage pen, application; report id; usage stylus, physical collection.
    put(items, 0x05, 0x0D, 0x09, 0x02, 0xA1, 0x01, 0x85, REPORT, 0x09, 0x20, 0xA1, 0x00);
    // Tip switch, barrel switch; three bits of filling; in range; two bits of filling.
    put(items, 0x09, 0x42, 0x09, 0x44, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x02, 0x81, 0x02);
    put(items, 0x95, 0x03, 0x81, 0x03, 0x09, 0x32, 0x95, 0x01, 0x81, 0x02, 0x95, 0x02, 0x81, 0x03);
    // Desktop page; unit centimetre (11), exponent -3; 16 bits each.
    put(items, 0x05, 0x01, 0x65, 0x11, 0x55, 0x0D, 0x75, 0x10, 0x95, 0x01);
    axis(items, 0x30, tablet.minX(), tablet.rawMaxX());
    axis(items, 0x31, tablet.minY(), tablet.rawMaxY());
    // Digitizer page, tip pressure without a unit.
    put(items, 0x05, 0x0D, 0x09, 0x30, 0x65, 0x00, 0x55, 0x00, 0x35, 0x00, 0x45, 0x00);
    put(items, 0x15, 0x00, 0x26, tablet.maxPressure(), tablet.maxPressure() >> 8, 0x81, 0x02);
    put(items, 0xC0, 0xC0);
    return items.toByteArray();
  }

  /** An axis: logical and physical maximum, of four bytes, since two would be signed. */
  private void axis(ByteArrayOutputStream items, int usage, int min, int max) {
    int thousandths = (int) Math.round((max - min) / tablet.unitsPerMm() * 100);
    put(items, 0x09, usage, 0x16, min, min >> 8, 0x27, max, max >> 8, 0, 0);
    put(items, 0x35, 0x00, 0x47, thousandths, thousandths >> 8, thousandths >> 16, 0, 0x81, 0x02);
  }

  private static void put(ByteArrayOutputStream items, int... bytes) {
    for (int one : bytes) {
      items.write(one);
    }
  }

  @Override
  public void move(int x, int y, int pressure, long timeMs) {
    send(IN_RANGE | (pressure > 0 ? TIP : 0), tablet.rawX(x), tablet.rawY(y), pressure);
  }

  @Override
  public void leave(long timeMs) {
    send(0, 0, 0, 0);
  }

  private void send(int state, int x, int y, int pressure) {
    pen.accept(
        new byte[] {
          REPORT,
          (byte) state,
          (byte) x,
          (byte) (x >> 8),
          (byte) y,
          (byte) (y >> 8),
          (byte) pressure,
          (byte) (pressure >> 8)
        });
  }
}
