// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.ChangeClass;

/**
 * What may follow a signature (ISO 32000-2, 12.8.2.2 DocMDP and 12.8.2.4 FieldMDP).
 *
 * @param most the greatest class that is allowed
 * @param action All, Include or Exclude of FieldMDP; empty without one
 * @param fields the fields it names
 */
record Permissions(ChangeClass most, String action, Set<String> fields) {
  private static final COSName METHOD = COSName.getPDFName("TransformMethod");
  private static final COSName PARAMETERS = COSName.getPDFName("TransformParams");

  static Permissions of(COSDictionary signature, COSDictionary catalog) {
    ChangeClass most = ChangeClass.FORM;
    COSDictionary perms = catalog.getCOSDictionary(COSName.PERMS);
    COSDictionary certified = perms == null ? null : perms.getCOSDictionary(COSName.DOCMDP);
    COSDictionary document = parameters(certified, "DocMDP");
    COSDictionary own = parameters(signature, "DocMDP");
    if (document != null) {
      most = allowed(document.getInt(COSName.P, 2));
    } else if (own != null) {
      most = allowed(own.getInt(COSName.P, 2));
    }
    COSDictionary locked = parameters(signature, "FieldMDP");
    if (locked == null) {
      return new Permissions(most, "", Set.of());
    }
    Set<String> fields = new HashSet<>();
    for (COSBase each : RevisionComparison.array(locked.getDictionaryObject(COSName.FIELDS))) {
      if (SameObjects.unwrap(each) instanceof COSString name) {
        fields.add(name.getString());
      }
    }
    String action = locked.getNameAsString(COSName.getPDFName("Action"));
    return new Permissions(most, action == null ? "All" : action, fields);
  }

  private static ChangeClass allowed(int permission) {
    return switch (permission) {
      case 1 -> ChangeClass.LTA;
      case 3 -> ChangeClass.ANNOTATION;
      default -> ChangeClass.FORM;
    };
  }

  private static @Nullable COSDictionary parameters(
      @Nullable COSDictionary signature, String method) {
    COSArray references = signature == null ? null : signature.getCOSArray(COSName.REFERENCE);
    for (int i = 0; references != null && i < references.size(); i++) {
      if (references.getObject(i) instanceof COSDictionary reference
          && method.equals(reference.getNameAsString(METHOD))) {
        COSDictionary parameters = reference.getCOSDictionary(PARAMETERS);
        return parameters == null ? new COSDictionary() : parameters;
      }
    }
    return null;
  }

  /** The verdict on what followed. */
  Report.Changes judge(List<Finding> findings) {
    ChangeClass greatest = ChangeClass.NONE;
    boolean allowed = true;
    for (Finding finding : findings) {
      if (finding.changeClass().compareTo(greatest) > 0) {
        greatest = finding.changeClass();
      }
      if (finding.code().equals(FormComparison.FILLED) && locks(finding.place())) {
        allowed = false;
      }
    }
    allowed = allowed && greatest.compareTo(most) <= 0;
    return new Report.Changes(
        greatest, allowed, findings.stream().map(Finding::text).distinct().toList());
  }

  private boolean locks(String field) {
    boolean named =
        fields.stream().anyMatch(name -> field.equals(name) || field.startsWith(name + "."));
    return switch (action) {
      case "All" -> true;
      case "Include" -> named;
      case "Exclude" -> !named;
      default -> false;
    };
  }
}
