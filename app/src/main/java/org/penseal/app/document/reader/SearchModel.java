// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.KeywordSearch;

/** What is searched for in the pages, and where it was found so far. On the screen's thread. */
public final class SearchModel {
  /** After so many places the search ends. */
  public static final int MOST = 5000;

  private final StringProperty text = new SimpleStringProperty("");
  private final ObservableList<Placement.At> hits = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(-1);
  private final IntegerProperty pagesLeft = new SimpleIntegerProperty();
  private int from = 1;

  /** A search begins; nothing is found yet. */
  public void begin(String wanted, int page, int pages) {
    text.set(wanted);
    hits.clear();
    current.set(-1);
    from = page;
    pagesLeft.set(wanted.isBlank() ? 0 : pages);
  }

  /** A page was searched, in order from the first. */
  public void found(List<Placement.At> more) {
    hits.addAll(more.subList(0, Math.min(more.size(), MOST - hits.size())));
    pagesLeft.set(hits.size() == MOST ? 0 : Math.max(0, pagesLeft.get() - 1));
    if (current.get() < 0) {
      for (int i = hits.size() - more.size(); i >= 0 && i < hits.size(); i++) {
        if (hits.get(i).page() >= from) {
          current.set(i);
          return;
        }
      }
      if (pagesLeft.get() == 0 && !hits.isEmpty()) {
        current.set(0);
      }
    }
  }

  /** To the next place, or from the last one to the first; backwards with -1. */
  public void step(int by) {
    if (!hits.isEmpty()) {
      current.set(Math.floorMod(current.get() + by, hits.size()));
    }
  }

  /** What is searched for; empty for nothing. */
  public StringProperty text() {
    return text;
  }

  /** The places that were found, in the order of the pages. */
  public ObservableList<Placement.At> hits() {
    return hits;
  }

  /** Which of them is shown, from 0; -1 for none. */
  public ReadOnlyIntegerProperty current() {
    return current.getReadOnlyProperty();
  }

  /** How many pages are still to be searched. */
  public IntegerProperty pagesLeft() {
    return pagesLeft;
  }

  /** Where texts were found, as rectangles that show them whole. */
  public static List<Placement.At> boxes(List<KeywordSearch.Hit> hits) {
    return hits.stream()
        .map(
            hit ->
                new Placement.At(
                    hit.page(),
                    hit.x() - 1,
                    hit.y() - hit.height() * 0.35,
                    hit.width() + 2,
                    hit.height() * 1.7))
        .toList();
  }
}
