// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.file.InputFile;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.page.Footprint;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/** Revisions without a signature: what comes behind the last byte of a document. */
public final class Increment {
  private Increment() {}

  /**
   * Empty signature fields, all of them in one revision before anybody signs.
   *
   * @throws org.penseal.refusal.DocumentException.NotPermitted if somebody has signed
   * @throws PlacementException.FieldExists if there is a field of that name
   * @throws PlacementException.NoSuchPage if the page does not exist
   * @throws PlacementException.PlacementOutside if the rectangle is not on the page
   * @throws SigningException as {@link OpenPdf#update}
   * @throws IOException if PDFBox cannot write the revision
   */
  public static Octets fields(
      InputFile input, @Nullable String password, List<NewSignatureField> fields)
      throws SigningException, IOException {
    try (OpenPdf.Update update = OpenPdf.update(input, password)) {
      PDDocument document = update.document();
      new Restrictions(document).requireUnsigned();
      PDAcroForm form = form(document);
      for (NewSignatureField field : fields) {
        if (form.getField(field.name()) != null) {
          throw new PlacementException.FieldExists(field.name(), null);
        }
        add(document, form, field);
      }
      return written(update);
    }
  }

  /**
   * Handwritten annotations.
   *
   * @throws org.penseal.refusal.DocumentException.NotPermitted if a signature forbids them
   * @throws SigningException as {@link #fields}
   * @throws IOException if PDFBox cannot write the revision
   */
  public static Octets notes(
      InputFile input,
      @Nullable String password,
      List<SignatureSpec.Note> notes,
      OffsetDateTime now)
      throws SigningException, IOException {
    try (OpenPdf.Update update = OpenPdf.update(input, password)) {
      new Restrictions(update.document()).requireAnnotations();
      new InkNotes(update.document(), now).add(notes);
      List<PDPage> pages =
          notes.stream().map(note -> update.document().getPage(note.at().page() - 1)).toList();
      new Footprint(update.document(), pages).keep();
      return written(update);
    }
  }

  /**
   * What handwritten annotations will be in the file, without adding them.
   *
   * @throws SigningException as {@link #notes}
   * @throws IOException if PDFBox cannot draw them
   */
  public static List<InkNote> plannedNotes(
      InputFile input,
      @Nullable String password,
      List<SignatureSpec.Note> notes,
      OffsetDateTime now,
      Hashing hashing)
      throws SigningException, IOException {
    try (OpenPdf.Update update = OpenPdf.update(input, password)) {
      return new InkNotes(update.document(), now).planned(notes, hashing);
    }
  }

  private static PDAcroForm form(PDDocument document) {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    if (form == null) {
      form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
    }
    form.getCOSObject().setNeedToBeUpdated(true);
    document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
    return form;
  }

  private static void add(PDDocument document, PDAcroForm form, NewSignatureField wanted)
      throws SigningException, IOException {
    int pages = document.getNumberOfPages();
    if (wanted.at().page() < 1 || wanted.at().page() > pages) {
      throw new PlacementException.NoSuchPage(wanted.at().page(), pages, null);
    }
    PDPage page = document.getPage(wanted.at().page() - 1);
    PDSignatureField field = new PDSignatureField(form);
    field.setPartialName(wanted.name());
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    widget.setRectangle(PageGeometry.of(page).userSpace(wanted.at()));
    widget.setPage(page);
    widget.setPrinted(true);
    widget.setAppearance(nothing(document, widget.getRectangle()));
    if (wanted.lock().action() != NewSignatureField.Action.NONE) {
      field.getCOSObject().setItem(COSName.getPDFName("Lock"), lock(wanted.lock()));
    }
    List<PDField> all = form.getFields();
    all.add(field);
    form.setFields(all);
    List<PDAnnotation> annotations = page.getAnnotations();
    annotations.add(widget);
    page.setAnnotations(annotations);
    page.getCOSObject().setNeedToBeUpdated(true);
  }

  // PDF/A wants every widget to have an appearance (ISO 19005-2, 6.3.3).
  private static PDAppearanceDictionary nothing(PDDocument document, PDRectangle rectangle) {
    PDAppearanceStream stream = new PDAppearanceStream(document);
    stream.setBBox(new PDRectangle(rectangle.getWidth(), rectangle.getHeight()));
    stream.setResources(new PDResources());
    PDAppearanceDictionary appearance = new PDAppearanceDictionary();
    appearance.setNormalAppearance(stream);
    return appearance;
  }

  private static COSDictionary lock(NewSignatureField.Lock lock) {
    COSDictionary dictionary = new COSDictionary();
    dictionary.setName(COSName.TYPE, "SigFieldLock");
    String action =
        switch (lock.action()) {
          case INCLUDE -> "Include";
          case EXCLUDE -> "Exclude";
          default -> "All";
        };
    dictionary.setName(COSName.getPDFName("Action"), action);
    if (lock.action() != NewSignatureField.Action.ALL) {
      COSArray names = new COSArray();
      lock.fields().forEach(name -> names.add(new COSString(name)));
      dictionary.setItem(COSName.FIELDS, names);
    }
    return dictionary;
  }

  static Octets written(OpenPdf.Update update) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    update.source().passOver();
    update.document().saveIncremental(out);
    return Octets.of(out.toByteArray());
  }
}
