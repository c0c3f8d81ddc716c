// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.pdf.Octets;

/** Judges one certificate's revocation by data that is at hand; asks nobody. */
final class RevocationCheck {
  /** Everything there was is out of date at the time in question. */
  static final String OUT_OF_DATE = "revocation-data-out-of-date";

  private RevocationCheck() {}

  /**
   * Judges.
   *
   * <p>A revocation stands however old the statement is; that a certificate is good must be said
   * for the time in question.
   *
   * @param at the time in question
   * @param known the time at which we look
   */
  static Status of(Subject subject, ValidationData data, Instant at, Instant known) {
    Set<String> reasons = new LinkedHashSet<>();
    List<Reading.Statement> statements = new ArrayList<>();
    for (Octets each : data.ocsps()) {
      add(OcspReading.of(each, subject, null), statements, reasons);
    }
    statements.removeIf(s -> distrusted(s, subject, data, reasons));
    for (Octets each : data.crls()) {
      add(CrlReading.of(each, subject), statements, reasons);
    }
    statements.removeIf(s -> s.thisUpdate().isAfter(known.plusSeconds(300)));
    return combined(subject.certificate(), statements, at, known, reasons);
  }

  /** Judges one answer that was just given. */
  static Status of(Subject subject, Reading reading, Instant now) {
    Set<String> reasons = new LinkedHashSet<>();
    List<Reading.Statement> statements = new ArrayList<>();
    add(reading, statements, reasons);
    return combined(subject.certificate(), statements, now, now, reasons);
  }

  private static void add(
      Reading reading, List<Reading.Statement> statements, Set<String> reasons) {
    switch (reading) {
      case Reading.Statement statement -> statements.add(statement);
      case Reading.Rejected rejected -> reasons.add(rejected.reason());
      case Reading.Irrelevant irrelevant -> {
        // it says nothing about this certificate
      }
    }
  }

  // RFC 6960, section 4.2.2.2.1: a responder without ocsp-nocheck can be revoked like anybody else.
  private static boolean distrusted(
      Reading.Statement statement, Subject subject, ValidationData data, Set<String> reasons) {
    X509Certificate responder = statement.responder();
    if (responder == null || responder.getExtensionValue(Subject.NO_CHECK) != null) {
      return false;
    }
    Subject asked = new Subject(responder, subject.issuer());
    for (Octets each : data.crls()) {
      if (CrlReading.of(each, asked) instanceof Reading.Statement said
          && said.status() instanceof Status.Revoked) {
        reasons.add("ocsp-signer-revoked");
        return true;
      }
    }
    return false;
  }

  private static Status combined(
      X509Certificate certificate,
      List<Reading.Statement> statements,
      Instant at,
      Instant known,
      Set<String> reasons) {
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
            .filter(s -> s.speaksOf(certificate, at, known))
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
