// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import org.penseal.app.server.file.Nodes;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.file.ServeSettings.Application;

/** An application with what it has left on this node. */
record Known(Application application, Bucket bucket, Bulkhead room) {
  private static final Duration DAY = Duration.ofDays(1);
  // The reader of an answer may be back a moment before its sender has made room.
  private static final Duration MOMENT = Duration.ofMillis(100);

  static Known of(Application application, Nodes nodes) {
    ServeSettings.Rate rate = application.rate();
    long perSecond = nodes.part(rate.perSecond());
    long perDay = nodes.part(rate.perDay());
    Bucket bucket =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(perSecond)
                    .refillGreedy(perSecond, Duration.ofSeconds(1))
                    .build())
            .addLimit(Bandwidth.builder().capacity(perDay).refillGreedy(perDay, DAY).build())
            .build();
    Bulkhead room =
        Bulkhead.of(
            application.name(),
            BulkheadConfig.custom()
                .maxConcurrentCalls((int) nodes.part(rate.atOnce()))
                .maxWaitDuration(MOMENT)
                .build());
    return new Known(application, bucket, room);
  }

  /** How many of its calls are under way. */
  int underWay() {
    return room.getMetrics().getMaxAllowedConcurrentCalls()
        - room.getMetrics().getAvailableConcurrentCalls();
  }

  /** Other rights of the same application, with what it has left. */
  Known with(Application changed) {
    return new Known(changed, bucket, room);
  }
}
