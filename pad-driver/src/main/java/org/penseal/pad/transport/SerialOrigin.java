// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.penseal.pad.PadOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a serial line is, by the kernel's list of them: one with hardware behind it, or a program's.
 */
final class SerialOrigin {
  private static final Logger LOG = LoggerFactory.getLogger(SerialOrigin.class);
  private static final Path DEVICES = Path.of("/dev");
  private static final Path TERMINALS = Path.of("/dev/pts");
  private static final String VIRTUAL = "/devices/virtual/";

  private SerialOrigin() {}

  /**
   * Of a device file. Terminals without hardware are programs': pseudo terminals, and {@code
   * /dev/tty}, behind which one may stand. What the kernel does not list, or lists under another
   * number than the file has, may come from anywhere.
   *
   * @param sysfs usually {@link SerialAdapter#SYSFS}
   * @param path device file or a link to one
   */
  static PadOrigin of(Path sysfs, String path) {
    try {
      Path real = Path.of(path).toRealPath();
      if (real.startsWith(TERMINALS)) {
        return PadOrigin.SIMULATED;
      }
      Path listed = sysfs.resolve("class/tty").resolve(String.valueOf(real.getFileName()));
      if (!DEVICES.equals(real.getParent()) || !number(listed).equals(numberOf(real))) {
        return PadOrigin.UNKNOWN;
      }
      boolean program = listed.toRealPath().toString().contains(VIRTUAL);
      return program ? PadOrigin.SIMULATED : PadOrigin.DEVICE;
    } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
      LOG.debug("the system does not tell what stands at {}", path, e);
      return PadOrigin.UNKNOWN;
    }
  }

  private static String number(Path listed) throws IOException {
    return Files.readString(listed.resolve("dev")).strip();
  }

  // As the kernel writes it, for example 188:0.
  private static String numberOf(Path file) throws IOException {
    Object device = Files.getAttribute(file, "unix:rdev");
    long number = device instanceof Number told ? told.longValue() : -1;
    long major = number >> 8 & 0xfff;
    long minor = number & 0xff | number >> 12 & 0xfff00;
    return major + ":" + minor;
  }
}
