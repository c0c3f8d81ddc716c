// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDAppearanceContentStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationInk;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.ink.InkFit;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;

/** Adds handwritten annotations (手写批注) as ink annotations (ISO 32000-2, 12.5.6.13). */
final class InkNotes {
  private static final float[] INK = {12 / 255f, 20 / 255f, 60 / 255f};

  private final PDDocument document;
  private final OffsetDateTime now;

  InkNotes(PDDocument document, OffsetDateTime now) {
    this.document = document;
    this.now = now;
  }

  void add(List<SignatureSpec.Note> notes) throws SigningException, IOException {
    for (SignatureSpec.Note note : notes) {
      PDPage page = page(note);
      List<PDAnnotation> annotations = page.getAnnotations();
      annotations.add(annotation(note, page));
      // Direct, as PDFBox itself does for a signature's widget: see PDDocument.addSignature.
      page.setAnnotations(annotations);
      page.getCOSObject().setNeedToBeUpdated(true);
    }
  }

  private PDPage page(SignatureSpec.Note note) throws SigningException {
    int pages = document.getNumberOfPages();
    if (note.at().page() < 1 || note.at().page() > pages) {
      throw new PlacementException.NoSuchPage(note.at().page(), pages, null);
    }
    return document.getPage(note.at().page() - 1);
  }

  /** What the annotations will be in the file, without adding them. */
  List<InkNote> planned(List<SignatureSpec.Note> notes, Hashing hashing)
      throws SigningException, IOException {
    List<InkNote> planned = new ArrayList<>();
    for (SignatureSpec.Note note : notes) {
      COSDictionary made = annotation(note, page(note)).getCOSObject();
      planned.add(InkList.of(note.at().page(), made, hashing).orElseThrow());
    }
    return planned;
  }

  private PDAnnotation annotation(SignatureSpec.Note note, PDPage page)
      throws SigningException, IOException {
    PageGeometry geometry = PageGeometry.of(page);
    PDRectangle rectangle = geometry.userSpace(note.at());
    PDAnnotationInk ink = new PDAnnotationInk();
    ink.setRectangle(rectangle);
    ink.setPage(page);
    ink.setPrinted(true);
    ink.setLocked(true);
    ink.setTitlePopup(note.author());
    ink.setContents(note.contents());
    GregorianCalendar time = GregorianCalendar.from(now.toZonedDateTime());
    ink.setCreationDate(time);
    ink.setModifiedDate(time);
    if (!Colours.isPdfA(document)) {
      // For readers that draw it by themselves; PDF/A-1 wants an RGB output intent for it.
      ink.setColor(new PDColor(INK, PDDeviceRGB.INSTANCE));
    }
    ink.getCOSObject().setItem(COSName.getPDFName("InkList"), inkList(note, geometry, rectangle));
    PDAppearanceDictionary appearance = new PDAppearanceDictionary();
    appearance.setNormalAppearance(draw(note, geometry));
    ink.setAppearance(appearance);
    return ink;
  }

  private PDAppearanceStream draw(SignatureSpec.Note note, PageGeometry geometry)
      throws IOException {
    double width = note.at().width();
    double height = note.at().height();
    PDAppearanceStream stream = new PDAppearanceStream(document);
    stream.setBBox(new PDRectangle((float) width, (float) height));
    stream.setMatrix(geometry.upright(width, height).createAffineTransform());
    stream.setResources(Colours.resources(document));
    try (PDAppearanceContentStream out = new PDAppearanceContentStream(stream, true)) {
      out.setStrokingColor(new PDColor(INK, PDDeviceRGB.INSTANCE));
      InkCurves.draw(out, note.strokes(), new InkFit.Box(0, 0, width, height));
    }
    return stream;
  }

  // In user space, where readers that draw by themselves look for it.
  private static COSArray inkList(
      SignatureSpec.Note note, PageGeometry geometry, PDRectangle rectangle) {
    InkFit fit =
        InkFit.of(note.strokes(), new InkFit.Box(0, 0, note.at().width(), note.at().height()));
    COSArray list = new COSArray();
    for (Appearance.Stroke stroke : note.strokes()) {
      COSArray path = new COSArray();
      for (Appearance.Point point : stroke.points()) {
        double[] user =
            geometry.turned(fit.x(point), fit.y(point), note.at().width(), note.at().height());
        path.add(new COSFloat((float) (rectangle.getLowerLeftX() + user[0])));
        path.add(new COSFloat((float) (rectangle.getLowerLeftY() + user[1])));
      }
      list.add(path);
    }
    return list;
  }
}
