// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.simulate;

import java.time.Duration;
import org.penseal.pad.Awaited;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.driver.PadDriver;

/** Waits until a pad that was plugged in is attached, and says where. */
final class HidArrival {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long LOOK_MS = 50;

  private final PadDriver driver;

  HidArrival(PadDriver driver) {
    this.driver = driver;
  }

  /**
   * Its address.
   *
   * @throws PadException.TimedOut when it does not come
   */
  String of(PadModel model) throws PadException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() - end < 0) {
      for (PadDriver.Attached attached : driver.list()) {
        boolean same = attached.model().filter(m -> m.id().equals(model.id())).isPresent();
        if (same && attached.uri().startsWith("hid:")) {
          return attached.uri();
        }
      }
      Thread.sleep(LOOK_MS);
    }
    throw new PadException.TimedOut(Awaited.PAD, "virtual HID device", LONGEST);
  }
}
