// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.message.Component;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageVerifier;

/**
 * Lets through only what one of the known stations signed, lately, and never before. Any thread.
 */
final class RequestGate {
  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final int MOST = 100_000;

  private final List<MessageKey> stations;
  private final Clock clock;
  private final Map<String, Instant> seen = new LinkedHashMap<>();

  RequestGate(List<MessageKey> stations, Clock clock) {
    this.stations = stations;
    this.clock = clock;
  }

  void require(Component.Request request, @Nullable String input, @Nullable String value)
      throws RequestRefused {
    if (stations.isEmpty()) {
      return;
    }
    MessageVerifier.Finding finding =
        new MessageVerifier(stations, OLDEST, clock).check(request.components(), input, value);
    if (finding.fault() != null) {
      String word = finding.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
      throw new RequestRefused(401, "signature-" + word);
    }
    synchronized (seen) {
      // A signature may be from the future by as much as from the past.
      Instant oldest = clock.instant().minus(OLDEST.multipliedBy(2));
      seen.values().removeIf(at -> at.isBefore(oldest));
      if (seen.size() >= MOST) {
        throw new RequestRefused(
            503, "too-many-requests"); // what cannot be remembered is not let in
      }
      if (seen.putIfAbsent(finding.nonce(), clock.instant()) != null) {
        throw new RequestRefused(401, "signature-replayed");
      }
    }
  }
}
