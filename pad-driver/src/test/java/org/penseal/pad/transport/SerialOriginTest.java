// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.simulator.Pty;

/** Only what the kernel lists with hardware behind it is a device. */
class SerialOriginTest {
  private static final String NULL = "/dev/null";

  @TempDir Path folder;

  /** A program may be at the other end of the terminal that it started this one on. */
  @Test
  void terminalOfTheProcessIsNoDevice() {
    assertNotEquals(PadOrigin.DEVICE, SerialTransport.originAt("/dev/tty"));
  }

  @Test
  void whatTheKernelDoesNotListIsNotKnown() throws Exception {
    Path file = Files.writeString(folder.resolve("ttyS0"), "");
    for (String path : List.of(NULL, "/dev/no-such-line", "COM3", file.toString())) {
      assertEquals(PadOrigin.UNKNOWN, SerialTransport.originAt(path), path);
    }
  }

  @Test
  void pseudoTerminalIsAProgramsByWhicheverPath() throws Exception {
    Pty pty = Pty.open();
    try {
      Path link = Files.createSymbolicLink(folder.resolve("ttyUSB0"), pty.path());
      assertEquals(PadOrigin.SIMULATED, SerialTransport.originAt(pty.path().toString()));
      assertEquals(PadOrigin.SIMULATED, SerialTransport.originAt(link.toString()));
    } finally {
      pty.close();
    }
  }

  /** The link may lead elsewhere by the time it is opened; what it led to is what is opened. */
  @Test
  void linkIsFollowedOnce() throws Exception {
    Pty pty = Pty.open();
    Path link = Files.createSymbolicLink(folder.resolve("pad"), pty.path());
    try (SerialTransport line = SerialTransport.open(link.toString(), 115_200)) {
      Files.delete(link);
      assertEquals(PadOrigin.SIMULATED, line.origin());
    } finally {
      pty.close();
    }
  }

  // /dev/null stands for a line, since it is there on every machine.
  private Path listed(String device, String number) throws Exception {
    Path sysfs = folder.resolve("sys");
    Path real = Files.createDirectories(sysfs.resolve(device).resolve("tty/null"));
    Files.writeString(real.resolve("dev"), number + "\n");
    Files.createSymbolicLink(
        Files.createDirectories(sysfs.resolve("class/tty")).resolve("null"), real);
    return sysfs;
  }

  @Test
  void lineWithHardwareBehindItIsADevice() throws Exception {
    assertEquals(PadOrigin.DEVICE, SerialOrigin.of(listed("devices/pci0/usb1/1-2", "1:3"), NULL));
  }

  @Test
  void lineWithoutHardwareIsAPrograms() throws Exception {
    assertEquals(PadOrigin.SIMULATED, SerialOrigin.of(listed("devices/virtual", "1:3"), NULL));
  }

  @Test
  void fileWithAnotherNumberIsAnotherLine() throws Exception {
    assertEquals(
        PadOrigin.UNKNOWN, SerialOrigin.of(listed("devices/pci0/usb1/1-2", "188:0"), NULL));
  }
}
