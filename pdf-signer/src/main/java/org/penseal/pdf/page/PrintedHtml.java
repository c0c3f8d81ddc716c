// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A page of HTML as a PDF on A4: PDF/A-2u (ISO 19005-2), with Noto Sans SC embedded, without
 * anything fetched from elsewhere.
 */
public final class PrintedHtml {
  /** The only font family that is there. */
  public static final String FONT = "Noto Sans SC";

  private PrintedHtml() {}

  /**
   * Writes the PDF.
   *
   * @param xhtml well-formed, styled with CSS 2.1 in the family {@link #FONT}, pictures as data
   *     addresses
   * @throws IOException if it cannot be written, or the markup is not well-formed
   */
  public static void write(String xhtml, OutputStream out) throws IOException {
    XRLog.setLoggingEnabled(false);
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFont(ChineseFont::open, FONT);
    builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U);
    builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
    builder.withHtmlContent(xhtml, null);
    builder.withProducer("PenSeal");
    builder.toStream(out);
    try {
      builder.run();
    } catch (RuntimeException e) {
      throw new IOException("the page cannot be printed", e);
    }
  }
}
