// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Carrier.Damage;

/** Counts the pen reports of a capture and does to them what {@link Faults} says. */
final class FaultyCarrier {
  private static final Duration STALL = Duration.ofMillis(333);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Carrier carrier;
  private Faults faults = Faults.none();
  private byte @Nullable [] held;
  private long inCapture;

  FaultyCarrier(Carrier carrier) {
    this.carrier = carrier;
  }

  synchronized void faults(Faults newFaults) {
    faults = newFaults;
    carrier.cutAfter(newFaults.unplugAtByte());
  }

  /** The host or the customer begins a capture. */
  synchronized void captureBegins() {
    inCapture = 0;
  }

  /** Reports of the present capture. */
  synchronized long inCapture() {
    return inCapture;
  }

  /** Whether the host has taken all that was sent. */
  boolean drained() {
    return carrier.drained();
  }

  /** Where answers of the firmware go, unharmed. */
  Consumer<byte[]> answers() {
    return report -> carrier.send(report, Damage.NONE);
  }

  /** Sends a pen report. */
  synchronized void pen(byte[] report) {
    inCapture++;
    if (inCapture != faults.loseReport()) {
      damaged(report, inCapture == faults.damagedReport() ? faults.damage() : Damage.NONE);
    }
    if (inCapture == faults.injectAfter()) {
      // The same number again, at another place: the host must not miss a report before it.
      byte[] other = report.clone();
      other[4] ^= 0x10;
      carrier.send(other, Damage.NONE);
    }
    if (inCapture == faults.unplugAt()) {
      awaitDrained();
      carrier.unplug();
    }
  }

  // The end of a line takes along what the host has not read: a busy machine's reports would be
  // fewer.
  private void awaitDrained() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!carrier.drained()
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void damaged(byte[] report, Damage damage) {
    if (damage == Damage.SWAPPED) {
      held = report.clone();
      return;
    }
    if (damage == Damage.STALLED) {
      LockSupport.parkNanos(STALL.toNanos());
    }
    carrier.send(report, damage);
    if (damage == Damage.REPEATED) {
      carrier.send(report, Damage.NONE);
    }
    byte[] late = held;
    if (late != null) {
      held = null;
      carrier.send(late, Damage.NONE);
    }
  }
}
