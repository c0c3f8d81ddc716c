// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Report.Change;
import org.penseal.pdf.Report.ChangeClass;

/** Collects what is found, and what of it is seen on which page. */
final class Findings {
  /** What an addition to a page is. */
  enum Kind {
    SIGNATURE,
    FIELD,
    STATE,
    NOTE
  }

  /**
   * Something that is seen on a page and was not, or not so.
   *
   * @param page from 1
   * @param before the annotation before; null if there was none
   */
  record Shown(Kind kind, int page, @Nullable COSObjectKey key, @Nullable COSDictionary before) {}

  private final Places oldPlaces;
  private final Places newPlaces;
  private final Set<Change> changes = new LinkedHashSet<>();
  private final List<Shown> shown = new ArrayList<>();
  private final Set<COSObjectKey> named = new LinkedHashSet<>();

  Findings(Places oldPlaces, Places newPlaces) {
    this.oldPlaces = oldPlaces;
    this.newPlaces = newPlaces;
  }

  void add(ChangeClass changeClass, String code, String place) {
    add(changeClass, code, place, Set.of(), 0);
  }

  void add(ChangeClass changeClass, String code, String place, Set<COSObjectKey> keys) {
    add(changeClass, code, place, keys, 0);
  }

  /** Notes a change; page 0 stands for those on which the objects are listed. */
  void add(ChangeClass changeClass, String code, String place, Set<COSObjectKey> keys, int page) {
    List<String> objects =
        keys.stream().sorted().map(key -> key.getNumber() + " " + key.getGeneration()).toList();
    Collection<Integer> pages = page > 0 ? List.of(page) : pagesOf(keys);
    changes.add(new Change(changeClass, code, place, objects, List.copyOf(pages)));
    named.addAll(keys);
  }

  private Set<Integer> pagesOf(Set<COSObjectKey> keys) {
    Set<Integer> pages = new TreeSet<>();
    for (COSObjectKey key : keys) {
      Set<Integer> now = newPlaces.pagesOf(key);
      pages.addAll(now.isEmpty() ? oldPlaces.pagesOf(key) : now);
    }
    return pages;
  }

  /** Notes that an annotation is seen that was not there, or was otherwise. */
  void shows(Kind kind, int page, @Nullable COSObjectKey key, @Nullable COSDictionary before) {
    shown.add(new Shown(kind, page, key, before));
  }

  List<Change> changes() {
    return List.copyOf(changes);
  }

  List<Shown> shown() {
    return shown;
  }

  /** Every object that a change names. */
  Set<COSObjectKey> named() {
    return named;
  }
}
