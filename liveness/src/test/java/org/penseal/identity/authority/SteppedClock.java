// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when it is told to, and a time that passes beside it. */
final class SteppedClock extends Clock {
  private volatile Instant now;
  private volatile long nanos;

  SteppedClock(Instant start) {
    now = start;
  }

  void step(Duration length) {
    now = now.plus(length);
    nanos += length.toNanos();
  }

  /** Somebody sets it; no time passes. */
  void set(Instant time) {
    now = time;
  }

  long nanos() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
