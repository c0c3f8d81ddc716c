// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSObjectKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.ChangeClass;
import org.penseal.pdf.revision.Revision;

/**
 * What a revision changed against an earlier one.
 *
 * @param changes in the order in which they were found; empty if it changed nothing
 * @param shown what is seen on a page and was not, or not so
 * @param named every object that a change names
 */
public record RevisionChanges(
    List<Report.Change> changes, List<Findings.Shown> shown, Set<COSObjectKey> named) {
  /** Codes of what gives a field a value or another look; a lock forbids them. */
  public static final Set<String> VALUES =
      Set.of(FieldEdit.FILLED, FieldEdit.SIGNED, FieldEdit.LOOK_CHANGED);

  /** Copies. */
  public RevisionChanges {
    changes = List.copyOf(changes);
    shown = List.copyOf(shown);
    named = Set.copyOf(named);
  }

  /**
   * Compares a revision with a later one, the next or any.
   *
   * @param sections where the cross-reference sections of the later one begin
   */
  public static RevisionChanges of(Revision before, Revision after, Set<Long> sections) {
    Comparison both = Comparison.of(before, after, sections);
    try {
      new RevisionWalk(both).run();
    } catch (SameValue.Exhausted e) {
      both.findings().add(ChangeClass.OTHER, "revision-not-analysed", "");
    }
    return new RevisionChanges(
        both.findings().changes(), both.findings().shown(), both.findings().named());
  }
}
