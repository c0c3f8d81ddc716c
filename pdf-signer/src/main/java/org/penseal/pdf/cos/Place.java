// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.KeywordSearch;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;

/**
 * Where a signature goes in one open document.
 *
 * @param field an existing field, or null for a new one
 * @param page the page its widget stands on
 * @param pageIndex from 0
 * @param at the displayed rectangle; null if there is none to be seen
 */
record Place(
    @Nullable PDSignatureField field, PDPage page, int pageIndex, Placement.@Nullable At at) {
  static Place find(PDDocument document, Path file, Placement placement) throws SigningException {
    return switch (placement) {
      case Placement.Invisible() -> new Place(null, document.getPage(0), 0, null);
      case Placement.At at -> at(document, at);
      case Placement.Field(String name) -> field(document, name);
      case Placement.Keyword keyword -> keyword(document, file, keyword);
    };
  }

  private static Place at(PDDocument document, Placement.At at) throws SigningException {
    int pages = document.getNumberOfPages();
    if (at.page() < 1 || at.page() > pages) {
      throw new PlacementException.NoSuchPage(at.page(), pages, null);
    }
    return new Place(null, document.getPage(at.page() - 1), at.page() - 1, at);
  }

  private static Place keyword(PDDocument document, Path file, Placement.Keyword keyword)
      throws SigningException {
    List<KeywordSearch.Hit> hits;
    try {
      hits = KeywordSearch.find(document, keyword.text());
    } catch (IOException e) {
      throw new DocumentException.Damaged(file, "text cannot be read", e);
    }
    if (hits.isEmpty()) {
      throw new PlacementException.KeywordNotFound(keyword.text(), null);
    }
    int index = keyword.hit() > 0 ? keyword.hit() - 1 : hits.size() + keyword.hit();
    if (keyword.hit() == 0 || index < 0 || index >= hits.size()) {
      throw new PlacementException.NoSuchHit(keyword.text(), keyword.hit(), hits.size(), null);
    }
    KeywordSearch.Hit hit = hits.get(index);
    PageGeometry geometry = PageGeometry.of(document.getPage(hit.page() - 1));
    if (keyword.width() > geometry.width() || keyword.height() > geometry.height()) {
      throw new PlacementException.PlacementOutside(
          hit.page(), geometry.width(), geometry.height(), null);
    }
    return at(document, KeywordSearch.beside(hit, keyword, geometry.width(), geometry.height()));
  }

  private static Place field(PDDocument document, String name) throws SigningException {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    PDField found = form == null ? null : form.getField(name);
    if (found == null) {
      throw new PlacementException.NoSuchField(name, null);
    }
    if (!(found instanceof PDSignatureField field) || found.getWidgets().isEmpty()) {
      String type = found.getFieldType();
      throw new PlacementException.OtherField(name, type == null ? "" : type, null);
    }
    if (field.getCOSObject().getDictionaryObject(COSName.V) != null) {
      throw new PlacementException.FieldTaken(name, null);
    }
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    int index = pageOf(document, widget);
    PDPage page = document.getPage(index);
    var rectangle = widget.getRectangle();
    if (rectangle == null || rectangle.getWidth() <= 0 || rectangle.getHeight() <= 0) {
      return new Place(field, page, index, null);
    }
    boolean turned = PageGeometry.of(page).rotation() % 180 != 0;
    // Only the size matters: an existing widget keeps its rectangle.
    double width = turned ? rectangle.getHeight() : rectangle.getWidth();
    double height = turned ? rectangle.getWidth() : rectangle.getHeight();
    return new Place(field, page, index, new Placement.At(index + 1, 0, 0, width, height));
  }

  private static int pageOf(PDDocument document, PDAnnotationWidget widget) {
    for (int i = 0; i < document.getNumberOfPages(); i++) {
      PDPage page = document.getPage(i);
      if (page.getCOSObject().equals(widget.getCOSObject().getCOSDictionary(COSName.P))) {
        return i;
      }
      try {
        for (PDAnnotation annotation : page.getAnnotations()) {
          if (annotation.getCOSObject().equals(widget.getCOSObject())) {
            return i;
          }
        }
      } catch (IOException e) {
        continue; // the annotations of this page cannot be read, so it is not the one
      }
    }
    return 0;
  }
}
