// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.SignatureMark;

/** What is marked on the pages: signature fields, earlier signatures, places of a search. */
final class PageMarksView {
  private final PlaceModel places;
  private final SearchModel search;
  private final ObservableValue<@Nullable List<EarlierSignature>> signatures;
  private final Texts texts;

  PageMarksView(PageModels models, Texts texts) {
    this.places = models.places();
    this.search = models.search();
    this.signatures = models.signatures();
    this.texts = texts;
  }

  /** What makes the marks change. */
  List<Observable> changes() {
    List<Observable> all = new ArrayList<>(places.signers().observed());
    all.addAll(
        List.of(
            places.marks(),
            search.hits(),
            search.current(),
            signatures,
            places.signers().edited()));
    return all;
  }

  void mark(int page, SheetView sheet, PageColumn column) {
    for (SignatureMark each : places.marks().get()) {
      Placement.At at = each.at();
      if (at != null && at.page() == page) {
        sheet.mark(column, at, styles(each), words(each), false);
      }
    }
    List<BusinessType.Words> roles = places.signers().roles().get();
    places
        .planned()
        .forEach(
            (signer, at) -> {
              if (at.page() == page && signer < roles.size()) {
                String role = roles.get(signer).in(texts.locale().getLanguage());
                String words = texts.get("window.place.planned", role);
                sheet.mark(column, at, List.of("field-mark"), words, false);
              }
            });
    int current = search.current().get();
    for (int i = 0; i < search.hits().size(); i++) {
      Placement.At at = search.hits().get(i);
      if (at.page() == page) {
        sheet.mark(column, at, List.of("hit"), "", i == current);
      }
    }
  }

  private String words(SignatureMark mark) {
    if (!mark.signed()) {
      return texts.get("window.read.field", mark.field());
    }
    return signatures.getValue() == null
        ? texts.get("window.read.checking")
        : known(mark).map(each -> words(each, texts)).orElse("");
  }

  // A signature has the colour of its verdict, once that is known.
  private List<String> styles(SignatureMark mark) {
    return !mark.signed()
        ? List.of("field-mark")
        : known(mark)
            .map(each -> List.of("signature-mark", style(each.verdict())))
            .orElse(List.of("signature-mark"));
  }

  private Optional<EarlierSignature> known(SignatureMark mark) {
    return Stream.ofNullable(signatures.getValue())
        .flatMap(List::stream)
        .filter(each -> each.field().equals(mark.field()))
        .findFirst();
  }

  private static String style(Report.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** Who signed, and what verification says. */
  static String words(EarlierSignature each, Texts texts) {
    String verdict = texts.get("report.verdict." + style(each.verdict()));
    String signer = each.signer().isEmpty() ? each.field() : each.signer();
    return texts.get("window.read.signature", signer, verdict);
  }
}
