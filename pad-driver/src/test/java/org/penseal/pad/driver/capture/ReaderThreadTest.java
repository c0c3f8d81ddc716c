// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.capture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ReaderThreadTest {
  private final AtomicBoolean reading = new AtomicBoolean();

  /** A read that is in native code and cannot be interrupted. */
  private void read() {
    reading.set(true);
    long end = System.nanoTime() + Duration.ofMillis(400).toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    reading.set(false);
  }

  @Test
  void interruptDoesNotLetTheDeviceBeClosedUnderItsReader() throws Exception {
    ReaderThread reader = new ReaderThread("test:", this::read, () -> {});
    reader.start();
    while (!reading.get()) {
      Thread.onSpinWait();
    }
    AtomicBoolean readingAtTheEnd = new AtomicBoolean(true);
    AtomicBoolean keptInterrupt = new AtomicBoolean();
    Thread closing =
        Thread.ofPlatform()
            .start(
                () -> {
                  reader.stop();
                  readingAtTheEnd.set(reading.get());
                  keptInterrupt.set(Thread.interrupted());
                });
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    closing.interrupt();
    closing.join();
    assertFalse(readingAtTheEnd.get(), "stopped, and still reading");
    assertTrue(keptInterrupt.get());
  }
}
