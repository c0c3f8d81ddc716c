// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import java.time.Duration;

/**
 * How long and how often an authority is asked.
 *
 * @param attempt longest time for one request
 * @param whole longest time for everything, pauses and other endpoints with it
 * @param attemptsEach how often one endpoint is asked in one go
 * @param firstPause before the second attempt; doubled for each further one, half of it by chance
 * @param longestPause what would take longer is not waited for: the next endpoint is asked
 * @param openFor how long an endpoint that fails is left alone
 */
public record RetryPolicy(
    Duration attempt,
    Duration whole,
    int attemptsEach,
    Duration firstPause,
    Duration longestPause,
    Duration openFor) {

  /** Three attempts each, 0.2 s between the first, 30 s of rest for what fails. */
  public static RetryPolicy of(Duration attempt) {
    return new RetryPolicy(
        attempt,
        attempt.multipliedBy(3),
        3,
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }
}
