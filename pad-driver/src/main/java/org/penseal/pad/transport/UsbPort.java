// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The USB port that a device is plugged into, as sysfs of Linux names it.
 *
 * @param folder the device's folder, for example {@code …/usb1/1-2}
 */
record UsbPort(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(UsbPort.class);
  private static final int LEVELS = 6;

  /** Of a resolved folder below the device's. */
  static Optional<UsbPort> of(Path real) {
    Path at = real;
    for (int i = 0; i < LEVELS && at != null; i++) {
      if (Files.exists(at.resolve("idVendor"))) {
        return Optional.of(new UsbPort(at));
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  /** Of the converter behind a serial port. */
  static Optional<UsbPort> ofSerial(Path sysfs, Path port) {
    try {
      Path name = (Files.exists(port) ? port.toRealPath() : port).getFileName();
      Path device = sysfs.resolve("class/tty").resolve(String.valueOf(name)).resolve("device");
      return Files.exists(device) ? of(device.toRealPath()) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      LOG.debug("sysfs does not tell the port of {}", port, e);
      return Optional.empty();
    }
  }

  /** A name of the port: it does not change while the computer's ports stay the same. */
  String place() {
    return "usb:" + folder.getFileName();
  }
}
