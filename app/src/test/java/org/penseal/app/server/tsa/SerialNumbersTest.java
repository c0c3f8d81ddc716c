// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.refusal.ServeException;

class SerialNumbersTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @Test
  void countersDoNotRepeatOverCrashes() throws Exception {
    Path file = folder.resolve("serial");
    Set<BigInteger> counters = new HashSet<>();
    int given = 0;
    for (int start = 0; start < 20; start++) {
      // Never closed: each start follows a crash.
      SerialNumbers numbers = SerialNumbers.open(file, RANDOM);
      for (int i = 0; i < 10 + start; i++) {
        assertTrue(counters.add(numbers.next(NOW).shiftRight(64)));
        given++;
      }
    }
    assertEquals(given, counters.size());
  }

  @Test
  void aBlockIsOnTheDiskBeforeItsFirstNumberIsGiven() throws Exception {
    Path file = folder.resolve("serial");
    SerialNumbers numbers = SerialNumbers.open(file, RANDOM);
    BigInteger first = numbers.next(NOW).shiftRight(64);
    String written = Files.readString(file);
    assertTrue(Long.parseLong(written.split(" ", 2)[0]) > first.longValueExact(), written);
    assertEquals(NOW, SerialNumbers.open(file, RANDOM).latest());
  }

  @Test
  void manyThreadsGetNumbersOfTheirOwn() throws Exception {
    SerialNumbers numbers = SerialNumbers.open(folder.resolve("serial"), RANDOM);
    Set<BigInteger> all = ConcurrentHashMap.newKeySet();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = 0; n < 2000; n++) {
                      try {
                        all.add(numbers.next(NOW).shiftRight(64));
                      } catch (ServeException e) {
                        throw new IllegalStateException(e);
                      }
                    }
                  });
    }
    for (Thread each : threads) {
      each.join();
    }
    assertEquals(16_000, all.size());
  }

  @Test
  void aFileThatIsNoneAndAFolderThatIsGoneAreRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("serial"), "nonsense");
    assertThrows(ServeException.DataUnusable.class, () -> SerialNumbers.open(file, RANDOM));
    SerialNumbers nowhere = SerialNumbers.open(folder.resolve("gone/serial"), RANDOM);
    assertThrows(ServeException.NotReady.class, () -> nowhere.next(NOW));
  }
}
