// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Doubts;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.PartOfSigning;
import org.penseal.pdf.change.RevisionChanges;
import org.penseal.pdf.change.RevisionChanges.Kind;
import org.penseal.pdf.change.RevisionChanges.Shown;
import org.penseal.pdf.cos.InkList;
import org.penseal.pdf.inputs.DrawingInputs;
import org.penseal.pdf.revision.Revision;
import org.penseal.signature.Hashing;

/**
 * What the update that holds a signature did to the document that came in.
 *
 * @param changes in the order in which they were found
 * @param notes the handwritten annotations among what was added
 * @param allowed whether it did no more than to sign, apart from those annotations
 * @param doubts codes of what keeps that from being known for certain, each once
 */
public record SigningRevision(
    List<Changes.Change> changes, List<InkNote> notes, boolean allowed, List<String> doubts) {
  /** Copies the lists. */
  public SigningRevision {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
    doubts = List.copyOf(doubts);
  }

  /** Compares by both opinions; neither revision has been drawn. */
  static SigningRevision of(RevisionFile file, Revision before, Revision after, Hashing hashing)
      throws IOException {
    RevisionChanges found =
        RevisionChanges.of(before, after, file.raw().sectionStarts(after.end()));
    List<Changes.Change> inputs =
        DrawingInputs.compare(before, after, Overall.named(found.named()));
    return of(found, file.readDifferently(before, after, true), inputs, hashing);
  }

  static SigningRevision of(
      RevisionChanges found,
      List<Changes.Change> raw,
      List<Changes.Change> inputs,
      Hashing hashing) {
    List<InkNote> notes = new ArrayList<>();
    List<String> doubts =
        inputs.stream().map(Changes.Change::code).filter(Doubts::contains).distinct().toList();
    boolean allowed =
        raw.isEmpty() && inputs.stream().allMatch(each -> Doubts.contains(each.code()));
    int added = 0;
    for (Changes.Change change : found.changes()) {
      if (change.code().equals("annotation-added")) {
        added++;
      } else {
        allowed &= PartOfSigning.contains(change);
      }
    }
    for (Shown shown : found.shown()) {
      if (shown.kind() == Kind.NOTE && shown.before() == null) {
        InkList.of(shown.page(), shown.after(), hashing).ifPresent(notes::add);
      }
    }
    List<Changes.Change> all = new ArrayList<>(raw);
    all.addAll(found.changes());
    all.addAll(inputs);
    return new SigningRevision(
        all, notes, allowed && isOneField(found.changes()) && notes.size() == added, doubts);
  }

  // One field is signed, of which a widget apart is told, too; no other is locked.
  private static boolean isOneField(List<Changes.Change> changes) {
    List<Changes.Change> fields = changes.stream().filter(PartOfSigning::isOfTheField).toList();
    return fields.stream()
        .filter(PartOfSigning::signs)
        .anyMatch(
            signed ->
                fields.stream()
                    .allMatch(
                        each ->
                            signed.place().equals(each.place())
                                && signed.objects().containsAll(each.objects())));
  }

  /** Whether it signed and no more, but for exactly the annotations that the case ordered. */
  public boolean isOnlySigning(List<InkNote> ordered) {
    List<InkNote> left = new ArrayList<>(ordered);
    for (InkNote note : notes) {
      InkNote same = left.stream().filter(note::isSame).findFirst().orElse(null);
      if (same == null) {
        return false;
      }
      left.remove(same);
    }
    return allowed && left.isEmpty();
  }
}
