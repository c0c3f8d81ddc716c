// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.Verdict;
import org.penseal.refusal.SigningException;

/** What is added under the guise of a new signature field. */
@Tag("slow")
class NewFieldForgeryTest extends SignedFiles {
  /** A new signature field, empty, that stands in the form beside those that were there. */
  private static COSDictionary newSignatureField(PDDocument document) {
    COSDictionary form =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
    COSDictionary field = new COSDictionary();
    field.setItem(COSName.FT, COSName.SIG);
    field.setString(COSName.T, "forged");
    form.getCOSArray(COSName.FIELDS).add(indirect(field));
    form.getCOSArray(COSName.FIELDS).setNeedToBeUpdated(true);
    form.setNeedToBeUpdated(true);
    document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
    return field;
  }

  private static COSObject indirect(COSDictionary dictionary) {
    dictionary.setDirect(false);
    return new COSObject(dictionary);
  }

  private static COSDictionary annotation(String subtype) {
    COSDictionary annotation = new COSDictionary();
    annotation.setItem(COSName.TYPE, COSName.ANNOT);
    annotation.setName(COSName.SUBTYPE, subtype);
    annotation.setItem(COSName.RECT, new PDRectangle(0, 0, 600, 800).getCOSArray());
    return annotation;
  }

  private void assertForged(Path file) throws SigningException {
    Report report = verify(file);
    assertEquals(Verdict.INVALID, report.verdict(), () -> report.toString());
    Changes changes = report.signatures().getFirst().changes();
    assertTrue(
        changes.items().contains("signature-field-malformed: forged"), () -> changes.toString());
  }

  @Test
  void aPageContentDressedUpAsPartOfANewSignatureFieldIsFound() throws Exception {
    assertForged(
        edited(
            bench
                .sign(
                    Documents.plain(folder.resolve("in.pdf")),
                    new Placement.At(1, 100, 100, 180, 70))
                .file(),
            document -> {
              COSDictionary page = document.getPage(0).getCOSObject();
              COSBase reference = page.getItem(COSName.CONTENTS);
              if (reference instanceof COSArray parts) {
                reference = parts.get(0);
              }
              COSStream content = (COSStream) ((COSObject) reference).getObject();
              try (OutputStream out = content.createOutputStream()) {
                out.write("1 0 0 rg 0 0 600 800 re f".getBytes(StandardCharsets.US_ASCII));
              }
              content.setNeedToBeUpdated(true);
              COSArray kids = new COSArray();
              kids.add(reference);
              newSignatureField(document).setItem(COSName.KIDS, kids);
            }));
  }

  @Test
  void anotherAnnotationDressedUpAsANewSignatureFieldIsFound() throws Exception {
    assertForged(
        edited(signed(), document -> newSignatureField(document).addAll(annotation("Square"))));
  }

  @Test
  void aNewSignatureFieldThatActsIsFound() throws Exception {
    assertForged(
        edited(
            signed(),
            document -> {
              COSDictionary field = newSignatureField(document);
              field.addAll(annotation("Widget"));
              field.setItem(COSName.A, new COSDictionary());
            }));
  }

  @Test
  void aSignatureThatNobodyJudgesIsFound() throws Exception {
    assertForged(
        edited(
            signed(),
            document -> {
              COSDictionary kid = annotation("Widget");
              kid.setString(COSName.T, "named");
              COSArray kids = new COSArray();
              kids.add(indirect(kid));
              COSDictionary field = newSignatureField(document);
              field.setItem(COSName.KIDS, kids);
              COSDictionary value = new COSDictionary();
              value.setItem(COSName.TYPE, COSName.SIG);
              field.setItem(COSName.V, value);
            }));
  }
}
