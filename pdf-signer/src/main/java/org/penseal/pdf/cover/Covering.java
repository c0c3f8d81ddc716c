// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.revision.Revision;

/**
 * Whether additions to pages hide what was visible when the pages were signed.
 *
 * <p>The criterion is whether it can still be seen: ink over a dotted line hides nothing, a white
 * rectangle over a word does. Up to twelve pages are drawn; whatever exceeds a limit is reported as
 * a doubt. Below a contrast of 48 of 255 nothing is protected, and strokes that turn one letter
 * into another are not detected.
 */
public final class Covering {
  /** Reason code: something can no longer be seen. */
  public static final String COVERS = "addition-covers-content";

  /** Reason code, a warning: text stands right beside text that was signed. */
  public static final String BESIDE = "addition-beside-text";

  /** Reason code: it could not be examined, or not in time. */
  public static final String NOT_LOOKED_AT = "addition-not-looked-at";

  /**
   * Reason code: readers may read the page differently and so show other things below the addition.
   */
  public static final String READ_DIFFERENTLY = "content-read-differently";

  /**
   * Reason code: what a field shows lies on something like it, below something, or off the page.
   */
  static final String UNSEEN = "field-appearance-not-readable";

  private static final int MOST_PAGES_DRAWN = 12;

  private Covering() {}

  /** Whether anything is painted for any of them; for one without a readable place it may be. */
  public static boolean isNeeded(List<Addition> additions) {
    return additions.stream().anyMatch(each -> !each.isEmpty());
  }

  /**
   * Looks for covered content.
   *
   * @param signed the signed revision
   * @param now a later one; both were opened for this alone, since drawing completes entries and
   *     hidden additions are shown
   * @param additions annotations that were added or changed, in the objects of the same revisions
   *     or of others of the same file
   * @param deadline what is not examined by then is a finding
   * @return at most one finding of a kind for each addition
   */
  public static List<Changes.Change> of(
      Revision signed, Revision now, List<Addition> additions, Deadline deadline) {
    Map<Integer, List<Addition>> pages = new TreeMap<>();
    for (Addition each : additions) {
      pages.computeIfAbsent(each.page(), page -> new ArrayList<>()).add(each);
    }
    Set<Changes.Change> changes = new LinkedHashSet<>();
    Map<List<Addition>, CoveredPage> read = new IdentityHashMap<>();
    // All of them are read before any is drawn.
    for (Map.Entry<Integer, List<Addition>> each : pages.entrySet()) {
      List<Addition> all = each.getValue();
      try {
        if (deadline.isOver()) {
          throw new Deadline.Over();
        }
        read.put(all, new CoveredPage(signed, now, each.getKey(), all, deadline));
      } catch (RuntimeException | StackOverflowError e) {
        changes.add(change(NOT_LOOKED_AT, all.getFirst()));
      }
    }
    int drawn = 0;
    for (List<Addition> all : pages.values()) {
      CoveredPage page = read.get(all);
      if (page == null) {
        continue;
      }
      try {
        boolean more = page.isUnclear();
        changes.addAll(page.found());
        if (more && drawn == MOST_PAGES_DRAWN) {
          changes.add(change(NOT_LOOKED_AT, all.getFirst()));
        } else if (more) {
          drawn++;
          page.draw();
          changes.addAll(page.found());
        }
      } catch (IOException | RuntimeException | StackOverflowError e) {
        // On a hostile structure PDFBox may throw any exception.
        changes.add(change(NOT_LOOKED_AT, all.getFirst()));
      }
    }
    return List.copyOf(changes);
  }

  static Changes.Change change(String code, Addition addition) {
    ChangeClass kind =
        addition.kind() == Addition.Kind.NOTE ? ChangeClass.ANNOTATION : ChangeClass.FORM;
    List<String> objects =
        addition.key() == null
            ? List.of()
            : List.of(addition.key().getNumber() + " " + addition.key().getGeneration());
    String place = "page " + addition.page();
    return new Changes.Change(kind, code, place, objects, List.of(addition.page()));
  }
}
