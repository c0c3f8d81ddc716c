// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.uhid;

import java.util.Optional;

/**
 * What a virtual HID device does when the host asks; called on the carrier's thread, one call at a
 * time.
 */
public interface VirtualHid {

  /** What the host sees of the device before it opens it. */
  Description description();

  /** A feature report, id first; empty when the device does not have it. */
  Optional<byte[]> getFeature(int id);

  /** Takes a feature report, id first; false when the device refuses it. */
  boolean setFeature(byte[] report);

  /**
   * A device as the host sees it.
   *
   * @param product name, at most 127 bytes
   * @param serialNumber at most 63 bytes
   * @param vendorId USB vendor id
   * @param productId USB product id
   * @param reportDescriptor at most 4096 bytes (HID 1.11, 6.2.2)
   */
  record Description(
      String product, String serialNumber, int vendorId, int productId, byte[] reportDescriptor) {}
}
