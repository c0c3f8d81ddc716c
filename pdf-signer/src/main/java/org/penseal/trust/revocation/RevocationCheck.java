// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.signature.Octets;

/** Judges one certificate's revocation by data that is at hand; asks nobody. */
final class RevocationCheck {
  /** Everything there was is out of date at the time in question. */
  static final String OUT_OF_DATE = "revocation-data-out-of-date";

  /** The one who signed the data ended before the data is proven to have existed. */
  static final String UNPROTECTED = "revocation-data-unprotected";

  /** Nobody says that the delegated responder was not revoked itself. */
  static final String SIGNER_NOT_CHECKED = "ocsp-signer-not-checked";

  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Subject subject;
  private final ProvenData data;
  private final Instant at;
  private final Instant known;
  private final Set<String> reasons = new LinkedHashSet<>();

  private RevocationCheck(Subject subject, ProvenData data, Instant at, Instant known) {
    this.subject = subject;
    this.data = data;
    this.at = at;
    this.known = known;
  }

  /**
   * Judges.
   *
   * <p>A revocation stands however old the statement is; that a certificate is good must be said
   * for the time in question.
   *
   * @param at the time in question
   * @param known the time at which we look: nothing may come from later
   */
  static Status of(Subject subject, ProvenData data, Instant at, Instant known) {
    RevocationCheck check = new RevocationCheck(subject, data, at, known);
    return check.combined(check.statements());
  }

  /**
   * Whether anything at hand tells of a certificate's state at a time or later. What is older and
   * still counts was true before; who holds a key that was revoked since shows nothing else.
   */
  static boolean isToldSince(Subject subject, ProvenData data, Instant at, Instant known) {
    return new RevocationCheck(subject, data, at, known)
        .statements().stream()
            .anyMatch(s -> s.isSince(at) && s.speaksOf(subject.certificate(), at, known));
  }

  private List<Reading.Statement> statements() {
    List<Reading.Statement> statements = new ArrayList<>();
    for (Octets each : data.all().ocsps()) {
      add(OcspReading.of(each, subject, null), each, true, statements);
    }
    for (Octets each : data.all().crls()) {
      add(CrlReading.of(each, subject), each, true, statements);
    }
    return statements;
  }

  /** Judges one answer that was just given; whether its signer was revoked is left open. */
  static Status of(Subject subject, Reading reading, Instant now) {
    RevocationCheck check = new RevocationCheck(subject, new ProvenData(List.of()), now, now);
    List<Reading.Statement> statements = new ArrayList<>();
    check.add(reading, Octets.of(new byte[0]), false, statements);
    return check.combined(statements);
  }

  private void add(
      Reading reading, Octets der, boolean signerToo, List<Reading.Statement> statements) {
    switch (reading) {
      case Reading.Statement statement -> {
        Optional<String> refusal = refusal(statement, der, signerToo);
        refusal.ifPresentOrElse(reasons::add, () -> statements.add(statement));
      }
      case Reading.Rejected rejected -> reasons.add(rejected.reason());
      case Reading.Irrelevant irrelevant -> {
        // it says nothing about this certificate
      }
    }
  }

  private Optional<String> refusal(Reading.Statement statement, Octets der, boolean signerToo) {
    if (statement.thisUpdate().isAfter(known.plus(SKEW))) {
      return Optional.of("revocation-data-of-later");
    }
    X509Certificate responder = statement.responder();
    X509Certificate signer = responder == null ? subject.issuer() : responder;
    // Who says revoked is believed sooner than who says good: what cannot be proven about the one
    // who
    // said so must not make a revoked certificate pass.
    boolean revoked = statement.status() instanceof Status.Revoked;
    Instant existed = data.existed(der).orElse(known);
    if (!revoked && existed.isAfter(signer.getNotAfter().toInstant())) {
      return Optional.of(UNPROTECTED);
    }
    return responder != null && signerToo && needsCheck(responder)
        ? delegateRefusal(responder, statement.thisUpdate())
            .filter(reason -> !revoked || !reason.equals(SIGNER_NOT_CHECKED))
        : Optional.empty();
  }

  /**
   * Whether a delegated responder has to be asked about itself: without ocsp-nocheck it can be
   * revoked like anybody else (RFC 6960, section 4.2.2.2.1).
   */
  static boolean needsCheck(X509Certificate responder) {
    return responder.getExtensionValue(Subject.NO_CHECK) == null;
  }

  // Only what the issuer itself signed counts here: a delegate does not vouch for a delegate.
  private Optional<String> delegateRefusal(X509Certificate responder, Instant used) {
    Subject asked = new Subject(responder, subject.issuer());
    List<Reading.Statement> said = new ArrayList<>();
    for (Octets each : data.all().crls()) {
      if (CrlReading.of(each, asked) instanceof Reading.Statement statement) {
        said.add(statement);
      }
    }
    for (Octets each : data.all().ocsps()) {
      if (OcspReading.of(each, asked, null) instanceof Reading.Statement statement
          && statement.responder() == null) {
        said.add(statement);
      }
    }
    boolean revoked =
        said.stream()
            .anyMatch(s -> s.status() instanceof Status.Revoked r && !used.isBefore(r.effective()));
    if (revoked) {
      return Optional.of("ocsp-signer-revoked");
    }
    boolean good =
        said.stream()
            .anyMatch(s -> s.status() instanceof Status.Good && s.speaksOf(responder, used, known));
    return good ? Optional.empty() : Optional.of(SIGNER_NOT_CHECKED);
  }

  private Status combined(List<Reading.Statement> statements) {
    Optional<Status.Revoked> ended =
        statements.stream()
            .map(Reading.Statement::status)
            .filter(Status.Revoked.class::isInstance)
            .map(Status.Revoked.class::cast)
            .filter(revoked -> !revoked.onHold())
            .min(Comparator.comparing(Status.Revoked::effective));
    if (ended.isPresent()) {
      return ended.get();
    }
    Optional<Reading.Statement> newest =
        statements.stream()
            .filter(s -> s.speaksOf(subject.certificate(), at, known))
            .max(Comparator.comparing(Reading.Statement::thisUpdate));
    if (newest.isPresent()) {
      return newest.get().status();
    }
    if (!statements.isEmpty()) {
      reasons.add(OUT_OF_DATE);
    }
    return new Status.Unknown(List.copyOf(reasons));
  }
}
