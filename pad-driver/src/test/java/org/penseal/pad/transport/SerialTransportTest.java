// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadException;
import org.penseal.pad.simulator.Pty;

/** The contract over a real pseudo terminal and jssc. */
class SerialTransportTest extends TransportContract {
  private final List<Pty> ptys = new ArrayList<>();

  private Pty startEcho() throws IOException {
    Pty echo = Pty.open();
    ptys.add(echo);
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              byte[] buffer = new byte[64];
              try {
                for (int n = 0; n >= 0; n = echo.read(buffer, Duration.ofMillis(100))) {
                  echo.write(Arrays.copyOf(buffer, n));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return echo;
  }

  @Override
  Transport echoing() throws Exception {
    return SerialTransport.open(startEcho().path().toString(), 115_200);
  }

  @Override
  void unplug() {
    ptys.forEach(Pty::close);
  }

  @AfterEach
  void closePty() {
    ptys.forEach(Pty::close);
  }

  @Test
  void opensThroughASymbolicLink(@TempDir Path folder) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("pad"), startEcho().path());
    try (Transport transport = SerialTransport.open(link.toString(), 115_200)) {
      transport.write(new byte[] {42});
      byte[] buffer = new byte[4];
      assertEquals(1, transport.read(buffer, Duration.ofSeconds(60)));
      assertEquals(42, buffer[0]);
    }
  }

  @Test
  void lineThatIsOpenIsBusyByWhicheverPathUntilItIsClosed(@TempDir Path folder) throws Exception {
    String path = startEcho().path().toString();
    Path link = Files.createSymbolicLink(folder.resolve("pad"), Path.of(path));
    try (Transport transport = SerialTransport.open(path, 115_200)) {
      for (String again : List.of(path, link.toString())) {
        PadException.Busy busy =
            assertThrows(PadException.Busy.class, () -> SerialTransport.open(again, 115_200));
        assertEquals("serial:" + again, busy.uri);
      }
      transport.write(new byte[] {42});
      assertEquals(1, transport.read(new byte[4], Duration.ofSeconds(60)));
    }
    try (Transport transport = SerialTransport.open(link.toString(), 115_200)) {
      transport.write(new byte[] {43});
      assertEquals(1, transport.read(new byte[4], Duration.ofSeconds(60)));
    }
  }

  @Test
  void lineThatCouldNotBeOpenedIsNotBusy() {
    for (int i = 0; i < 2; i++) {
      assertThrows(
          PadException.NotFound.class, () -> SerialTransport.open("/dev/no-such-line", 115_200));
    }
  }

  @Test
  void missingDeviceIsNotFound() {
    PadException.NotFound e =
        assertThrows(
            PadException.NotFound.class, () -> SerialTransport.open("/dev/no-such-line", 115_200));
    assertEquals("serial:/dev/no-such-line", e.uri);
  }
}
