// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.file.ServeSettings.Application;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotAllowed;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Lets applications in: who calls, what it may, how often. May be shared between threads. */
public final class Front {
  private static final Duration DAY = Duration.ofDays(1);
  // The reader of an answer may be back a moment before its sender has made room.
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final Clock clock;
  private final Map<String, Known> byToken = new HashMap<>();
  private final Map<X509Certificate, Known> byCertificate = new HashMap<>();
  private final List<Known> anybody = new ArrayList<>();

  /** An application with what it has left. */
  private record Known(Application application, Bucket bucket, Bulkhead room) {
    static Known of(Application application) {
      ServeSettings.Rate rate = application.rate();
      Bucket bucket =
          Bucket.builder()
              .addLimit(
                  Bandwidth.builder()
                      .capacity(rate.perSecond())
                      .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
                      .build())
              .addLimit(
                  Bandwidth.builder()
                      .capacity(rate.perDay())
                      .refillGreedy(rate.perDay(), DAY)
                      .build())
              .build();
      Bulkhead room =
          Bulkhead.of(
              application.name(),
              BulkheadConfig.custom()
                  .maxConcurrentCalls(rate.atOnce())
                  .maxWaitDuration(MOMENT)
                  .build());
      return new Known(application, bucket, room);
    }
  }

  /** A call that was let in; closing it makes room for the next. */
  public record Admission(Application application, Runnable leaving) implements AutoCloseable {
    @Override
    public void close() {
      leaving.run();
    }
  }

  private Front(Clock clock) {
    this.clock = clock;
  }

  /**
   * A front for the applications of a file.
   *
   * @throws SigningException if a certificate cannot be read
   */
  public static Front of(ServeSettings settings, Clock clock) throws SigningException {
    Front front = new Front(clock);
    for (Application application : settings.applications()) {
      Known known = Known.of(application);
      application.credentials().tokens().forEach(token -> front.byToken.put(token, known));
      for (Path file : application.credentials().certificates()) {
        X509Certificate own =
            TrustStore.load(List.of(settings.folder().resolve(file)))
                .anchors(Purpose.SIGNER)
                .getFirst();
        front.byCertificate.put(own, known);
      }
      if (application.credentials().anybody()) {
        front.anybody.add(known);
      }
    }
    return front;
  }

  /**
   * Who calls.
   *
   * @throws ServeException.Unknown if credentials are given that nobody has, or that two
   *     applications have, or none where they are needed
   */
  public Application identify(Request request) throws ServeException.Unknown {
    return known(request).application();
  }

  private Known known(Request request) throws ServeException.Unknown {
    Optional<Known> shown =
        request.caller().certificates().stream().findFirst().map(byCertificate::get);
    List<String> given = request.headers().getOrDefault("authorization", List.of());
    if (given.isEmpty()) {
      return shown.or(() -> anybody.stream().findFirst()).orElseThrow(ServeException.Unknown::new);
    }
    String value = given.getFirst();
    if (given.size() != 1 || !value.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw new ServeException.Unknown();
    }
    Known named = byToken.get(Tokens.digest(value.substring(7).trim()));
    // A token that was carried off is worth nothing under another system's certificate.
    if (named == null
        || (shown.isPresent()
            && !shown.get().application().name().equals(named.application().name()))) {
      throw new ServeException.Unknown();
    }
    return named;
  }

  /**
   * Lets a call in.
   *
   * @throws NotAllowed if its application has no right to it
   * @throws ServeException.TooMany if it has called too often
   * @throws ServeException.Busy if too many of its calls are under way
   */
  public Admission admit(Request request, Operation operation) throws ServeException.Refusal {
    Known known = known(request);
    Application application = known.application();
    // Counted before anything is looked at, so that refused calls count as well.
    ConsumptionProbe probe = known.bucket().tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new ServeException.TooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    require(application, request, operation, clock.instant());
    if (!known.room().tryAcquirePermission()) {
      throw new ServeException.Busy();
    }
    return new Admission(application, known.room()::onComplete);
  }

  private static void require(
      Application application, Request request, Operation operation, Instant now)
      throws NotAllowed {
    if (!application.operations().contains(operation)) {
      throw new NotAllowed(NotAllowed.What.OPERATION);
    }
    boolean here =
        application.addresses().isEmpty()
            || application.addresses().stream()
                .anyMatch(range -> range.has(request.caller().address()));
    if (!here) {
      throw new NotAllowed(NotAllowed.What.ADDRESS);
    }
    if (application.hours().isPresent() && !application.hours().get().has(now)) {
      throw new NotAllowed(NotAllowed.What.HOURS);
    }
  }
}
