// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Content that draws words with the font Helv, for documents that are prepared by hand. */
final class DrawnWords {
  private DrawnWords() {}

  /** Resources with that font. */
  static PDResources font() {
    PDResources resources = new PDResources();
    resources.put(COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
    return resources;
  }

  /** A stream of this content. */
  static COSStream stream(PDDocument document, String content) throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createOutputStream()) {
      out.write(content.getBytes(StandardCharsets.US_ASCII));
    }
    return stream;
  }

  /** A form that shows the words. */
  static COSStream form(PDDocument document, String words) throws IOException {
    COSStream look = stream(document, "BT /Helv 14 Tf (" + words + ") Tj ET");
    look.setItem(COSName.TYPE, COSName.XOBJECT);
    look.setItem(COSName.SUBTYPE, COSName.FORM);
    look.setItem(COSName.BBOX, new PDRectangle(200, 20).getCOSArray());
    look.setItem(COSName.RESOURCES, font());
    return look;
  }
}
