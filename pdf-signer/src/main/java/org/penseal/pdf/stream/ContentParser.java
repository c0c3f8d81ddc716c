// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;

/** Reads content streams, with other names for other octets. */
public final class ContentParser extends PDFStreamParser {
  /** Of decoded octets. */
  public ContentParser(byte[] content) {
    super(content);
  }

  @Override
  protected COSName parseCOSName() throws IOException {
    long start = source.getPosition();
    COSName name = super.parseCOSName();
    if (Spelling.isPlain(name.getName())) {
      return name;
    }
    byte[] written = new byte[(int) (source.getPosition() - start)];
    source.seek(start);
    source.readFully(written);
    return COSName.getPDFName(Spelling.text(written));
  }
}
