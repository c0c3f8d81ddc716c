// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/**
 * What one attached pad says of itself, read when it was opened.
 *
 * @param model catalogue entry it was recognised as
 * @param serialNumber factory id (reports 0B, 0F or 0A); empty when the device has none
 * @param firmware version as {@code major.minor} (report 08); empty when the device does not say
 * @param capability sizes read from the device (report 09), or of the catalogue when the device
 *     tells none
 * @param origin what stands at the other end of the line; the line says so, not the pad
 */
public record PadIdentity(
    PadModel model, String serialNumber, String firmware, Capability capability, PadOrigin origin) {

  /**
   * Sizes and rates as a device reports them in report 09.
   *
   * @param maxX largest x in tablet units
   * @param maxY largest y in tablet units
   * @param maxPressure largest pressure
   * @param screenWidthPx screen width in pixels, 0 without a screen
   * @param screenHeightPx screen height in pixels, 0 without a screen
   * @param rateHz pen reports in one second
   * @param unitsPerInch resolution, 0 when the device does not say
   * @param encodings bits of the image encodings: 1 zlib, 2 one bit, 4 sixteen bits, 8 24 bits
   */
  public record Capability(
      int maxX,
      int maxY,
      int maxPressure,
      int screenWidthPx,
      int screenHeightPx,
      int rateHz,
      int unitsPerInch,
      int encodings) {

    /** The same with other bits of the encodings. */
    public Capability withEncodings(int bits) {
      return new Capability(
          maxX, maxY, maxPressure, screenWidthPx, screenHeightPx, rateHz, unitsPerInch, bits);
    }

    /** How many colours the screen shows of pictures. */
    public PadPicture.Depth depth() {
      if ((encodings & 8) != 0) {
        return PadPicture.Depth.RGB24;
      }
      return (encodings & 4) != 0 ? PadPicture.Depth.RGB565 : PadPicture.Depth.ONE_BIT;
    }
  }

  /** The space in which this device reports its samples. */
  public Ink.Space space() {
    double unitsPerMm =
        capability.unitsPerInch() > 0 ? capability.unitsPerInch() / 25.4 : model.unitsPerMm();
    Ink.Space known = model.space();
    return new Ink.Space(
        known.minX(),
        known.minY(),
        capability.maxX(),
        capability.maxY(),
        capability.maxPressure(),
        unitsPerMm,
        known.counters());
  }

  /** The layout of this device: of its screen, or of its bare writing area. */
  public PadLayout layout() {
    if (model.confirm() != PadModel.Confirm.SCREEN) {
      return PadLayout.withoutButtons(space());
    }
    return PadLayout.standard(
        capability.screenWidthPx(),
        capability.screenHeightPx(),
        capability.maxX(),
        capability.maxY());
  }
}
