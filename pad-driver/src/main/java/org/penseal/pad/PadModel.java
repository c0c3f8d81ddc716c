// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/**
 * One entry of the pad catalogue: what is known of a model before a device is asked.
 *
 * <p>Origin of the tablet space is the upper left corner, x to the right, y down. The numbers that
 * a device reports of itself (report 09) win over these, see {@link PadIdentity}.
 *
 * @param id catalogue id in lower case, the name of its JSON file, e.g. {@code penseal-ref}
 * @param name name for people
 * @param reportedName model name as the device reports it in report 08, at most 9 ASCII characters
 * @param protocol family of reports the device speaks
 * @param vendorId USB vendor id, 0..65535
 * @param productId USB product id, 0..65535
 * @param screenWidthPx screen width in pixels
 * @param screenHeightPx screen height in pixels
 * @param maxX largest x in tablet units
 * @param maxY largest y in tablet units
 * @param maxPressure largest pressure
 * @param unitsPerMm tablet units in one millimetre
 * @param rateHz pen reports in one second over the serial line
 * @param baud speed of the serial line, 8N1
 * @param chip whether the model has a secure chip that speaks the open pad chip protocol
 */
public record PadModel(
    String id,
    String name,
    String reportedName,
    Protocol protocol,
    int vendorId,
    int productId,
    int screenWidthPx,
    int screenHeightPx,
    int maxX,
    int maxY,
    int maxPressure,
    double unitsPerMm,
    int rateHz,
    int baud,
    boolean chip) {

  /** Family of reports; each has one parser in {@code pad.protocol}. */
  public enum Protocol {
    /** Reports of the Wacom STU family, over HID or in the 7-bit serial frame. */
    STU
  }

  /** Checks that the numbers can be those of a pad. */
  public PadModel {
    if (id.isBlank() || reportedName.isBlank() || reportedName.length() > 9) {
      throw new IllegalArgumentException("pad model without a usable id or reported name: " + id);
    }
    if (screenWidthPx < 64 || screenHeightPx < 48 || maxX <= 0 || maxY <= 0 || maxPressure <= 0) {
      throw new IllegalArgumentException("pad model with impossible sizes: " + id);
    }
    if (!(unitsPerMm > 0) || rateHz <= 0 || baud <= 0) {
      throw new IllegalArgumentException("pad model with impossible rates: " + id);
    }
  }

  /** The space in which this model reports its samples, by the catalogue's numbers. */
  public Ink.Space space() {
    return new Ink.Space(maxX, maxY, maxPressure, unitsPerMm);
  }

  /** The standard layout of this model's screen. */
  public PadLayout layout() {
    return PadLayout.standard(screenWidthPx, screenHeightPx, maxX, maxY);
  }
}
