// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;

/**
 * Where the signer's pad is: opened now, and again after it was unplugged. For one thread; the
 * owner closes it.
 */
public final class PadPlace implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Optional<Opening> opening;
  private Pad pad;

  /** Opens the pad. */
  @FunctionalInterface
  public interface Opening {
    /** Opens it, or says why not. */
    Pad open() throws PadException;
  }

  private PadPlace(Pad pad, Optional<Opening> opening) {
    this.pad = pad;
    this.opening = opening;
  }

  /** A pad that can be opened again. */
  public static PadPlace open(Opening opening) throws PadException {
    return new PadPlace(opening.open(), Optional.of(opening));
  }

  /** A pad that is opened once. */
  public static PadPlace once(Pad pad) {
    return new PadPlace(pad, Optional.empty());
  }

  /** The pad as it is open now. */
  public Pad pad() {
    return pad;
  }

  /** Whether it can be opened again. */
  public boolean opensAgain() {
    return opening.isPresent();
  }

  /**
   * Waits until the pad that went away is there again, and opens it: what was written until then
   * was checked for this pad, and the manifest names one. Runs on the calling thread; an interrupt
   * ends it.
   *
   * @throws PadException.Gone when it does not come back
   */
  public Pad again(Clock clock, Duration limit) throws PadException {
    pad.close();
    PadIdentity before = pad.identity();
    String model = before.model().id();
    Opening how = opening.orElseThrow(() -> new PadException.Gone(model, null));
    Instant end = clock.instant().plus(limit);
    while (clock.instant().isBefore(end)) {
      pause();
      try {
        Pad found = how.open();
        if (isSame(before, found.identity())) {
          pad = found;
          return found;
        }
        found.close();
      } catch (PadException.NotFound
          | PadException.Gone
          | PadException.Busy
          | PadException.PermissionDenied
          | PadException.TimedOut e) {
        // not yet: a device that comes back is there before its rights are, and before it answers
        continue;
      }
    }
    throw new PadException.Gone(model, null);
  }

  private static boolean isSame(PadIdentity before, PadIdentity now) {
    return before.origin() == now.origin()
        && before.model().id().equals(now.model().id())
        && before.serialNumber().equals(now.serialNumber());
  }

  private static void pause() throws PadException.Interrupted {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  @Override
  public void close() {
    pad.close();
  }
}
