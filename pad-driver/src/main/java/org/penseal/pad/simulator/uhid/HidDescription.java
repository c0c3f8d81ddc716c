// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.uhid;

import org.penseal.pad.PadModel;

/**
 * What a host sees of a virtual HID device before it opens it.
 *
 * @param product name, at most 127 bytes
 * @param serialNumber at most 63 bytes
 * @param vendorId USB vendor id
 * @param productId USB product id
 */
public record HidDescription(String product, String serialNumber, int vendorId, int productId) {

  // pid.codes' ids for tests: a model known by its usage alone has any.
  private static final PadModel.Usb ANY = new PadModel.Usb(0x1209, 0x0002);

  /** A device of a catalogue model. */
  public static HidDescription of(PadModel model, String serialNumber) {
    PadModel.Usb ids = model.usb().orElse(ANY);
    return new HidDescription(model.name(), serialNumber, ids.vendorId(), ids.productId());
  }
}
