// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.CANNOT_SAY;
import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.USAGE;

import org.penseal.app.store.StoreException;

/** The failures of the archive. */
final class StoreProblems {
  private static final String EVENT = "event ";

  private StoreProblems() {}

  static Problem of(StoreException failure) {
    return switch (failure) {
      case StoreException.Unusable e ->
          Problem.of("archive-unusable", CANNOT_SAY, e.file.toString());
      case StoreException.Newer e -> Problem.of("archive-newer", CANNOT_SAY, e.file.toString());
      case StoreException.NotOver e -> Problem.of("case-not-over", NO, e.caseId);
      case StoreException.RetentionRuns e ->
          Problem.of(
              "retention-runs",
              NO,
              e.caseId,
              e.until == null ? new Problem.Reason("date-not-recorded") : e.until);
      case StoreException.Erased e -> Problem.of("case-erased", NO, e.caseId);
      case StoreException.NotOverwritten e ->
          Problem.of("erased-not-overwritten", CANNOT_SAY, e.folder.toString());
      case StoreException.InkSeen e -> Problem.of("ink-seen", NO, e.otherCase);
      case StoreException.PortraitSeen e -> Problem.of("portrait-seen", NO, e.otherCase);
      case StoreException.AlreadySigned e -> Problem.of("already-signed", NO, e.otherCase);
      case StoreException.MoveRefused e ->
          Problem.of(
              "case-move-refused",
              NO,
              e.caseId,
              e.from.isEmpty() ? new Problem.Reason("not-begun") : new Problem.State(e.from),
              new Problem.State(e.to));
      case StoreException.InkNotSealed e -> Problem.of("ink-not-sealed", NO, e.cases);
      case StoreException.NoSuchCase e -> Problem.of("no-such-case", USAGE, e.caseId);
      case StoreException.ReportUnknown e -> Problem.of("report-unknown", NO, e.sm3);
      case StoreException.Altered e ->
          Problem.of(
              "archive-altered",
              NO,
              e.where.startsWith(EVENT)
                  ? new Problem.LogEntry(e.where.substring(EVENT.length()))
                  : e.where);
      case StoreException.IndexDiffers e ->
          Problem.of("archive-index-differs", NO, e.caseId, e.what);
      case StoreException.Behind e -> Problem.of(e.kind.code(), NO, e.known, e.found);
    };
  }
}
