// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.pad.PadException;

/** What every transport keeps to; the peer echoes what it gets. */
@Timeout(600)
abstract class TransportContract {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** A transport whose other side sends back every byte. */
  abstract Transport echoing() throws Exception;

  /** Breaks the line. */
  abstract void unplug() throws Exception;

  static byte[] everyByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @Test
  void everyByteValueComesBackUnchangedAndInOrder() throws Exception {
    try (Transport transport = echoing()) {
      transport.write(everyByte());
      assertArrayEquals(everyByte(), read(transport, 256));
    }
  }

  private static byte[] read(Transport transport, int count) throws PadException {
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    byte[] buffer = new byte[100];
    while (came.size() < count) {
      int n = transport.read(buffer, LONG);
      assertTrue(n > 0, "nothing came in time");
      came.write(buffer, 0, n);
    }
    return came.toByteArray();
  }

  @Test
  void readGivesZeroWhenNothingComesInTime() throws Exception {
    try (Transport transport = echoing()) {
      long begin = System.nanoTime();
      assertEquals(0, transport.read(new byte[10], Duration.ofMillis(60)));
      long millis = (System.nanoTime() - begin) / 1_000_000;
      assertTrue(millis >= 55 && millis < 30_000, "waited " + millis + " ms");
    }
  }

  @Test
  void unpluggedDeviceIsGone() throws Exception {
    try (Transport transport = echoing()) {
      transport.write(everyByte());
      read(transport, 256);
      unplug();
      assertThrows(
          PadException.Gone.class,
          () -> {
            while (transport.read(new byte[10], LONG) >= 0) {
              // Until it notices.
            }
          });
    }
  }

  @Test
  void interruptEndsAReadAndStaysSet() throws Exception {
    try (Transport transport = echoing()) {
      AtomicReference<PadException> thrown = new AtomicReference<>();
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      transport.read(new byte[10], LONG);
                    } catch (PadException e) {
                      if (Thread.currentThread().isInterrupted()) {
                        thrown.set(e);
                      }
                    }
                  });
      reader.interrupt();
      assertTrue(reader.join(LONG));
      assertTrue(thrown.get() instanceof PadException.Interrupted);
    }
  }

  @Test
  void closedTransportIsGoneAndMayBeClosedAgain() throws Exception {
    Transport transport = echoing();
    transport.close();
    transport.close();
    assertThrows(PadException.Gone.class, () -> transport.write(new byte[] {1}));
    assertThrows(PadException.Gone.class, () -> transport.read(new byte[1], Duration.ZERO));
  }
}
