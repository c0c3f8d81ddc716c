// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Doubts;
import org.penseal.pdf.change.RevisionChanges;
import org.penseal.pdf.cover.Addition;
import org.penseal.pdf.cover.Covering;
import org.penseal.pdf.inputs.DrawingInputs;
import org.penseal.pdf.revision.Revision;

/**
 * A signed revision held against the file as it is: what the steps between did not tell, the second
 * opinion on what pages are drawn from, and whether additions hide what was to be seen.
 *
 * @param from end of the signed revision
 * @param to end of the file
 * @param compared what changed, as the comparison of the two says
 * @param seen what the second opinion and the look at additions found
 * @param failed whether the two could not be compared
 */
record Overall(
    long from, long to, List<Changes.Change> compared, List<Changes.Change> seen, boolean failed) {

  /** Looks at additions on revisions that were opened for drawing alone. */
  interface Drawn {
    List<Changes.Change> covered(List<Addition> additions) throws IOException;
  }

  /**
   * Compares.
   *
   * @param sections where the cross-reference sections of the file begin
   * @param known the comparison of the two, if somebody has made it
   */
  static Overall of(
      Revision signed,
      Revision now,
      Set<Long> sections,
      @Nullable RevisionChanges known,
      Drawn drawn) {
    long from = signed.end();
    long to = now.end();
    try {
      RevisionChanges all = known == null ? RevisionChanges.of(signed, now, sections) : known;
      List<Changes.Change> seen =
          new ArrayList<>(DrawingInputs.compare(signed, now, named(all.named())));
      List<Addition> additions = all.shown().stream().map(Overall::addition).toList();
      if (Covering.isNeeded(additions)) {
        seen.addAll(drawn.covered(additions));
      }
      List<Changes.Change> changes = new ArrayList<>(all.changes());
      changes.removeIf(change -> isContainer(now, change));
      return new Overall(from, to, changes, seen, false);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // PDFBox meets a hostile structure with whatever exception comes first.
      return new Overall(from, to, List.of(), List.of(), true);
    }
  }

  /** What was told of a single revision need not be told again of all of them. */
  Update untold(Collection<Update> steps) {
    if (failed) {
      return Update.other(from, to, "revision-not-analysed");
    }
    Set<String> told =
        steps.stream()
            .flatMap(step -> step.changes().stream())
            .map(Overall::kind)
            .collect(Collectors.toSet());
    List<Changes.Change> changes =
        new ArrayList<>(
            compared.stream()
                .filter(
                    change ->
                        change.changeClass() == ChangeClass.OTHER || Doubts.contains(change.code()))
                .filter(change -> !told.contains(kind(change)))
                .toList());
    changes.addAll(seen);
    return new Update(from, to, changes);
  }

  private static String kind(Changes.Change change) {
    return change.changeClass() + " " + change.code();
  }

  // An object stream whose objects a later revision wrote anew is in use no more; the revision that
  // wrote it was judged with it.
  private static boolean isContainer(Revision now, Changes.Change change) {
    return change.code().equals("unreferenced-object")
        && change.objects().stream()
            .map(each -> each.split(" "))
            .map(each -> new COSObjectKey(Long.parseLong(each[0]), Integer.parseInt(each[1])))
            .map(key -> now.document().getDocument().getObjectFromPool(key).getObject())
            .allMatch(
                object ->
                    object instanceof COSStream stream
                        && COSName.OBJ_STM.equals(stream.getItem(COSName.TYPE)));
  }

  private static Addition addition(RevisionChanges.Shown shown) {
    Addition.Kind kind =
        switch (shown.kind()) {
          case SIGNATURE -> Addition.Kind.NEW_SIGNATURE;
          case FIELD -> Addition.Kind.FIELD_VALUE;
          case STATE -> Addition.Kind.STATE;
          case NOTE -> Addition.Kind.NOTE;
        };
    return new Addition(shown.page(), shown.key(), shown.after(), shown.before(), kind);
  }

  /** What the walk named, in the words of the second opinion. */
  static DrawingInputs.Named named(RevisionChanges.Named named) {
    Map<Integer, DrawingInputs.OnPage> pages = new HashMap<>();
    Set<Integer> numbers = new HashSet<>(named.pages().keySet());
    numbers.addAll(named.direct());
    for (int page : numbers) {
      Set<COSObjectKey> keys = named.pages().getOrDefault(page, Set.of());
      pages.put(page, new DrawingInputs.OnPage(keys, named.direct().contains(page), false));
    }
    return new DrawingInputs.Named(pages, named.parts());
  }
}
