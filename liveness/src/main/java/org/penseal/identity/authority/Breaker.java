// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an endpoint alone that failed three times or more in half of its last ten requests, and
 * then lets one request through to see (resilience4j). How long it waits does not hang on the clock
 * of the wall. Any thread.
 */
final class Breaker {
  private static final int WINDOW = 10;
  private static final int LEAST = 3;
  private static final int HALF = 50;

  private final CircuitBreaker breaker;
  private final SteadyClock clock;
  private final Duration openFor;
  private volatile @Nullable Instant againAt;

  Breaker(String name, Duration openFor, SteadyClock clock) {
    this.clock = clock;
    this.openFor = openFor;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(LEAST)
                .failureRateThreshold(HALF)
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build());
  }

  /** Whether a request may go through; then one of the three below follows. */
  boolean lets() {
    return breaker.tryAcquirePermission();
  }

  /** How long it lets none through; null if it would now. */
  @Nullable Duration restsFor() {
    Instant again = againAt;
    return again != null && breaker.getState() == CircuitBreaker.State.OPEN
        ? clock.until(again)
        : null;
  }

  /** The endpoint works, whatever it decided. */
  void worked() {
    breaker.onSuccess(0, TimeUnit.MILLISECONDS);
  }

  /** It does not. */
  void failed(Throwable failure) {
    CircuitBreaker.State before = breaker.getState();
    breaker.onError(0, TimeUnit.MILLISECONDS, failure);
    if (breaker.getState() == CircuitBreaker.State.OPEN && before != CircuitBreaker.State.OPEN) {
      againAt = clock.instant().plus(openFor);
    }
  }

  /** It asks to be left alone. */
  void restFor(Duration rest) {
    breaker.transitionToOpenStateFor(rest);
    againAt = clock.instant().plus(rest);
  }

  /** Nothing was found out. */
  void neither() {
    breaker.releasePermission();
  }
}
