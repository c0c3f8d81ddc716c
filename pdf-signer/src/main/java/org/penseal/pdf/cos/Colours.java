// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * The colours of what is drawn: device colours, which PDF/A admits only where the resources say
 * what they mean (ISO 19005-1, 6.2.3.3; ISO 19005-2, 6.2.4.3).
 */
final class Colours {
  private static final int COMPONENTS = 3;

  private Colours() {}

  /** Resources for a new appearance stream. */
  static PDResources resources(PDDocument document) throws IOException {
    PDResources resources = new PDResources();
    if (isPdfA(document)) {
      PDStream profile =
          new PDStream(
              document,
              new ByteArrayInputStream(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()),
              COSName.FLATE_DECODE);
      profile.getCOSObject().setInt(COSName.N, COMPONENTS);
      COSArray meaning = new COSArray();
      meaning.add(COSName.ICCBASED);
      meaning.add(profile.getCOSObject());
      COSDictionary spaces = new COSDictionary();
      spaces.setItem(COSName.getPDFName("DefaultRGB"), meaning);
      resources.getCOSObject().setItem(COSName.COLORSPACE, spaces);
    }
    return resources;
  }

  // By its claim in the metadata; the claim is the same in every part of the standard.
  static boolean isPdfA(PDDocument document) throws IOException {
    PDMetadata metadata = document.getDocumentCatalog().getMetadata();
    return metadata != null
        && new String(metadata.toByteArray(), StandardCharsets.UTF_8)
            .contains("http://www.aiim.org/pdfa/ns/id/");
  }
}
