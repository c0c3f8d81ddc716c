// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.penseal.pdf.stream.FieldNames;
import org.penseal.pdf.stream.TextString;

/**
 * Which fields a signature locks (ISO 32000-2, 12.8.2.4 FieldMDP).
 *
 * @param action All, Include or Exclude
 * @param fields the fields it names, by their full names
 */
public record FieldRule(String action, Set<String> fields) {
  static FieldRule of(COSDictionary parameters) {
    Set<String> fields = new HashSet<>();
    boolean strings = true;
    COSBase named = parameters.getDictionaryObject(COSName.FIELDS);
    if (named instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.getObject(i) instanceof COSString name) {
          fields.add(TextString.of(name));
        } else {
          strings = false;
        }
      }
    }
    String action = parameters.getNameAsString(COSName.getPDFName("Action"));
    // What is no list of names locks as much as any could.
    boolean listed = named instanceof COSArray && strings;
    return new FieldRule(action == null || !listed ? "All" : action, fields);
  }

  boolean locks(String field) {
    return switch (action) {
      case "Include" -> fields.stream().anyMatch(name -> mayBe(name, field));
      // What it leaves free it must name as it is.
      case "Exclude" -> fields.stream().noneMatch(name -> FieldNames.isWithin(name, field));
      // A word that is not known locks as much as any could.
      default -> true;
    };
  }

  private static boolean mayBe(String name, String field) {
    // A field shows the value of one above it if it has none of its own.
    return FieldNames.isOdd(name)
        || FieldNames.isOdd(field)
        || FieldNames.isWithin(FieldNames.plain(name), FieldNames.plain(field))
        || FieldNames.isWithin(FieldNames.plain(field), FieldNames.plain(name));
  }
}
