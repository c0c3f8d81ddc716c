// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadOrigin;

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
    assertEquals(PadOrigin.DEVICE, HidTransport.origin(sysfs, "/dev/hidraw0"));
    assertEquals(PadOrigin.SIMULATED, HidTransport.origin(sysfs, "/dev/hidraw1"));
  }

  /** hidapi over libusb names devices by port and interface. */
  @Test
  void deviceOnTheUsbBusIsOneAlsoWithoutADeviceFile() throws Exception {
    Path real = Files.createDirectories(sysfs.resolve("devices/pci0000:00/usb1/1-2/1-2:1.0"));
    Path list = Files.createDirectories(sysfs.resolve("bus/usb/devices"));
    Files.createSymbolicLink(list.resolve("1-2:1.0"), real);
    assertEquals(PadOrigin.DEVICE, HidTransport.origin(sysfs, "1-2:1.0"));
  }

  @Test
  void whatTheKernelDoesNotKnowIsNoDevice() throws Exception {
    assertEquals(PadOrigin.UNKNOWN, HidTransport.origin(sysfs, "1-2:1.0"));
    assertEquals(PadOrigin.UNKNOWN, HidTransport.origin(sysfs, "/dev/hidraw0"));
    Path list = Files.createDirectories(sysfs.resolve("class/hidraw"));
    Files.createSymbolicLink(list.resolve("hidraw0"), list.resolve("hidraw0"));
    assertEquals(PadOrigin.UNKNOWN, HidTransport.origin(sysfs, "/dev/hidraw0"), "a loop");
    assertEquals(PadOrigin.UNKNOWN, HidTransport.origin(sysfs, "\0"), "no path");
  }

  @Test
  void placeIsThePortAndNotTheNumberOfTheDevice() throws Exception {
    String port = "devices/pci0000:00/0000:00:14.0/usb1/1-2";
    node("hidraw0", port + "/1-2:1.0/0003:056A:00A8.0001");
    node("hidraw5", port + "/1-2:1.0/0003:056A:00A8.0009");
    Files.writeString(sysfs.resolve(port).resolve("idVendor"), "056a");
    assertEquals("usb:1-2", HidTransport.place(sysfs, "/dev/hidraw0"));
    assertEquals("usb:1-2", HidTransport.place(sysfs, "/dev/hidraw5"));
    assertEquals("hid:/dev/hidraw7", HidTransport.place(sysfs, "/dev/hidraw7"));
  }
}
