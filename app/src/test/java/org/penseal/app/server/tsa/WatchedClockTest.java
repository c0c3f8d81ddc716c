// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedClockTest {
  private static final Duration OFF = Duration.ofMillis(500);
  private Instant wall = Instant.parse("2026-11-27T10:00:00Z");
  private long nanos = 1_000_000;

  private final WatchedClock clock =
      new WatchedClock(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return wall;
            }
          },
          () -> nanos,
          OFF);

  private void pass(Duration real, Duration shown) {
    nanos += real.toNanos();
    wall = wall.plus(shown);
  }

  @Test
  void aClockThatRunsAlongIsBelieved() {
    for (int i = 0; i < 10_000; i++) {
      pass(Duration.ofMillis(700), Duration.ofMillis(700).plusNanos(350_000)); // 500 ppm
      assertEquals(Optional.of(wall), clock.now());
    }
  }

  @Test
  void aJumpInEitherDirectionIsNoticedAndNotForgotten() {
    pass(Duration.ofMillis(10), Duration.ofSeconds(2));
    assertTrue(clock.now().isEmpty());
    pass(Duration.ofMillis(10), Duration.ofSeconds(-2));
    assertTrue(clock.now().isEmpty());
    clock.confirmed();
    assertEquals(Optional.of(wall), clock.now());
    pass(Duration.ofSeconds(60), Duration.ofSeconds(50));
    assertTrue(clock.now().isEmpty());
  }

  @Test
  void manySmallStepsAreAJumpAsWell() {
    boolean believed = true;
    for (int i = 0; i < 60 && believed; i++) {
      pass(Duration.ofSeconds(1), Duration.ofMillis(1400));
      believed = clock.now().isPresent();
    }
    assertEquals(false, believed);
  }
}
