// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which serial ports may be a device that somebody plugged in. */
class PluggedPortsTest {
  @Test
  void portsOfTheBoardAreNotAmongThem() {
    assertEquals(
        List.of(),
        SerialTransport.plugged(
            List.of("/dev/ttyS0", "/dev/ttyS31", "/dev/ttyAMA0", "/dev/rfcomm0", "/dev/pts/3")));
  }

  @Test
  void portsOfPluggedDevicesAre() {
    List<String> ports =
        List.of("/dev/ttyUSB0", "/dev/ttyUSB12", "/dev/ttyACM1", "/dev/ttyMXUSB0", "COM1", "COM14");
    assertEquals(ports, SerialTransport.plugged(ports));
  }

  @Test
  void portsOfMacOsAreButForItsOwn() {
    assertEquals(
        List.of("/dev/cu.usbserial-1420", "/dev/tty.wchusbserial1"),
        SerialTransport.plugged(
            List.of(
                "/dev/cu.Bluetooth-Incoming-Port",
                "/dev/cu.usbserial-1420",
                "/dev/cu.debug-console",
                "/dev/tty.wchusbserial1")));
  }

  /** What this computer has, whatever it is. */
  @Test
  void nothingIsAddedToWhatTheSystemTells() {
    List<String> all = SerialTransport.list();
    assertEquals(
        List.of(),
        SerialTransport.plugged(all).stream().filter(port -> !all.contains(port)).toList());
  }
}
