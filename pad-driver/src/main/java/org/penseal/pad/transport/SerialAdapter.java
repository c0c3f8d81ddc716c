// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The USB converter behind a serial port, as sysfs of Linux names it.
 *
 * @param vendorId USB vendor id
 * @param productId USB product id
 * @param product USB product name, empty when the device has none
 */
public record SerialAdapter(int vendorId, int productId, String product) {
  private static final Logger LOG = LoggerFactory.getLogger(SerialAdapter.class);

  /** Where sysfs is. */
  public static final Path SYSFS = Path.of("/sys");

  /**
   * The converter of a port; empty when it has none or the system does not tell.
   *
   * @param sysfs usually {@link #SYSFS}
   * @param port device file of the port or a link to it
   */
  public static Optional<SerialAdapter> of(Path sysfs, Path port) {
    try {
      Optional<UsbPort> at = UsbPort.ofSerial(sysfs, port);
      return at.isEmpty() ? Optional.empty() : Optional.of(read(at.get().folder()));
    } catch (IOException | NumberFormatException e) {
      LOG.debug("sysfs does not tell the converter of {}", port, e);
    }
    return Optional.empty();
  }

  private static SerialAdapter read(Path device) throws IOException {
    Path product = device.resolve("product");
    return new SerialAdapter(
        Integer.parseInt(Files.readString(device.resolve("idVendor")).strip(), 16),
        Integer.parseInt(Files.readString(device.resolve("idProduct")).strip(), 16),
        Files.exists(product) ? Files.readString(product).strip() : "");
  }
}
