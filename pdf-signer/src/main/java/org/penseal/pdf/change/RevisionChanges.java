// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.revision.Revision;

/**
 * The changes of a revision against an earlier one.
 *
 * @param changes in the order in which they were found; empty if it changed nothing
 * @param shown what is visible on a page and is new or looked different before
 * @param named what the changes name, for the second, independent comparison
 */
public record RevisionChanges(List<Changes.Change> changes, List<Shown> shown, Named named) {
  /** Codes of changes that give a field a value or another appearance; a lock forbids them. */
  public static final Set<String> VALUES =
      Set.of(FieldEdit.FILLED, FieldEdit.SIGNED, FieldEdit.LOOK_CHANGED);

  /** Copies. */
  public RevisionChanges {
    changes = List.copyOf(changes);
    shown = List.copyOf(shown);
  }

  /** What an addition to a page is. */
  public enum Kind {
    /** A signature, or an empty field for one. */
    SIGNATURE,
    /** A field with another value or appearance. */
    FIELD,
    /** A button in another state. */
    STATE,
    /** Any other annotation. */
    NOTE
  }

  /**
   * Something that is visible on a page and is new or looked different before.
   *
   * @param page from 1
   * @param key the annotation's object; null if it is a direct object
   * @param before the annotation before; null if there was none
   * @param after the annotation now
   */
  public record Shown(
      Kind kind,
      int page,
      @Nullable COSObjectKey key,
      @Nullable COSDictionary before,
      COSDictionary after) {}

  /**
   * The objects that the changes name.
   *
   * @param pages annotations that were changed, added or removed, by the number of the page
   * @param direct pages on which annotations without an object of their own were changed
   * @param parts parts of the document, by the names of their entries
   */
  public record Named(
      Map<Integer, Set<COSObjectKey>> pages, Set<Integer> direct, Set<String> parts) {
    /** Copies. */
    public Named {
      pages = Map.copyOf(pages);
      direct = Set.copyOf(direct);
      parts = Set.copyOf(parts);
    }
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
