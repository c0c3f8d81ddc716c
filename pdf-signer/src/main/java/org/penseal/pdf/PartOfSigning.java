// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.util.List;
import java.util.Set;

/** The changes that one signature needs in the update that adds it. */
public final class PartOfSigning {
  private static final String SIGNED = "signature-added";
  private static final Set<String> OF_THE_FIELD = Set.of(SIGNED, "field-lock-added");

  // Its field and widget, its lock, fonts, the document's own notes.
  private static final Set<String> CODES =
      Set.of(
          SIGNED,
          "certification-added",
          "field-lock-added",
          "form-resources-added",
          "structure-added",
          "page-tab-order-changed",
          "document-information-changed",
          "catalog-detail-changed",
          "unreferenced-object");

  private PartOfSigning() {}

  /** Whether a change is one of them, whatever field is signed. */
  public static boolean contains(Changes.Change change) {
    return CODES.contains(change.code()) && change.changeClass().compareTo(ChangeClass.FORM) <= 0;
  }

  /** Whether a change gives a field a signature. */
  public static boolean signs(Changes.Change change) {
    return change.code().equals(SIGNED);
  }

  /** Whether a change is one of the field that is signed, and of no other. */
  public static boolean isOfTheField(Changes.Change change) {
    return OF_THE_FIELD.contains(change.code());
  }

  /**
   * What the update that holds a signature did besides: neither what the signature needs, nor data
   * for long-term proof.
   */
  public static List<Changes.Change> others(Report.Signed signed) {
    return signed.whileSigning().stream()
        .filter(each -> each.changeClass().compareTo(ChangeClass.LTA) > 0)
        .filter(
            each -> !contains(each) || isOfTheField(each) && !each.place().equals(signed.field()))
        .toList();
  }
}
