// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSObjectKey;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes.Change;
import org.penseal.pdf.change.RevisionChanges.Shown;

/** Collects changes, and which of them are visible on which page. */
final class Findings {
  private final Places oldPlaces;
  private final Places newPlaces;
  private final Set<Change> changes = new LinkedHashSet<>();
  private final List<Shown> shown = new ArrayList<>();
  private final Set<COSObjectKey> named = new LinkedHashSet<>();
  private final Set<Integer> direct = new HashSet<>();
  private final Set<String> parts = new HashSet<>();

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

  /** Notes that an annotation is visible that is new or looked different before. */
  void shows(Shown addition) {
    shown.add(addition);
  }

  List<Change> changes() {
    return List.copyOf(changes);
  }

  List<Shown> shown() {
    return shown;
  }

  /** Notes that annotations of a page changed that have no object number to name them by. */
  void directOn(int page) {
    direct.add(page);
  }

  /** Notes that a part of the document was changed, by the name of its entry. */
  void part(String name) {
    parts.add(name);
  }

  /** What was named, by the pages on which it is listed before or after. */
  RevisionChanges.Named named() {
    Map<Integer, Set<COSObjectKey>> pages = new HashMap<>();
    for (COSObjectKey key : named) {
      Set<Integer> listed = new TreeSet<>(oldPlaces.pagesOf(key));
      listed.addAll(newPlaces.pagesOf(key));
      listed.forEach(page -> pages.computeIfAbsent(page, none -> new HashSet<>()).add(key));
    }
    return new RevisionChanges.Named(pages, direct, parts);
  }
}
