// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.Origin;

/** A folder in the form of /sys, as Linux lays out a USB device and one that a program made. */
class HidOriginTest {
  @TempDir Path sysfs;

  private void node(String name, String device) throws Exception {
    Path real = Files.createDirectories(sysfs.resolve(device).resolve("hidraw").resolve(name));
    Path list = Files.createDirectories(sysfs.resolve("class/hidraw"));
    Files.createSymbolicLink(list.resolve(name), real);
  }

  @Test
  void deviceThatAProgramGaveToTheKernelIsNone() throws Exception {
    node("hidraw0", "devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/0003:056A:00A8.0001");
    node("hidraw1", "devices/virtual/misc/uhid/0003:056A:00A8.0002");
    assertEquals(Origin.DEVICE, HidTransport.origin(sysfs, "/dev/hidraw0"));
    assertEquals(Origin.SIMULATED, HidTransport.origin(sysfs, "/dev/hidraw1"));
  }

  @Test
  void pathOfASystemWithoutSuchAFolderIsADevice() {
    assertEquals(Origin.DEVICE, HidTransport.origin(sysfs, "1-2:1.0"));
  }
}
