// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * A token's key that many threads share: one signs at a time, the others wait for their turn, but
 * not for long. A token that was pulled is opened again when it is back; while it is away it is
 * asked only now and then. A PIN that a token has refused is not tried again as long as this lives:
 * every further try brings the token nearer to being locked.
 */
final class SharedKey {
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final Duration AWAY = Duration.ofSeconds(5);

  private final KeyPlace place;
  private final CircuitBreaker breaker;
  private final List<X509Certificate> chain;
  private final Suite suite;
  private final String sm2Id;
  private final ReentrantLock turn = new ReentrantLock(true);
  private SigningKey.@Nullable Streaming open;

  /** Opens it once, for its certificate. */
  SharedKey(String name, KeyPlace place) throws SigningException {
    this(name, place, AWAY);
  }

  SharedKey(String name, KeyPlace place, Duration away) throws SigningException {
    this.place = place;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(4)
                .minimumNumberOfCalls(2)
                .failureRateThreshold(50)
                .waitDurationInOpenState(away)
                .permittedNumberOfCallsInHalfOpenState(1)
                // Tokens tell in many ways that they are gone.
                .recordExceptions(CredentialException.class)
                .build());
    SigningKey.Streaming first = place.open();
    this.open = first;
    this.chain = first.chain();
    this.suite = first.suite();
    this.sm2Id = first.sm2Id();
  }

  /** Whether it signed when it was last asked. */
  boolean there() {
    return breaker.getState() == CircuitBreaker.State.CLOSED
        && breaker.getMetrics().getNumberOfFailedCalls() == 0;
  }

  /** A view of it, which its holder may close or not. */
  SigningKey.Streaming view() {
    return new View();
  }

  private interface Signing {
    byte[] with(SigningKey.Streaming key) throws SigningException, IOException;
  }

  private byte[] sign(Signing signing) throws SigningException, IOException {
    try {
      if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.BUSY, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.INTERRUPTED, e);
    }
    try {
      breaker.acquirePermission();
      return asked(signing);
    } catch (CallNotPermittedException e) {
      boolean pin = breaker.getState() == CircuitBreaker.State.FORCED_OPEN;
      throw new CredentialException.KeyRefused(
          pin
              ? CredentialException.KeyRefused.Why.PIN_REFUSED
              : CredentialException.KeyRefused.Why.REMOVED,
          e);
    } finally {
      turn.unlock();
    }
  }

  private byte[] asked(Signing signing) throws SigningException, IOException {
    long begin = System.nanoTime();
    try {
      SigningKey.Streaming key = open;
      if (key == null) {
        key = reopened();
      }
      byte[] value = signing.with(key);
      breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      return value;
    } catch (CredentialException.UnfitKey e) {
      // A way that the key does not sign in: whoever reaches a listener may ask for one, and the
      // token is well.
      breaker.releasePermission();
      throw e;
    } catch (SigningException | RuntimeException e) {
      breaker.onError(
          System.nanoTime() - begin,
          TimeUnit.NANOSECONDS,
          e instanceof RuntimeException
              ? new CredentialException.KeyRefused(
                  CredentialException.KeyRefused.Why.CANNOT_SIGN, e)
              : e);
      if (e instanceof CredentialException.PinRefused) {
        breaker.transitionToForcedOpenState();
      }
      drop();
      throw e;
    } catch (IOException e) {
      breaker.releasePermission();
      throw e;
    }
  }

  private SigningKey.Streaming reopened() throws SigningException {
    SigningKey.Streaming key = place.open();
    // Another key in its place would sign under this certificate.
    if (!key.chain().getFirst().equals(chain.getFirst())) {
      key.close();
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.ANOTHER_KEY, null);
    }
    open = key;
    return key;
  }

  private void drop() {
    SigningKey.Streaming known = open;
    open = null;
    if (known != null) {
      known.close();
    }
  }

  /** Closes it; what is signing ends first. */
  void close() {
    turn.lock();
    try {
      drop();
    } finally {
      turn.unlock();
    }
  }

  private final class View implements SigningKey.Streaming {
    @Override
    public List<X509Certificate> chain() {
      return chain;
    }

    @Override
    public Suite suite() {
      return suite;
    }

    @Override
    public String sm2Id() {
      return sm2Id;
    }

    @Override
    public byte[] sign(InputStream toBeSigned) throws SigningException, IOException {
      return SharedKey.this.sign(key -> key.sign(toBeSigned));
    }

    @Override
    public byte[] sign(byte[] toBeSigned, Way way) throws SigningException {
      try {
        return SharedKey.this.sign(key -> key.sign(toBeSigned, way));
      } catch (IOException e) {
        throw new IllegalStateException("memory can be read", e);
      }
    }

    @Override
    public void close() {
      // The key stays open for the others.
    }
  }
}
