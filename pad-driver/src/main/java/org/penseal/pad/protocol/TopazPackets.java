// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import org.penseal.pad.PadModel;

/**
 * The packets of five bytes of Topaz pads, as an open driver has found them out (docs/PADS.md): a
 * state byte with the type in bits 2 to 4, then two numbers of two bytes each, low bits first.
 *
 * <p>Types 0, 1 and 4 are positions of 12 bits; 7 is the pressure that holds for those that follow;
 * 2 tells the device; 3 answers a command; 5 and 6 are reserved. A position of FFF, FFF is noise.
 */
public final class TopazPackets implements PenMessage.Parser {
  /** Number of {@link PenMessage.Answer} for a packet that tells the device. */
  public static final int DEVICE = 2;

  private static final int PRESSURE = 7;
  private static final int COMMAND = 3;
  private static final int NOWHERE = 0xFFF;

  private final PadModel.Tablet tablet;
  private final boolean sixBits;
  private int pressure;
  private int model = -1;
  private int serialNumber = -1;

  /** Packets of a model, by its format and calibration. */
  public TopazPackets(PadModel model) {
    this.tablet = model.tablet();
    this.sixBits = model.serial().orElseThrow().format() == PadModel.LineFormat.TOPAZ_1;
  }

  /** Model number that the device told of itself, -1 before. */
  public int model() {
    return model;
  }

  /** Serial number that the device told of itself, -1 before. */
  public int serialNumber() {
    return serialNumber;
  }

  @Override
  public PenMessage accept(byte[] packet) {
    if (packet.length != 5) {
      return new PenMessage.Broken();
    }
    return switch (packet[0] >> 2 & 7) {
      case 0, 1, 4 -> position(packet);
      case PRESSURE -> {
        pressure = number(packet, 3) & 0x3FF;
        yield new PenMessage.Nothing();
      }
      case DEVICE -> {
        device(packet);
        yield new PenMessage.Answer(DEVICE);
      }
      case COMMAND -> new PenMessage.Answer(COMMAND);
      default -> new PenMessage.Nothing();
    };
  }

  private PenMessage position(byte[] packet) {
    int x = number(packet, 1) & NOWHERE;
    int y = number(packet, 3) & NOWHERE;
    if (x == NOWHERE && y == NOWHERE) {
      return new PenMessage.Nothing();
    }
    // Near is bit 6 of format 0 and bit 2 of format 1; a pen that is down is near whatever they
    // say.
    boolean down = (packet[0] & 1) != 0;
    if (!down && (packet[0] & (sixBits ? 0x04 : 0x40)) == 0) {
      pressure = 0;
      return new PenMessage.Left();
    }
    // Outside of the calibrated area is still a place that the pen was at.
    int inX = Math.max(0, tablet.x(x));
    int inY = Math.max(0, tablet.y(y));
    return new PenMessage.Position(inX, inY, down ? pressure : 0, down);
  }

  private void device(byte[] packet) {
    int first = number(packet, 1);
    model = (first & 0xFC) >> 2;
    serialNumber = (first & 3) << 16 | number(packet, 3);
  }

  private int number(byte[] packet, int at) {
    return sixBits
        ? (packet[at + 1] & 0x3F) << 6 | packet[at] & 0x3F
        : (packet[at + 1] & 0x7F) << 7 | packet[at] & 0x7F;
  }
}
