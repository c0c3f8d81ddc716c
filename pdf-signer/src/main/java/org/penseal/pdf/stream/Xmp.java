// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.cos.COSStream;

/** Metadata (ISO 32000-2, 14.3.2). */
public final class Xmp {
  private static final int LARGEST_BYTES = 16 << 20;

  private Xmp() {}

  /**
   * Reads a stream as XML, without a DTD or anything from outside; names keep their prefixes.
   *
   * @throws IOException if it cannot be decoded, or to more than 16 MB
   */
  public static XMLStreamReader read(COSStream metadata) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    byte[] bytes = BoundedStream.of(metadata, LARGEST_BYTES);
    return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
  }
}
