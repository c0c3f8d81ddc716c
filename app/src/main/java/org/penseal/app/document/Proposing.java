// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.FormPlaces;
import org.penseal.app.document.place.Proposal;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.KeywordSearch;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.page.SignatureMark;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for places of the signature in one document; on the thread of its pages. */
final class Proposing {
  private static final Logger LOG = LoggerFactory.getLogger(Proposing.class);

  // Signatures mostly stand near the end.
  private static final int MOST_PAGES = 30;
  private static final double WIDTH = 160;
  private static final double HEIGHT = 56;
  private static final double MARGIN = 36;
  private static final double GAP = 4;

  private final PdfPages pages;
  private final DocumentFlow.Places places;
  private final List<PdfPages.Size> sizes;
  private final List<String> keywords;
  private int page;
  private @Nullable Proposal best;
  private int bestKeyword;

  Proposing(PdfPages pages, DocumentFlow.Places places, List<PdfPages.Size> sizes) {
    this.pages = pages;
    this.places = places;
    this.sizes = sizes;
    this.page = sizes.size();
    this.keywords = places.keywords().get();
    this.bestKeyword = keywords.size();
  }

  /** The one that there always is. */
  Proposal corner() {
    PdfPages.Size size = sizes.getLast();
    double width = Math.min(WIDTH, size.width());
    double height = Math.min(HEIGHT, size.height());
    double x = Math.max(0, size.width() - MARGIN - width);
    double y = Math.min(MARGIN, size.height() - height);
    return new Proposal(
        Proposal.Kind.CORNER, new Placement.At(sizes.size(), x, y, width, height), "");
  }

  /**
   * Empty fields that can be seen, and the last place on this form.
   *
   * @param last where it is; null if there is none
   */
  static List<Proposal> atOnce(List<SignatureMark> marks, Placement.@Nullable At last) {
    List<Proposal> found = new ArrayList<>();
    for (SignatureMark mark : marks) {
      Placement.At at = mark.at();
      if (!mark.signed() && at != null) {
        found.add(new Proposal(Proposal.Kind.FIELD, at, mark.field()));
      }
    }
    if (last != null) {
      found.add(new Proposal(Proposal.Kind.LAST, last, ""));
    }
    return found;
  }

  /** The last places on this form, by signer, from 0. */
  SortedMap<Integer, Placement.At> last() {
    try {
      return new TreeMap<>(places.forms().of(FormPlaces.form(pages), sizes));
    } catch (SigningException | IOException e) {
      LOG.info("the last places on this form are not known", e);
      return new TreeMap<>();
    }
  }

  /** Whether there are pages to be searched for keywords. */
  boolean goesOn() {
    return page > Math.max(0, sizes.size() - MOST_PAGES) && bestKeyword > 0;
  }

  /**
   * Searches one page, from the last one on; a keyword that stands earlier in the list wins.
   *
   * @return the best place, once all is searched
   */
  Optional<Proposal> next() {
    if (!goesOn()) {
      return Optional.empty();
    }
    try {
      for (int i = 0; i < bestKeyword; i++) {
        List<KeywordSearch.Hit> hits = pages.find(keywords.get(i), page);
        if (!hits.isEmpty()) {
          best = beside(hits.getLast(), keywords.get(i));
          bestKeyword = i;
        }
      }
    } catch (SigningException | RuntimeException e) {
      LOG.info("page {} cannot be searched", page, e);
    }
    page--;
    return goesOn() ? Optional.empty() : Optional.ofNullable(best);
  }

  private Proposal beside(KeywordSearch.Hit hit, String keyword) {
    PdfPages.Size size = sizes.get(hit.page() - 1);
    double width = Math.min(WIDTH, size.width());
    double height = Math.min(HEIGHT, size.height());
    double x = Math.clamp(hit.x() + hit.width() + GAP, 0, size.width() - width);
    double y = Math.clamp(hit.y() + hit.height() / 2 - height / 2, 0, size.height() - height);
    return new Proposal(
        Proposal.Kind.KEYWORD, new Placement.At(hit.page(), x, y, width, height), keyword);
  }
}
