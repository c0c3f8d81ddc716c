// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.penseal.pdf.page.ChineseFont;

/** A small file of PDF/A. */
final class PdfAFile {
  private PdfAFile() {}

  /**
   * One page with a line of text.
   *
   * @param part 1, 2 or 3, level b
   * @param intent whether there is an output intent; without one device colours mean nothing
   */
  static Path write(Path file, int part, boolean intent) throws Exception {
    try (PDDocument document = new PDDocument()) {
      document.setVersion(part == 1 ? 1.4f : 1.7f);
      PDPage page = new PDPage(new PDRectangle(595, 842));
      document.addPage(page);
      if (intent) {
        text(document, page);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent output = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        output.setOutputConditionIdentifier("sRGB");
        document.getDocumentCatalog().addOutputIntent(output);
      }
      String xmp =
          """
          <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
          <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
          <pdfaid:part>%d</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
          </rdf:Description></rdf:RDF></x:xmpmeta>
          <?xpacket end="w"?>"""
              .formatted(part);
      PDMetadata metadata = new PDMetadata(document);
      metadata.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
      document.getDocumentCatalog().setMetadata(metadata);
      document.save(file.toFile(), CompressParameters.NO_COMPRESSION);
      return file;
    }
  }

  private static void text(PDDocument document, PDPage page) throws Exception {
    PDFont font = ChineseFont.embed(document);
    try (PDPageContentStream out = new PDPageContentStream(document, page)) {
      out.beginText();
      out.setFont(font, 14);
      out.newLineAtOffset(60, 700);
      out.showText("评标报告");
      out.endText();
    }
  }
}
