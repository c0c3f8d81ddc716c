// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes on as another one and can be put forward. Any thread. */
public final class MovingClock extends Clock {
  private final Clock under;
  private volatile Duration ahead = Duration.ZERO;

  /** As this clock. */
  public MovingClock(Clock under) {
    this.under = under;
  }

  /** Puts it forward. */
  public synchronized void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  @Override
  public ZoneId getZone() {
    return under.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    MovingClock moved = new MovingClock(under.withZone(zone));
    moved.ahead = ahead;
    return moved;
  }

  @Override
  public Instant instant() {
    return under.instant().plus(ahead);
  }
}
