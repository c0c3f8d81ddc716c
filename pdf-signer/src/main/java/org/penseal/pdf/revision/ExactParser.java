// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFObjectStreamParser;
import org.penseal.pdf.page.HeldParser;
import org.penseal.pdf.stream.Spelling;

/** Reads a file with other names for other octets, in its object streams, too. */
final class ExactParser extends HeldParser {
  ExactParser(RandomAccessRead source, String password) throws IOException {
    super(source, password);
  }

  @Override
  protected COSName parseCOSName() throws IOException {
    long start = source.getPosition();
    return exact(super.parseCOSName(), source, start);
  }

  private static COSName exact(COSName name, RandomAccessRead source, long start)
      throws IOException {
    if (Spelling.isPlain(name.getName())) {
      return name;
    }
    byte[] written = new byte[(int) (source.getPosition() - start)];
    source.seek(start);
    source.readFully(written);
    return COSName.getPDFName(Spelling.text(written));
  }

  @Override
  protected PDFObjectStreamParser parser(COSStream stream, COSDocument document)
      throws IOException {
    return new Packed(stream, document);
  }

  private static final class Packed extends PackedParser {
    Packed(COSStream stream, COSDocument document) throws IOException {
      super(stream, document);
    }

    @Override
    protected COSName parseCOSName() throws IOException {
      long start = source.getPosition();
      return exact(super.parseCOSName(), source, start);
    }
  }
}
