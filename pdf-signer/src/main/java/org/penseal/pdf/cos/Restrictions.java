// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;

/**
 * What the signatures of a document forbid to whoever comes next (ISO 32000-2, 12.8.2.2 DocMDP,
 * 12.8.2.4 FieldMDP, table 236 Lock), and how a new one forbids in turn.
 */
final class Restrictions {
  private static final COSName METHOD = COSName.getPDFName("TransformMethod");
  private static final COSName PARAMETERS = COSName.getPDFName("TransformParams");
  private static final COSName ACTION = COSName.getPDFName("Action");
  private static final COSName LOCK = COSName.getPDFName("Lock");
  private static final String DOC_MDP = "DocMDP";
  private static final String FIELD_MDP = "FieldMDP";
  private static final int NOTHING = 1;
  private static final int FORMS = 2;
  private static final int ANNOTATIONS = 3;

  private final PDDocument document;

  Restrictions(PDDocument document) {
    this.document = document;
  }

  /**
   * Refuses what an earlier signature forbids.
   *
   * @param field the field that is signed, or null for a new one
   * @param certify the certification asked for, 0 for none
   * @param annotates whether annotations are added too
   * @throws DocumentException.NotPermitted with the rule that forbids it
   */
  void require(@Nullable PDSignatureField field, int certify, boolean annotates)
      throws SigningException {
    int permission = permission();
    if (permission == NOTHING) {
      throw new DocumentException.NotPermitted("DocMDP P 1", null);
    }
    if (annotates) {
      requireAnnotations();
    }
    List<PDSignatureField> signed = signed();
    if (certify > 0 && (certification() != 0 || !signed.isEmpty())) {
      throw new DocumentException.NotPermitted("certification comes first", null);
    }
    for (PDSignatureField each : signed) {
      if (locks(each, field)) {
        String rule = FIELD_MDP + " " + each.getFullyQualifiedName();
        throw new DocumentException.NotPermitted(rule, null);
      }
    }
  }

  /**
   * Refuses annotations where a signature does: one that permits nothing in particular permits new
   * signatures and filled forms.
   *
   * @throws DocumentException.NotPermitted with the rule that forbids them
   */
  void requireAnnotations() throws SigningException {
    int permission = permission();
    if (permission != 0 && permission < ANNOTATIONS) {
      throw new DocumentException.NotPermitted("DocMDP P " + permission, null);
    }
    if (permission == 0 && !signed().isEmpty()) {
      throw new DocumentException.NotPermitted("signed without DocMDP P 3", null);
    }
  }

  /** Refuses a change that no signature would survive. */
  void requireUnsigned() throws SigningException {
    if (certification() != 0 || !signed().isEmpty()) {
      throw new DocumentException.NotPermitted("signed", null);
    }
  }

  private List<PDSignatureField> signed() {
    return document.getSignatureFields().stream().filter(each -> value(each) != null).toList();
  }

  private static @Nullable COSDictionary value(PDSignatureField field) {
    return field.getCOSObject().getCOSDictionary(COSName.V);
  }

  /** The least that the certification or any signature permits; 0 if none says anything. */
  private int permission() {
    int least = certification();
    for (PDSignatureField each : signed()) {
      COSDictionary value = value(each);
      COSDictionary own = value == null ? null : parameters(value, DOC_MDP);
      COSDictionary locked = value == null ? null : parameters(value, FIELD_MDP);
      least = stricter(least, own == null ? 0 : own.getInt(COSName.P, 2));
      least = stricter(least, denied(locked));
      least = stricter(least, denied(each.getCOSObject().getCOSDictionary(LOCK)));
    }
    return least;
  }

  private static int stricter(int one, int other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }

  // A lock denies, it grants nothing (ISO 32000-2, table 236).
  private static int denied(@Nullable COSDictionary lock) {
    int permission = lock == null ? 0 : lock.getInt(COSName.P, 0);
    return permission == NOTHING || permission == FORMS ? permission : 0;
  }

  private int certification() {
    COSDictionary perms =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PERMS);
    COSDictionary certified = perms == null ? null : perms.getCOSDictionary(COSName.DOCMDP);
    if (certified == null) {
      return 0;
    }
    COSDictionary parameters = parameters(certified, DOC_MDP);
    return parameters == null ? 2 : parameters.getInt(COSName.P, 2);
  }

  private static @Nullable COSDictionary parameters(COSDictionary signature, String method) {
    COSArray references = signature.getCOSArray(COSName.REFERENCE);
    for (int i = 0; references != null && i < references.size(); i++) {
      if (references.getObject(i) instanceof COSDictionary reference
          && method.equals(reference.getNameAsString(METHOD))) {
        COSDictionary found = reference.getCOSDictionary(PARAMETERS);
        return found == null ? new COSDictionary() : found;
      }
    }
    return null;
  }

  // A new field is one that no list names.
  private static boolean locks(PDSignatureField signed, @Nullable PDSignatureField field) {
    COSDictionary value = value(signed);
    COSDictionary rule = value == null ? null : parameters(value, FIELD_MDP);
    if (rule == null) {
      return false;
    }
    boolean named = field != null && names(rule, field.getFullyQualifiedName());
    return switch (String.valueOf(rule.getNameAsString(ACTION))) {
      case "Include" -> named;
      case "Exclude" -> !named;
      default -> true;
    };
  }

  private static boolean names(COSDictionary rule, String field) {
    COSArray fields = rule.getCOSArray(COSName.FIELDS);
    return fields != null
        && IntStream.range(0, fields.size())
            .mapToObj(fields::getObject)
            .anyMatch(
                each ->
                    each instanceof COSString name
                        && (field.equals(name.getString())
                            || field.startsWith(name.getString() + ".")));
  }

  /**
   * Puts the rules of a new signature into its dictionary and, for a certification, the catalog.
   */
  void declare(COSDictionary signature, @Nullable PDSignatureField field, int certify) {
    List<COSDictionary> references = new ArrayList<>();
    if (certify > 0) {
      COSDictionary parameters = transform();
      parameters.setInt(COSName.P, certify);
      references.add(reference(DOC_MDP, parameters));
      COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
      COSDictionary perms = catalog.getCOSDictionary(COSName.PERMS);
      if (perms == null) {
        perms = new COSDictionary();
        perms.setDirect(true);
        catalog.setItem(COSName.PERMS, perms);
      }
      perms.setItem(COSName.DOCMDP, signature);
      perms.setNeedToBeUpdated(true);
    }
    COSDictionary lock = field == null ? null : field.getCOSObject().getCOSDictionary(LOCK);
    if (lock != null) {
      references.add(reference(FIELD_MDP, locked(lock)));
    }
    if (!references.isEmpty()) {
      COSArray array = new COSArray(references);
      array.setDirect(true);
      signature.setItem(COSName.REFERENCE, array);
    }
  }

  private COSDictionary locked(COSDictionary lock) {
    COSDictionary parameters = transform();
    String action = lock.getNameAsString(ACTION);
    parameters.setName(ACTION, action == null ? "All" : action);
    COSArray fields = lock.getCOSArray(COSName.FIELDS);
    if (fields != null) {
      COSArray copy = new COSArray();
      for (COSBase each : fields) {
        copy.add(each);
      }
      copy.setDirect(true);
      parameters.setItem(COSName.FIELDS, copy);
    }
    int permission = lock.getInt(COSName.P, 0);
    if (permission > 0) {
      parameters.setInt(COSName.P, permission);
    }
    return parameters;
  }

  private static COSDictionary transform() {
    COSDictionary parameters = new COSDictionary();
    parameters.setDirect(true);
    parameters.setName(COSName.TYPE, "TransformParams");
    parameters.setName(COSName.V, "1.2");
    return parameters;
  }

  private COSDictionary reference(String method, COSDictionary parameters) {
    // Not direct: PDFBox would write what points to the catalog as an object all the same.
    COSDictionary reference = new COSDictionary();
    reference.setName(COSName.TYPE, "SigRef");
    reference.setName(METHOD, method);
    reference.setItem(PARAMETERS, parameters);
    // Required for FieldMDP, and what both methods are about.
    reference.setItem("Data", document.getDocumentCatalog().getCOSObject());
    return reference;
  }
}
