// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tree of sysfs as the kernel lays it out for a converter: class/tty leads to the interface.
 */
public class SerialAdapterTest {
  @TempDir Path folder;

  /** A sysfs in a folder with one port behind a converter. */
  public static void plug(Path sysfs, String port, String ids, String product) throws Exception {
    Path device = sysfs.resolve("devices/pci0/usb1/1-2");
    Path tty = Files.createDirectories(device.resolve("1-2:1.0").resolve(port));
    Files.writeString(device.resolve("idVendor"), ids.substring(0, 4) + "\n");
    Files.writeString(device.resolve("idProduct"), ids.substring(5) + "\n");
    if (!product.isEmpty()) {
      Files.writeString(device.resolve("product"), product + "\n");
    }
    Path entry = Files.createDirectories(sysfs.resolve("class/tty").resolve(port));
    Files.createSymbolicLink(entry.resolve("device"), tty);
  }

  @Test
  void converterIsFoundAboveThePort() throws Exception {
    plug(folder, "ttyUSB0", "0403:6001", "TOPAZBSB");
    assertEquals(
        Optional.of(new SerialAdapter(0x0403, 0x6001, "TOPAZBSB")),
        SerialAdapter.of(folder, Path.of("/dev/ttyUSB0")));
  }

  @Test
  void converterMayHaveNoName() throws Exception {
    plug(folder, "ttyUSB3", "1a86:7523", "");
    assertEquals(
        Optional.of(new SerialAdapter(0x1A86, 0x7523, "")),
        SerialAdapter.of(folder, Path.of("/dev/ttyUSB3")));
  }

  @Test
  void portWithoutAConverterHasNone() throws Exception {
    assertEquals(Optional.empty(), SerialAdapter.of(folder, Path.of("/dev/ttyS0")));
    assertEquals(Optional.empty(), SerialAdapter.of(folder.resolve("none"), Path.of("COM3")));
    plug(folder, "ttyUSB0", "zzzz:6001", "TOPAZBSB");
    assertEquals(Optional.empty(), SerialAdapter.of(folder, Path.of("/dev/ttyUSB0")));
  }
}
