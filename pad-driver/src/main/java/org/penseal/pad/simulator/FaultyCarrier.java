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
  // The kernel hands on what was written when it has time.
  private static final Duration BEFORE_THE_END = Duration.ofMillis(200);

  private final Carrier carrier;
  private Faults faults = Faults.none();
  private byte @Nullable [] held;
  private long inCapture;

  FaultyCarrier(Carrier carrier) {
    this.carrier = carrier;
  }

  synchronized void faults(Faults newFaults) {
    faults = newFaults;
    carrier.cutAfter(newFaults.line().unplugAtByte());
  }

  /** The host or the customer begins a capture. */
  synchronized void captureBegins() {
    inCapture = 0;
  }

  /** Reports of the present capture. */
  synchronized long inCapture() {
    return inCapture;
  }

  /**
   * Waits until nothing that was sent has been under way for so long: what was written to a line
   * cannot be seen at its other end at once. Ends early by an interrupt, whose flag stays.
   */
  void awaitTaken(Duration quiet) {
    long now = System.nanoTime();
    long end = now + PATIENCE.toNanos();
    long taken = now;
    while (now - end < 0
        && now - taken < quiet.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(1_000_000);
      now = System.nanoTime();
      if (!carrier.drained()) {
        taken = now;
      }
    }
  }

  /** Where answers of the firmware go, unharmed. */
  Consumer<byte[]> answers() {
    return report -> carrier.send(report, Damage.NONE);
  }

  /** Sends a pen report. */
  synchronized void pen(byte[] report) {
    inCapture++;
    if (inCapture != faults.line().loseReport()) {
      damaged(
          report,
          inCapture == faults.line().damagedReport() ? faults.line().damage() : Damage.NONE);
    }
    if (inCapture == faults.line().injectAfter()) {
      // The same number again, at another place: the host must not miss a report before it.
      byte[] other = report.clone();
      other[4] ^= 0x10;
      carrier.send(other, Damage.NONE);
    }
    if (inCapture == faults.line().unplugAt()) {
      // The end of a line takes along what the host has not read.
      awaitTaken(BEFORE_THE_END);
      carrier.unplug();
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
