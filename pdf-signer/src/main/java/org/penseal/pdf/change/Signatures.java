// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** The signatures that the fields of a revision hold. */
final class Signatures {
  private Signatures() {}

  static boolean anyIn(Values values, Places places) {
    return places.fields().keySet().stream().anyMatch(key -> value(values, places, key) != null);
  }

  /** Whether a reference leads to the value of a signature field. */
  static boolean holds(Values values, Places places, @Nullable COSBase reference) {
    COSObjectKey wanted = values.key(reference);
    return wanted != null
        && places.fields().keySet().stream()
            .map(key -> value(values, places, key))
            .anyMatch(found -> found != null && wanted.equals(values.key(found)));
  }

  private static @Nullable COSBase value(Values values, Places places, COSObjectKey key) {
    Places.Field field = places.fields().get(key);
    if (field == null
        || !COSName.SIG.equals(inherited(values, places, key, COSName.FT))
        || values.dictionary(field.dictionary().getItem(COSName.V)) == null) {
      return null;
    }
    return field.dictionary().getItem(COSName.V);
  }

  /**
   * An entry of a field, inherited from the fields that list it (ISO 32000-2, table 226): the way
   * down, not what Parent says.
   */
  static @Nullable COSBase inherited(
      Values values, Places places, COSObjectKey key, COSName entry) {
    Places.Field at = places.fields().get(key);
    while (at != null) {
      COSDictionary dictionary = at.dictionary();
      COSBase value = values.value(dictionary.getItem(entry));
      if (value != null) {
        return value;
      }
      at = at.lister() == null ? null : places.fields().get(at.lister());
    }
    return null;
  }
}
