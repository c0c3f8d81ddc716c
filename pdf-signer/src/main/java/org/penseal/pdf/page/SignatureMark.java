// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Placement;

/**
 * A signature field of a document and where it stands.
 *
 * @param field fully qualified field name
 * @param signed whether it holds a signature
 * @param at its place as displayed; null for one that cannot be seen
 */
public record SignatureMark(String field, boolean signed, Placement.@Nullable At at) {

  /** Those of a document, in its order. */
  static List<SignatureMark> of(PDDocument document, List<PDPage> pages) {
    List<PDSignatureField> fields = document.getSignatureFields();
    if (fields.isEmpty()) {
      return List.of();
    }
    Map<COSBase, Integer> numbers = new IdentityHashMap<>();
    for (int i = 0; i < pages.size(); i++) {
      numbers.put(pages.get(i).getCOSObject(), i);
    }
    List<SignatureMark> marks = new ArrayList<>();
    for (PDSignatureField field : fields) {
      boolean signed = field.getCOSObject().getDictionaryObject(COSName.V) != null;
      marks.add(
          new SignatureMark(field.getFullyQualifiedName(), signed, place(field, pages, numbers)));
    }
    return marks;
  }

  private static Placement.@Nullable At place(
      PDSignatureField field, List<PDPage> pages, Map<COSBase, Integer> numbers) {
    for (PDAnnotationWidget widget : field.getWidgets()) {
      PDRectangle box = widget.getRectangle();
      if (box != null && box.getWidth() > 0 && box.getHeight() > 0) {
        Integer page = numbers.get(widget.getCOSObject().getCOSDictionary(COSName.P));
        if (page == null) {
          page = searched(widget.getCOSObject(), pages);
        }
        if (page != null) {
          return PageSpace.of(pages.get(page), page + 1).displayed(box);
        }
      }
    }
    return null;
  }

  // /P is optional (ISO 32000-1, table 164).
  private static @Nullable Integer searched(COSDictionary widget, List<PDPage> pages) {
    for (int i = 0; i < pages.size(); i++) {
      try {
        for (PDAnnotation each : pages.get(i).getAnnotations()) {
          if (each.getCOSObject() == widget) {
            return i;
          }
        }
      } catch (IOException e) {
        continue; // the annotations of this page cannot be read, so it is not the one
      }
    }
    return null;
  }
}
