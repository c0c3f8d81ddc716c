// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.util.function.Consumer;
import org.penseal.pad.PadModel;

/**
 * A Topaz pad: sends packets of five bytes while the pen is near and takes one byte that clears the
 * screen of a model that has one. Pressure comes in a packet of its own before the positions that
 * it holds for.
 */
public final class TopazFirmware implements Firmware, Digitizer {
  private static final int CLEAR = 0x04;
  private static final int PRESSURE = 7;
  private static final int DEVICE = 2;

  private final PadModel.Tablet tablet;
  private final boolean sixBits;
  private final boolean listens;
  private final Consumer<byte[]> pen;
  private final Consumer<byte[]> answers;
  private final Runnable onCapture;
  private int pressure = -1;
  private boolean introduced;

  /**
   * A pad just switched on.
   *
   * @param pen takes packets with positions
   * @param answers takes all others
   * @param onCapture told when the host clears the screen, which is when a customer begins
   */
  public TopazFirmware(
      PadModel model, Consumer<byte[]> pen, Consumer<byte[]> answers, Runnable onCapture) {
    PadModel.SerialLine line = model.serial().orElseThrow();
    this.tablet = model.tablet();
    this.sixBits = line.format() == PadModel.LineFormat.TOPAZ_1;
    this.listens = line.clear().isPresent();
    this.pen = pen;
    this.answers = answers;
    this.onCapture = onCapture;
  }

  @Override
  public byte[] reportDescriptor() {
    return new byte[0];
  }

  @Override
  public void onLine(byte[] message) {
    if (listens && message[0] == CLEAR) {
      onCapture.run();
    }
  }

  @Override
  public synchronized void move(int x, int y, int newPressure, long timeMs) {
    if (!introduced && !sixBits) {
      introduced = true;
      // Model number 21 and serial number 4711, in two numbers of 14 bits.
      answers.accept(packet(DEVICE, true, false, 21 << 2, 4711));
    }
    if (newPressure != pressure) {
      pressure = newPressure;
      answers.accept(packet(PRESSURE, true, newPressure > 0, 0, newPressure));
    }
    pen.accept(packet(0, true, newPressure > 0, tablet.rawX(x), tablet.rawY(y)));
  }

  @Override
  public synchronized void leave(long timeMs) {
    pressure = -1;
    pen.accept(packet(0, false, false, tablet.minX(), tablet.minY()));
  }

  /**
   * A packet; a and b lie in bytes 1 and 2, and 3 and 4. Format 0: seven bits of content, the first
   * byte has bit 7, near is bit 6. Format 1: six bits of content, the first byte has bit 6, near is
   * bit 2, which makes a position a packet of type 1.
   */
  private byte[] packet(int type, boolean near, boolean down, int a, int b) {
    int bits = sixBits ? 6 : 7;
    int mask = (1 << bits) - 1;
    int sync = sixBits ? 0x40 : 0x80;
    int state = type << 2 | (down ? 1 : 0) | (near ? (sixBits ? 0x04 : 0x40) : 0);
    return new byte[] {
      (byte) (sync | state),
      (byte) (a & mask),
      (byte) (a >> bits & mask),
      (byte) (b & mask),
      (byte) (b >> bits & mask)
    };
  }
}
