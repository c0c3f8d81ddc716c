// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.AnswerUnproven;
import org.penseal.identity.IdentityException.AuthoritiesDown;
import org.penseal.identity.IdentityException.AuthoritiesDown.Attempt;
import org.penseal.identity.IdentityException.AuthorityBusy;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityException.AuthorityTls;
import org.penseal.identity.IdentityException.AuthorityUnreachable;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.PhoneCode;

/**
 * One authority behind several endpoints, asked in order of preference. Only what had no answer is
 * asked again, with the same idempotency key: at the same endpoint after a pause, then at the next.
 * A decision ends it, and so does an answer that cannot be believed, since it may hide one.
 *
 * <p>Any thread. Remembers which endpoints fail, so it is made once and kept.
 */
public final class AuthorityGroup implements Authority {
  private static final double DOUBLED = 2;
  private static final double HALF_BY_CHANCE = 0.5;

  private final List<Guarded> endpoints;
  private final RetryPolicy patience;
  private final Clock wall;
  private final SteadyClock clock;
  private final Pause pause;
  private final IntervalFunction pauses;

  private record Guarded(AuthorityClient client, Breaker breaker) {}

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Waits this long. */
    void take(Duration length) throws InterruptedException;
  }

  private interface Call<T> {
    T on(AuthorityClient client, Duration limit) throws IdentityException, InterruptedException;
  }

  // What one call has come to so far.
  private static final class Course {
    private final List<Attempt> attempts = new ArrayList<>();
    private final Instant end; // of the steady clock
    private @Nullable IdentityException last;

    private Course(Instant end) {
      this.end = end;
    }

    void note(Guarded at, String reason, @Nullable Instant againAt) {
      attempts.add(new Attempt(at.client().address(), reason, againAt));
    }
  }

  /**
   * Connects nothing yet.
   *
   * @param endpoints at least one, the preferred first
   * @param wall what time it is, for dates in messages and answers
   * @param nanos {@code System::nanoTime}: how long something takes
   * @param pause {@code Thread::sleep}
   * @throws InsecureAddress if one of them is not safe
   */
  public AuthorityGroup(
      List<Endpoint> endpoints, RetryPolicy patience, Clock wall, LongSupplier nanos, Pause pause)
      throws InsecureAddress {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("an authority has at least one endpoint");
    }
    this.clock = new SteadyClock(nanos);
    List<Guarded> guarded = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      guarded.add(
          new Guarded(
              new AuthorityClient(endpoint, patience.attempt(), wall),
              new Breaker(endpoint.address().toString(), patience.openFor(), clock)));
    }
    this.endpoints = List.copyOf(guarded);
    this.patience = patience;
    this.wall = wall;
    this.pause = pause;
    this.pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            patience.firstPause(), DOUBLED, HALF_BY_CHANCE, patience.longestPause());
  }

  @Override
  public Health probe() throws IdentityException, InterruptedException {
    return ask((client, limit) -> client.probe(limit));
  }

  @Override
  public IdentityResult verify(IdentityClaim claim, String idempotencyKey)
      throws IdentityException, InterruptedException {
    return ask((client, limit) -> client.verify(claim, idempotencyKey, limit));
  }

  @Override
  public PhoneCode sendCode(IdentityClaim claim, String idempotencyKey)
      throws IdentityException, InterruptedException {
    return ask((client, limit) -> client.sendCode(claim, idempotencyKey, limit));
  }

  private <T> T ask(Call<T> call) throws IdentityException, InterruptedException {
    Course course = new Course(clock.instant().plus(patience.whole()));
    for (Guarded each : endpoints) {
      T answer = askOne(each, call, course);
      if (answer != null) {
        return answer;
      }
    }
    IdentityException last = course.last;
    if (last instanceof AuthorityBusy || (last != null && endpoints.size() == 1)) {
      throw last;
    }
    throw new AuthoritiesDown(course.attempts, last);
  }

  private <T> @Nullable T askOne(Guarded at, Call<T> call, Course course)
      throws IdentityException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Duration left = clock.until(course.end);
      if (!left.isPositive()) {
        course.note(at, "TIME_UP", null);
        return null;
      }
      if (!at.breaker().lets()) {
        course.note(at, "OPEN", againAt(at));
        return null;
      }
      Duration limit = left.compareTo(patience.attempt()) < 0 ? left : patience.attempt();
      try {
        return once(at, call, limit);
      } catch (AuthorityUnreachable e) {
        if (!again(at, attempt, e.retryAfter(), course)) {
          rest(at, e);
          ended(course, at, e.why().name(), e);
          return null;
        }
      } catch (AuthorityBusy e) {
        if (!again(at, attempt, e.retryAfter(), course)) {
          ended(course, at, "BUSY", e);
          return null;
        }
      } catch (AuthorityTls e) {
        ended(course, at, "TLS_" + e.why().name(), e);
        return null;
      }
    }
  }

  private void ended(Course course, Guarded at, String reason, IdentityException failure) {
    course.last = failure;
    course.note(at, reason, againAt(at));
  }

  private @Nullable Instant againAt(Guarded at) {
    Duration rest = at.breaker().restsFor();
    return rest == null ? null : wall.instant().plus(rest);
  }

  private void rest(Guarded at, AuthorityUnreachable failure) {
    if (failure.retryAfter().compareTo(patience.longestPause()) > 0) {
      at.breaker().restFor(failure.retryAfter());
    }
  }

  private static <T> T once(Guarded at, Call<T> call, Duration limit)
      throws IdentityException, InterruptedException {
    boolean told = false;
    try {
      T answer = call.on(at.client(), limit);
      at.breaker().worked();
      told = true;
      return answer;
    } catch (AuthorityUnreachable | AuthorityTls | AuthorityNonsense | AnswerUnproven e) {
      at.breaker().failed(e);
      told = true;
      throw e;
    } catch (AuthorityBusy e) {
      throw e; // says nothing of its health
    } catch (IdentityException e) {
      at.breaker().worked(); // a refusal is an answer
      told = true;
      throw e;
    } finally {
      if (!told) {
        at.breaker().neither();
      }
    }
  }

  // Whether the same endpoint is asked again; if so, after the pause.
  private boolean again(Guarded at, int attempt, Duration wanted, Course course)
      throws InterruptedException {
    Duration own = Duration.ofMillis(pauses.apply(attempt));
    Duration next = own.compareTo(wanted) > 0 ? own : wanted;
    boolean fits =
        attempt < patience.attemptsEach()
            && wanted.compareTo(patience.longestPause()) <= 0
            && clock.instant().plus(next).isBefore(course.end)
            && at.breaker().restsFor() == null;
    if (fits) {
      pause.take(next);
    }
    return fits;
  }

  @Override
  public void close() {
    endpoints.forEach(each -> each.client().close());
  }
}
