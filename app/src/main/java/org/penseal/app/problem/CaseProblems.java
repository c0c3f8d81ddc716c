// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.CANNOT_SAY;
import static org.penseal.app.problem.Problem.INTERNAL;
import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.UNREADABLE;
import static org.penseal.app.problem.Problem.USAGE;

import java.util.Locale;
import org.penseal.app.signing.CaseException;
import org.penseal.app.statement.ManifestPart;
import org.penseal.app.statement.StatedPart;

/** Why a case does not go on. */
final class CaseProblems {
  private CaseProblems() {}

  static Problem of(CaseException failure) {
    return switch (failure) {
      case CaseException.WrongOrder e ->
          Problem.of(
              "case-wrong-order",
              INTERNAL,
              new Problem.State(e.state.name()),
              new Problem.State(e.wanted.name()));
      case CaseException.IdentityRequired e -> Problem.of("identity-required", USAGE);
      case CaseException.PinNeeded e -> Problem.of("pad-pin-needed", USAGE, e.model);
      case CaseException.ServiceNotNamed e ->
          switch (e.service) {
            case CA -> Problem.of("ca-not-named", USAGE);
            case TSA -> Problem.of("tsa-not-named", USAGE);
            case AUTHORITY -> Problem.of("authority-not-named", USAGE);
            case ESCROW -> Problem.of("escrow-not-named", USAGE);
            case STATION -> Problem.of("station-not-named", USAGE);
          };
      case CaseException.LaboratoryWithService e ->
          Problem.of(
              "laboratory-with-service",
              NO,
              new Problem.Reason("source-" + e.source),
              new Problem.Reason("service-" + e.service.name().toLowerCase(Locale.ROOT)));
      case CaseException.ConsentDiffers e -> Problem.of("consent-differs", NO, e.sm3);
      case CaseException.IdentityRefused e ->
          switch (e.why) {
            case NO_MATCH -> Problem.of("identity-no-match", NO);
            case NO_MATCH_PHONE -> Problem.of("identity-phone-no-match", NO);
            case CANNOT_SAY -> Problem.of("identity-cannot-say", CANNOT_SAY);
            case NOT_LIVE -> Problem.of("identity-not-live", NO);
            case ANOTHER_FACE -> Problem.of("identity-another-face", NO);
            case ANOTHER_CARD -> Problem.of("identity-another-card", NO);
            case TOO_OLD -> Problem.of("identity-too-old", NO);
          };
      case CaseException.FormNotPossible e ->
          switch (e.why) {
            case ENCRYPTED -> Problem.of("profile-encrypted", USAGE, e.profile);
            case NO_PDF -> Problem.of("profile-no-pdf", USAGE, e.profile);
          };
      case CaseException.NothingWritten e -> Problem.of("nothing-written", NO);
      case CaseException.StatementDiffers e ->
          Problem.of(
              "statement-differs",
              NO,
              new Problem.Codes(e.parts.stream().map(StatedPart::code).toList()));
      case CaseException.RecordDiffers e ->
          Problem.of(
              "record-differs",
              NO,
              new Problem.Codes(e.parts.stream().map(ManifestPart::code).toList()));
      case CaseException.DeviceUntrusted e -> Problem.of("device-untrusted", NO, e.model);
      case CaseException.CertificateEnded e -> Problem.of("certificate-ended", CANNOT_SAY, e.at);
      case CaseException.KeptDiffers e -> Problem.of("case-kept-differs", NO, e.caseId, e.part);
      case CaseException.OtherServices e ->
          Problem.of("case-other-services", CANNOT_SAY, String.join(", ", e.tsas));
      case CaseException.DocumentUnreadable e ->
          Problem.of("input-unreadable", UNREADABLE, e.file.toString());
      case CaseException.FolderUnusable e ->
          Problem.of("folder-unusable", CANNOT_SAY, e.folder.toString());
    };
  }
}
