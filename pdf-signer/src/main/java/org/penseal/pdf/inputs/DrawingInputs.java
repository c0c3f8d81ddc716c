// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.inputs.InputNode.Edge;
import org.penseal.pdf.revision.Revision;

/**
 * A second opinion on later revisions: whether pages are drawn from the same values.
 *
 * <p>Everything that a page, an annotation and the document are drawn from is reduced to digests of
 * values for either revision, without knowing any rule for what may change. Not drawn from, and so
 * not part of it: the entries that {@link InputEdges} names, with destinations of links and other
 * acts that need a click. Time and memory are linear in the objects that pages reach; streams that
 * both revisions find in the same place are not read.
 */
public final class DrawingInputs {
  /** Reason code: a page is drawn from something else. */
  public static final String DIFFER = "drawing-inputs-differ";

  /** Reason code: an annotation or the document is, and no change of it has been named. */
  public static final String DIFFER_OUTSIDE = "drawing-inputs-differ-outside-pages";

  /** Reason code: there is more than is compared. */
  public static final String NOT_COMPARED = "drawing-inputs-not-compared";

  private static final long MOST_VISITS = 2_000_000;
  private static final int VISITS_PER_OBJECT = 20;

  private final InputGraph before;
  private final InputGraph after;
  private final @Nullable Unchanged unchanged;
  private final ValueDigest quickBefore;
  private final ValueDigest quickAfter;
  private final ValueDigest fullBefore;
  private final ValueDigest fullAfter;

  private DrawingInputs(Revision signed, Revision now, Visits visits) {
    this.before = new InputGraph(signed, visits);
    this.after = new InputGraph(now, visits);
    this.fullBefore = new ValueDigest(before, null);
    this.fullAfter = new ValueDigest(after, null);
    this.unchanged = sameKeys() ? new Unchanged(before, now) : null;
    this.quickBefore = unchanged == null ? fullBefore : new ValueDigest(before, unchanged);
    this.quickAfter = unchanged == null ? fullAfter : new ValueDigest(after, unchanged);
  }

  /**
   * What the analysis of rules has named on one page.
   *
   * @param keys annotations that were changed, added or removed
   * @param direct whether annotations that are no objects of their own were, too
   * @param all whether every annotation may differ
   */
  public record OnPage(Set<COSObjectKey> keys, boolean direct, boolean all) {
    /** Copies the set. */
    public OnPage {
      keys = Set.copyOf(keys);
    }
  }

  /**
   * What the analysis of rules has named.
   *
   * @param pages by the number of the page, from 1
   * @param document parts of the document, by the names of their entries: DA, Q, NeedAppearances,
   *     CO, XFA, OpenAction, AA, JavaScript, OCProperties, ...; with DR, further resources may have
   *     come, but none may be changed or removed
   */
  public record Named(Map<Integer, OnPage> pages, Set<String> document) {
    /** Nothing. */
    public static final Named NOTHING = new Named(Map.of(), Set.of());

    /** Copies both. */
    public Named {
      pages = Map.copyOf(pages);
      document = Set.copyOf(document);
    }
  }

  /**
   * Compares.
   *
   * @param signed a revision
   * @param now a later revision of the same file; neither has been drawn before, since drawing
   *     completes entries
   * @return {@link #DIFFER} of class OTHER for each page that is drawn from something else, {@link
   *     #DIFFER_OUTSIDE} for annotations and parts of the document that were not named, {@link
   *     #NOT_COMPARED} with the pages where there is too much to compare; empty if all agrees
   */
  public static List<Changes.Change> compare(Revision signed, Revision now, Named named) {
    return compare(signed, now, named, most(signed, now));
  }

  static List<Changes.Change> compare(Revision signed, Revision now, Named named, long most) {
    List<Changes.Change> changes = new ArrayList<>();
    int page = 0;
    int last = 0;
    try {
      DrawingInputs inputs = new DrawingInputs(signed, now, new Visits(most));
      last = Math.max(inputs.before.pages().count(), inputs.after.pages().count());
      for (page = 1; page <= last; page++) {
        changes.addAll(inputs.page(page, named));
      }
      changes.addAll(inputs.document(named.document));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Too many values, or whatever exception PDFBox meets in a hostile structure first.
      List<Integer> pages = IntStream.rangeClosed(page, last).boxed().toList();
      String place = page > last || page == 0 ? "document" : "page " + page;
      changes.add(new Changes.Change(ChangeClass.FORM, NOT_COMPARED, place, List.of(), pages));
    }
    return changes;
  }

  private static long most(Revision signed, Revision now) {
    long objects = Math.max(signed.xref().size(), now.xref().size());
    return Math.max(MOST_VISITS, VISITS_PER_OBJECT * objects);
  }

  /**
   * The two revisions for pictures, compared as far as it is asked for; what is asked throws {@link
   * Exhausted} when there is more than is compared.
   */
  public static DrawingInputs of(Revision signed, Revision now) {
    return new DrawingInputs(signed, now, new Visits(most(signed, now)));
  }

  // Octets are decrypted with what the trailer says.
  private boolean sameKeys() {
    return fullBefore.of(encryption(before)).equals(fullAfter.of(encryption(after)));
  }

  private static List<Edge> encryption(InputGraph graph) {
    var trailer = graph.revision().trailer();
    COSBase id = InputPages.value(trailer.getItem(COSName.ID));
    COSBase first = id instanceof COSArray array && array.size() > 0 ? array.get(0) : null;
    Edge encrypt = graph.edge("Encrypt", trailer.getItem(COSName.ENCRYPT), InputRole.VALUE);
    return encrypt.isNothing()
        ? List.of()
        : List.of(encrypt, graph.edge("ID", first, InputRole.VALUE));
  }

  private boolean same(List<Edge> one, List<Edge> other) {
    return quickBefore.of(one).equals(quickAfter.of(other))
        || quickBefore != fullBefore && fullBefore.of(one).equals(fullAfter.of(other));
  }

  private boolean same(PageAnnotation old, PageAnnotation now) {
    return unchanged != null && unchanged.annotation(old) || same(old.edges(), now.edges());
  }

  private List<Changes.Change> page(int number, Named named) {
    if (!samePage(number)) {
      return List.of(
          new Changes.Change(
              ChangeClass.OTHER, DIFFER, "page " + number, List.of(), List.of(number)));
    }
    OnPage known = named.pages.getOrDefault(number, new OnPage(Set.of(), false, false));
    List<PageAnnotation> old = unnamed(before, number, known);
    List<PageAnnotation> now = unnamed(after, number, known);
    Set<String> differing = new LinkedHashSet<>();
    if (PageAnnotation.names(old).equals(PageAnnotation.names(now))) {
      for (int i = 0; i < old.size(); i++) {
        if (!same(old.get(i), now.get(i))) {
          differing.add(old.get(i).name());
        }
      }
    } else {
      differing.addAll(PageAnnotation.names(old));
      differing.addAll(PageAnnotation.names(now));
      Set<String> both = new LinkedHashSet<>(PageAnnotation.names(old));
      both.retainAll(PageAnnotation.names(now));
      differing.removeAll(both.size() == differing.size() ? Set.of() : both);
    }
    return differing.isEmpty() ? List.of() : List.of(outside(number, differing));
  }

  private static Changes.Change outside(int page, Set<String> annotations) {
    List<String> objects = annotations.stream().filter(each -> !each.isEmpty()).toList();
    return new Changes.Change(
        ChangeClass.FORM, DIFFER_OUTSIDE, "page " + page, objects, List.of(page));
  }

  private List<Changes.Change> document(Set<String> named) {
    Map<String, List<Edge>> old = new InputEdges(before).document();
    Map<String, List<Edge>> now = new InputEdges(after).document();
    Set<String> parts = new LinkedHashSet<>(old.keySet());
    parts.addAll(now.keySet());
    List<Changes.Change> changes = new ArrayList<>();
    for (String part : parts) {
      boolean resource = part.startsWith("DR/");
      boolean known =
          named.contains(part) || resource && named.contains("DR") && !old.containsKey(part);
      if (!known && !same(old.getOrDefault(part, List.of()), now.getOrDefault(part, List.of()))) {
        changes.add(
            new Changes.Change(
                ChangeClass.FORM, DIFFER_OUTSIDE, "document " + part, List.of(), List.of()));
      }
    }
    return changes;
  }

  private static List<PageAnnotation> unnamed(InputGraph graph, int number, OnPage known) {
    return PageAnnotation.of(graph, number).stream()
        .filter(each -> !known.all)
        .filter(each -> each.key() == null ? !known.direct : !known.keys.contains(each.key()))
        .toList();
  }

  /** Whether a page is drawn from the same values, but for its annotations. */
  public boolean samePage(int number) {
    return number <= Math.min(before.pages().count(), after.pages().count())
        && same(new InputEdges(before).page(number), new InputEdges(after).page(number));
  }

  /** Whether the same layers are there. */
  public boolean sameLayers() {
    String layers = "OCProperties";
    return same(
        new InputEdges(before).document().getOrDefault(layers, List.of()),
        new InputEdges(after).document().getOrDefault(layers, List.of()));
  }

  /**
   * Annotations of a page that are not the same in the other revision.
   *
   * @param before those of the signed revision
   * @param after those of the later one
   */
  public record Changed(List<COSDictionary> before, List<COSDictionary> after) {
    /** Copies the lists. */
    public Changed {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** Whether none differ. */
    public boolean isEmpty() {
      return before.isEmpty() && after.isEmpty();
    }
  }

  /** The annotations of a page that differ, as pictures need them. */
  public Changed changedAnnotations(int number) {
    Map<List<Object>, Integer> left = new HashMap<>();
    for (PageAnnotation each : PageAnnotation.of(before, number)) {
      left.merge(List.of(each.name(), quickBefore.of(each.edges())), 1, Integer::sum);
    }
    List<COSDictionary> now = new ArrayList<>();
    for (PageAnnotation each : PageAnnotation.of(after, number)) {
      List<Object> id = List.of(each.name(), quickAfter.of(each.edges()));
      if (left.merge(id, -1, Integer::sum) < 0) {
        each.dictionary().ifPresent(now::add);
      }
    }
    List<COSDictionary> old = new ArrayList<>();
    for (PageAnnotation each : PageAnnotation.of(before, number)) {
      List<Object> id = List.of(each.name(), quickBefore.of(each.edges()));
      if (left.merge(id, -1, Integer::sum) >= 0) {
        each.dictionary().ifPresent(old::add);
      }
    }
    return new Changed(old, now);
  }
}
