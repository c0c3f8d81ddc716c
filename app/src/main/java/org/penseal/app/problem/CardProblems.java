// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.CANNOT_SAY;
import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.USAGE;

import org.penseal.idcard.IdCardException;
import org.penseal.idcard.SdtStatus;
import org.penseal.identity.IdentityException;
import org.penseal.liveness.LivenessException;

/** The failures of ID cards, their readers, their pictures and what is typed from documents. */
final class CardProblems {
  private CardProblems() {}

  static Problem of(IdCardException failure) {
    return switch (failure) {
      case IdCardException.ReaderUnavailable e ->
          Problem.of("card-reader-not-found", CANNOT_SAY, e.uri);
      case IdCardException.ReaderSilent e -> Problem.of("card-reader-timed-out", CANNOT_SAY);
      case IdCardException.BadSpeed e -> Problem.of("card-reader-speed", USAGE, e.baud);
      case IdCardException.NoCard e -> Problem.of("card-none", CANNOT_SAY);
      case IdCardException.CardUnreadable e -> status(e.meaning, e.status);
      case IdCardException.ReaderRefused e -> status(e.meaning, e.status);
      case IdCardException.UnknownKind e -> Problem.of("card-unknown-kind", CANNOT_SAY, e.letter);
      case IdCardException.NotValid e ->
          e.early
              ? Problem.of("card-not-yet-valid", NO, e.day.toString())
              : Problem.of("card-expired", NO, e.day.toString());
      case IdCardException.Malformed e -> Problem.of("card-answer-damaged", CANNOT_SAY, e.expected);
    };
  }

  private static Problem status(SdtStatus meaning, int status) {
    return switch (meaning) {
      case CHECKSUM -> Problem.of("card-reader-checksum", CANNOT_SAY);
      case LENGTH -> Problem.of("card-reader-length", CANNOT_SAY);
      case COMMAND -> Problem.of("card-reader-command", CANNOT_SAY);
      case NO_RIGHT -> Problem.of("card-reader-no-right", CANNOT_SAY);
      case UNSPECIFIED -> Problem.of("card-reader-unspecified", CANNOT_SAY);
      case CARD_REFUSED -> Problem.of("card-refused", CANNOT_SAY);
      case READER_REFUSED -> Problem.of("card-refuses-reader", CANNOT_SAY);
      case VERIFICATION -> Problem.of("card-verification", CANNOT_SAY);
      case WRONG_CARD -> Problem.of("card-wrong-kind", CANNOT_SAY);
      case READ_FAILED -> Problem.of("card-read-failed", CANNOT_SAY);
      case RANDOM -> Problem.of("card-random-failed", CANNOT_SAY);
      case SELF_TEST -> Problem.of("card-reader-self-test", CANNOT_SAY);
      case NOT_AUTHORISED -> Problem.of("card-reader-not-authorised", CANNOT_SAY);
      case FIND_FAILED -> Problem.of("card-none", CANNOT_SAY);
      case SELECT_FAILED -> Problem.of("card-select-failed", CANNOT_SAY);
      case NO_CONTENT -> Problem.of("card-no-content", CANNOT_SAY);
      case OTHER -> Problem.of("card-status", CANNOT_SAY, "%02X".formatted(status));
    };
  }

  static Problem document(IdentityException.BadDocument failure) {
    Problem.Reason part = new Problem.Reason("document-" + failure.part());
    return switch (failure.why()) {
      case LENGTH -> Problem.of("document-length", USAGE, part);
      case CHARACTER -> Problem.of("document-character", USAGE, part);
      case FORMAT -> Problem.of("document-format", USAGE, part);
      case DATE -> Problem.of("document-date", USAGE, part);
      case AREA -> Problem.of("document-area", USAGE, part);
      case CHECK_DIGIT -> Problem.of("document-check-digit", USAGE, part);
    };
  }

  static Problem picture(LivenessException.CardUnfit failure) {
    return switch (failure.why()) {
      case NOT_FOUND -> Problem.of("card-picture-none", CANNOT_SAY);
      case NOT_WHOLE -> Problem.of("card-picture-not-whole", CANNOT_SAY);
      case MIRRORED -> Problem.of("card-picture-mirrored", CANNOT_SAY);
      case BLURRED ->
          Problem.of("card-picture-blurred", CANNOT_SAY, failure.measured(), failure.needed());
      case GLARE ->
          Problem.of(
              "card-picture-glare",
              CANNOT_SAY,
              Math.round(100 * failure.measured()),
              Math.round(100 * failure.needed()));
      case OTHER_SIDE -> Problem.of("card-picture-other-side", CANNOT_SAY);
    };
  }
}
