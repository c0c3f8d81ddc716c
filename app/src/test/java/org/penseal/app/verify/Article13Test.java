// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Doubts;
import org.penseal.pdf.Report;
import org.penseal.pdf.visual.PageLook;
import org.penseal.pdf.visual.Region;

/** What later changes make of the clauses on them. */
class Article13Test {
  private static final VisualCheck.Seen DIFFERENT =
      new VisualCheck.Seen(
          null,
          List.of(
              new PageLook(
                  1,
                  PageLook.State.CHANGED,
                  List.of(),
                  List.of(new Region(1, 1, 9, 9)),
                  null,
                  null)));

  private static Changes changes(ChangeClass changeClass, boolean allowed, String code) {
    Changes.Change change = new Changes.Change(changeClass, code, "", List.of(), List.of(1));
    return new Changes(
        changeClass,
        allowed,
        List.of(code),
        List.of(new Changes.Step(10, 20, changeClass, allowed, List.of(change))));
  }

  @SuppressWarnings("NullAway") // does not see that a nested type of a compiled record is nullable
  private static List<Article13.Clause> clauses(Changes changes, VisualCheck.@Nullable Seen seen) {
    Report.Signed signed =
        new Report.Signed(
            new Report.Claim("field", "pades-t", "SM3", null),
            new Report.SignedBy("signer", "SM2", null, Report.UnknownRoots.NONE),
            new Report.Found(Report.Coverage.WHOLE_REVISION, List.of(), List.of(), List.of()),
            Report.Chain.TRUSTED,
            Report.Time.NONE,
            Report.Assurance.PRODUCTION,
            changes,
            Report.Bound.NOTHING);
    return Article13.of(
        new VerifiedFile.Entry(
            signed,
            EvidenceReport.NONE,
            Report.Assurance.PRODUCTION,
            List.of(),
            List.of(),
            List.of(),
            seen,
            null));
  }

  private static Article13.Answer fact(List<Article13.Clause> clauses, int clause, String key) {
    return clauses.get(clause - 1).facts().stream()
        .filter(fact -> fact.key().equals(key))
        .findFirst()
        .orElseThrow()
        .answer();
  }

  private static void assertFacts(
      Article13.Answer changed, Article13.Answer seen, List<Article13.Clause> clauses) {
    assertEquals(changed, fact(clauses, 4, "changes"));
    assertEquals(seen, fact(clauses, 3, "visible"));
  }

  @Test
  void whatIsPermittedAndWithoutDoubtChangesNothing() {
    Changes filled = changes(ChangeClass.FORM, true, "field-filled");
    assertFacts(Article13.Answer.YES, Article13.Answer.YES, clauses(Changes.NONE, null));
    assertFacts(Article13.Answer.YES, Article13.Answer.YES, clauses(filled, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drawing-inputs-not-compared",
        "drawing-inputs-differ-outside-pages",
        "reference-to-nothing",
        "addition-covers-content",
        "object-read-differently",
        "signature-look-left-to-readers"
      })
  void aDoubtLeavesBothClausesOpen(String code) {
    assertTrue(Doubts.contains(code));
    List<Article13.Clause> clauses = clauses(changes(ChangeClass.LTA, true, code), null);
    assertFacts(Article13.Answer.UNKNOWN, Article13.Answer.UNKNOWN, clauses);
  }

  @Test
  void aPageThatLooksDifferentForNoKnownReasonLeavesBothClausesOpen() {
    Changes filled = changes(ChangeClass.FORM, true, "field-filled");
    assertFacts(Article13.Answer.UNKNOWN, Article13.Answer.UNKNOWN, clauses(filled, DIFFERENT));
  }

  @Test
  void whatIsNotPermittedIsAChange() {
    Changes other = changes(ChangeClass.OTHER, false, "page-content-changed");
    assertFacts(Article13.Answer.NO, Article13.Answer.UNKNOWN, clauses(other, null));
    assertEquals(Article13.Answer.NO, clauses(other, null).get(3).answer());
    // What is not permitted stays that, whatever else is doubtful.
    Changes both = changes(ChangeClass.OTHER, false, "object-read-differently");
    assertFacts(Article13.Answer.NO, Article13.Answer.UNKNOWN, clauses(both, null));
  }
}
