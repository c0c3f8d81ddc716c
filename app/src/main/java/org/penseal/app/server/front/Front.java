// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import io.github.bucket4j.ConsumptionProbe;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.file.ServeSettings.Application;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.message.MessageSignature;
import org.penseal.app.server.message.RequestKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotAllowed;
import org.penseal.app.server.refusal.ServeException.SignatureRefused;
import org.penseal.app.server.refusal.ServeException.SignatureRefused.Ground;
import org.penseal.app.server.store.NonceStore;
import org.penseal.refusal.SigningException;

/** Lets applications in: who calls, what it may, how often. May be shared between threads. */
public final class Front {
  private static final long PATIENCE_SECONDS = 5;

  private final Clock clock;
  // Whoever names a known key has a signature verified: not on all processors at a time.
  private final Semaphore verifying =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
  private final Optional<NonceStore> nonces;
  private final Switches switches;
  private volatile Register register;

  /** A call that was let in; closing it makes room for the next. */
  public record Admission(Application application, Runnable leaving) implements AutoCloseable {
    @Override
    public void close() {
      leaving.run();
    }
  }

  private Front(Clock clock, Optional<NonceStore> nonces, Switches switches, Register register) {
    this.clock = clock;
    this.nonces = nonces;
    this.switches = switches;
    this.register = register;
  }

  /**
   * A front for the applications of a file.
   *
   * @param nonces where used nonces are kept; empty if no application signs its requests
   * @param switches what is switched off
   * @throws SigningException if a certificate cannot be read
   * @throws ServeException.KeyUnusable if a key of an application cannot be read
   */
  public static Front of(
      ServeSettings settings, Clock clock, Optional<NonceStore> nonces, Switches switches)
      throws SigningException, ServeException {
    return new Front(clock, nonces, switches, Register.of(settings, Optional.empty()));
  }

  /**
   * Takes the applications of another file. Those whose quotas are the same keep what they have
   * left; what was switched off stays off.
   */
  public void reload(ServeSettings settings) throws SigningException, ServeException {
    register = Register.of(settings, Optional.of(register));
  }

  /** All applications, each with what it has left. */
  public List<Standing> standings() {
    return register.all().stream()
        .map(
            known ->
                new Standing(
                    known.application(),
                    switches.isOn(Switches.What.APPLICATION, known.application().name()),
                    known.bucket().getAvailableTokens(),
                    known.underWay()))
        .toList();
  }

  /**
   * How an application stands on this node.
   *
   * @param application as the settings have it
   * @param on whether it is let in
   * @param left how many calls it may make at once now
   * @param underWay how many of its calls are under way
   */
  public record Standing(Application application, boolean on, long left, int underWay) {}

  /**
   * Who calls. A signature is verified and its nonce used up: called once for each request.
   *
   * @throws ServeException.Unknown if credentials are given that nobody has, or that two
   *     applications have, or none where they are needed
   * @throws SignatureRefused if the request is signed, and not as it must be
   */
  public KnownRequest identify(Request request) throws ServeException.Refusal {
    Register now = register;
    Optional<Known> shown = now.shown(request);
    List<String> given = request.headers().getOrDefault("authorization", List.of());
    if (MessageSignature.isIn(request)) {
      if (!given.isEmpty()) {
        throw new ServeException.Unknown();
      }
      return signed(now, request, shown);
    }
    if (given.isEmpty()) {
      Known known = shown.or(now::anybody).orElseThrow(ServeException.Unknown::new);
      return new KnownRequest(known, request, Optional.empty());
    }
    String value = given.getFirst();
    if (given.size() != 1 || !value.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw new ServeException.Unknown();
    }
    Known named =
        now.token(Tokens.digest(value.substring(7).trim()))
            .orElseThrow(ServeException.Unknown::new);
    requireSame(named, shown);
    return new KnownRequest(named, request, Optional.empty());
  }

  // Credentials that were carried off are worth nothing under another system's certificate.
  private static void requireSame(Known named, Optional<Known> shown)
      throws ServeException.Unknown {
    if (shown.isPresent() && !shown.get().application().name().equals(named.application().name())) {
      throw new ServeException.Unknown();
    }
  }

  private KnownRequest signed(Register now, Request request, Optional<Known> shown)
      throws ServeException.Refusal {
    Instant at = clock.instant();
    MessageSignature signature = verified(now, request, at);
    requireValid(signature.key(), at);
    Known known = now.signer(signature.keyid()).orElseThrow().known();
    requireSame(known, shown);
    return new KnownRequest(known, signature.request(), Optional.of(signature));
  }

  private static void requireValid(RequestKey key, Instant at) throws SignatureRefused {
    try {
      if (key.certificate().isPresent()) {
        key.certificate().get().checkValidity(Date.from(at));
      }
    } catch (CertificateException e) {
      throw new SignatureRefused(Ground.VALUE);
    }
  }

  private void requireOnce(MessageSignature signature) throws ServeException.Refusal {
    Instant at = clock.instant();
    NonceStore used = nonces.orElseThrow(() -> new SignatureRefused(Ground.VALUE));
    if (signature.created().isBefore(used.since(at))) {
      throw new SignatureRefused(Ground.TIME);
    }
    if (!used.use(signature.keyid() + " " + signature.nonce(), signature.until(), at)) {
      throw new SignatureRefused(Ground.REPLAY);
    }
  }

  private MessageSignature verified(Register now, Request request, Instant at)
      throws ServeException.Refusal {
    try {
      if (!verifying.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new ServeException.Busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServeException.Busy();
    }
    try {
      return MessageSignature.of(request, keyid -> now.signer(keyid).map(Register.Signer::key), at);
    } finally {
      verifying.release();
    }
  }

  /**
   * Lets a call in.
   *
   * @throws NotAllowed if its application has no right to it
   * @throws SignatureRefused if the nonce of its signature was used before
   * @throws ServeException.TooMany if it has called too often
   * @throws ServeException.Busy if too many of its calls are under way
   */
  public Admission admit(KnownRequest caller, Operation operation) throws ServeException.Refusal {
    Known known = caller.known();
    Application application = known.application();
    // Counted before anything is looked at, so that refused calls count as well.
    ConsumptionProbe probe = known.bucket().tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new ServeException.TooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    if (!switches.isOn(Switches.What.APPLICATION, application.name())) {
      throw new NotAllowed(NotAllowed.What.APPLICATION);
    }
    require(application, caller.request(), operation, clock.instant());
    // Last, so that whoever may not call fills no store.
    if (caller.signature().isPresent()) {
      requireOnce(caller.signature().get());
    }
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
