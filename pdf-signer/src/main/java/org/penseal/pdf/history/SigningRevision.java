// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.change.RevisionChanges;
import org.penseal.pdf.change.RevisionChanges.Kind;
import org.penseal.pdf.change.RevisionChanges.Shown;
import org.penseal.pdf.look.InkList;
import org.penseal.signature.Hashing;

/**
 * What the update that holds a signature did to the document that came in.
 *
 * @param changes in the order in which they were found
 * @param notes the handwritten annotations among what was added
 * @param allowed whether it did no more than to sign, apart from those annotations
 */
public record SigningRevision(List<Changes.Change> changes, List<InkNote> notes, boolean allowed) {
  private static final String SIGNED = "signature-added";
  private static final String LOCKED = "field-lock-added";
  private static final Set<String> OF_ONE_FIELD = Set.of(SIGNED, LOCKED);

  // What one signature needs: its field and widget, its lock, fonts, the document's own notes.
  private static final Set<String> ALLOWED =
      Set.of(
          SIGNED,
          "certification-added",
          LOCKED,
          "form-resources-added",
          "structure-added",
          "page-tab-order-changed",
          "document-information-changed",
          "catalog-detail-changed",
          "unreferenced-object");

  /** Copies the lists. */
  public SigningRevision {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  static SigningRevision of(RevisionChanges found, List<Changes.Change> raw, Hashing hashing) {
    List<InkNote> notes = new ArrayList<>();
    boolean allowed = raw.isEmpty();
    int added = 0;
    for (Changes.Change change : found.changes()) {
      if (change.code().equals("annotation-added")) {
        added++;
      } else {
        allowed &=
            ALLOWED.contains(change.code())
                && change.changeClass().compareTo(ChangeClass.FORM) <= 0;
      }
    }
    for (Shown shown : found.shown()) {
      if (shown.kind() == Kind.NOTE && shown.before() == null) {
        InkList.of(shown.page(), shown.after(), hashing).ifPresent(notes::add);
      }
    }
    List<Changes.Change> all = new ArrayList<>(raw);
    all.addAll(found.changes());
    return new SigningRevision(
        all, notes, allowed && isOneField(found.changes()) && notes.size() == added);
  }

  // One field is signed, of which a widget apart is told, too; no other is locked.
  private static boolean isOneField(List<Changes.Change> changes) {
    List<Changes.Change> fields =
        changes.stream().filter(each -> OF_ONE_FIELD.contains(each.code())).toList();
    return fields.stream()
        .filter(each -> each.code().equals(SIGNED))
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
