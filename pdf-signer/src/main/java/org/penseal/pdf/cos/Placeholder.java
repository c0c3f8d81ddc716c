// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.file.InputFile;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.page.Footprint;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * A further revision of a document with a signature whose hole is empty.
 *
 * @param increment what comes behind the last byte of the input
 * @param range what the signature covers, counted from the first byte of the input
 * @param fieldName fully qualified name of its field
 */
public record Placeholder(Octets increment, ByteRange range, String fieldName) {
  /** The private key of the signature dictionary, by the project's prefix. */
  public static final String EVIDENCE = "PSEL_Evidence";

  /** Entries of the private dictionary: streams. */
  public static final String MANIFEST = "Manifest";

  /** See {@link #MANIFEST}. */
  public static final String STATEMENT = "Statement";

  /** See {@link #MANIFEST}. */
  public static final String SEALED_INK = "SealedInk";

  private static final COSName SUB_FILTER = COSName.getPDFName("ETSI.CAdES.detached");

  // Names that files of Chinese producers carry.
  private static final COSName GM_FILTER = COSName.getPDFName("DJ.GMPkiLite");
  private static final COSName GM_SUB_FILTER = COSName.getPDFName("GM.sm2cms.detached");

  // What a signature changes of the field that it goes into.
  private static final Set<COSName> SIGNING = Set.of(COSName.V, COSName.AP, COSName.F);

  /**
   * Makes the revision.
   *
   * @param input a PDF
   * @param password or null
   * @param containerBytes size of the hole
   * @throws SigningException for everything the document or the placement can be refused for
   * @throws IOException if PDFBox cannot write the revision
   */
  public static Placeholder of(
      InputFile input, @Nullable String password, SignatureSpec<?> spec, int containerBytes)
      throws SigningException, IOException {
    if (spec.appearance() != null) {
      SignaturePicture.requireGlyphs(spec.appearance());
    }
    try (OpenPdf.Update update = OpenPdf.update(input, password);
        SignatureOptions options = new SignatureOptions()) {
      PDDocument document = update.document();
      Map<COSName, COSBase> widget = entries(document, spec.placement());
      Place place = Place.find(document, input.path(), spec.placement());
      SignatureSpec.Terms terms = spec.terms();
      Restrictions restrictions = new Restrictions(document);
      restrictions.require(place.field(), terms.certify(), !terms.notes().isEmpty());
      PDRectangle rectangle = rectangle(place);
      PDSignature signature = dictionary(document, spec);
      restrictions.declare(signature.getCOSObject(), place.field(), terms.certify());
      new InkNotes(document, spec.signedAt()).add(terms.notes());
      if (place.field() != null) {
        place.field().getCOSObject().setItem(COSName.V, signature);
        place.field().getCOSObject().setNeedToBeUpdated(true);
      }
      options.setPreferredSignatureSize(containerBytes);
      options.setPage(place.pageIndex());
      document.addSignature(signature, options);
      PDSignatureField field = field(document, signature);
      picture(document, spec, place, rectangle, field);
      Footprint footprint = new Footprint(document, pages(document, place, terms));
      footprint.add(field.getCOSObject());
      footprint.add(field.getWidgets().getFirst().getCOSObject());
      footprint.keep();
      restore(place, widget);
      Octets increment = increment(update);
      return new Placeholder(increment, range(signature), field.getFullyQualifiedName());
    }
  }

  private static List<PDPage> pages(PDDocument document, Place place, SignatureSpec.Terms terms) {
    List<PDPage> pages = new ArrayList<>(List.of(place.page()));
    terms.notes().forEach(note -> pages.add(document.getPage(note.at().page() - 1)));
    return pages;
  }

  // Before PDFBox sees a widget in it and completes it.
  private static Map<COSName, COSBase> entries(PDDocument document, Placement placement) {
    Map<COSName, COSBase> entries = new HashMap<>();
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    if (form != null
        && placement instanceof Placement.Field(String name)
        && form.getField(name) instanceof PDSignatureField field) {
      COSArray kids = field.getCOSObject().getCOSArray(COSName.KIDS);
      COSBase widget = kids == null || kids.size() == 0 ? field.getCOSObject() : kids.getObject(0);
      if (widget instanceof COSDictionary dictionary) {
        dictionary.forEach(entries::put);
      }
    }
    return entries;
  }

  // PDFBox writes the rectangle in its own way and completes what is missing: to an earlier
  // signature only value and appearance of the field may differ.
  private static void restore(Place place, Map<COSName, COSBase> entries) {
    if (place.field() == null) {
      return;
    }
    COSDictionary widget = place.field().getWidgets().getFirst().getCOSObject();
    Set<COSName> names = new HashSet<>(widget.keySet());
    names.addAll(entries.keySet());
    names.removeAll(SIGNING);
    for (COSName name : names) {
      if (entries.containsKey(name)) {
        widget.setItem(name, entries.get(name));
      } else {
        widget.removeItem(name);
      }
    }
  }

  static Octets increment(OpenPdf.Update update) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExternalSigningSupport written = update.document().saveIncrementalForExternalSigning(out);
    update.source().passOver();
    written.setSignature(new byte[0]);
    return Octets.of(out.toByteArray());
  }

  private static @Nullable PDRectangle rectangle(Place place) throws SigningException {
    if (place.field() != null) {
      return place.field().getWidgets().getFirst().getRectangle();
    }
    return place.at() == null ? null : PageGeometry.of(place.page()).userSpace(place.at());
  }

  private static PDSignature dictionary(PDDocument document, SignatureSpec<?> spec)
      throws IOException {
    PDSignature signature = new PDSignature();
    boolean gm = spec.profile().gm();
    signature.setFilter(gm ? GM_FILTER : PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(gm ? GM_SUB_FILTER : SUB_FILTER);
    signature.setName(spec.signerName());
    signature.setSignDate(GregorianCalendar.from(spec.signedAt().toZonedDateTime()));
    if (!spec.terms().reason().isEmpty()) {
      signature.setReason(spec.terms().reason());
    }
    if (!spec.terms().location().isEmpty()) {
      signature.setLocation(spec.terms().location());
    }
    if (spec.evidence() != null) {
      signature
          .getCOSObject()
          .setItem(COSName.getPDFName(EVIDENCE), evidence(document, spec.evidence()));
    }
    return signature;
  }

  private static COSDictionary evidence(PDDocument document, EvidenceStreams evidence)
      throws IOException {
    COSDictionary dictionary = new COSDictionary();
    dictionary.setDirect(true);
    dictionary.setItem(MANIFEST, stream(document, evidence.manifest(), COSName.FLATE_DECODE));
    dictionary.setItem(STATEMENT, stream(document, evidence.statement(), null));
    dictionary.setItem(SEALED_INK, stream(document, evidence.sealedInk(), null));
    return dictionary;
  }

  private static COSStream stream(PDDocument document, Octets bytes, @Nullable COSName filter)
      throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out =
        filter == null ? stream.createOutputStream() : stream.createOutputStream(filter)) {
      out.write(bytes.bytes());
    }
    return stream;
  }

  private static PDSignatureField field(PDDocument document, PDSignature signature) {
    for (PDSignatureField field : document.getSignatureFields()) {
      if (signature.getCOSObject().equals(field.getCOSObject().getDictionaryObject(COSName.V))) {
        return field;
      }
    }
    throw new IllegalStateException("the signature just added has no field");
  }

  private static void picture(
      PDDocument document,
      SignatureSpec<?> spec,
      Place place,
      @Nullable PDRectangle rectangle,
      PDSignatureField field)
      throws IOException {
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    if (rectangle != null) {
      widget.setRectangle(rectangle);
    }
    if (spec.appearance() == null || place.at() == null) {
      return;
    }
    SignaturePicture picture =
        new SignaturePicture(spec.appearance(), place.at().width(), place.at().height());
    PDAppearanceDictionary appearance = new PDAppearanceDictionary();
    appearance.setNormalAppearance(picture.draw(document, PageGeometry.of(place.page())));
    widget.setAppearance(appearance);
    widget.getCOSObject().setNeedToBeUpdated(true);
  }

  static ByteRange range(PDSignature signature) throws IOException {
    COSArray values = signature.getCOSObject().getCOSArray(COSName.BYTERANGE);
    if (values == null || values.size() != 4) {
      throw new IOException("no byte range was written");
    }
    long holeStart = number(values, 1);
    long holeEnd = number(values, 2);
    return new ByteRange(holeStart, holeEnd, holeEnd + number(values, 3));
  }

  private static long number(COSArray values, int index) throws IOException {
    if (values.getObject(index) instanceof org.apache.pdfbox.cos.COSNumber number) {
      return number.longValue();
    }
    throw new IOException("no number in the byte range");
  }
}
