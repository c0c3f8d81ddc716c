// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of being made for the press (PDF/X, ISO 15930). Some readers simulate
 * overprinting in such documents only: what is painted over in others is seen through in them.
 */
public final class PressClaims {
  private static final String CLAIM = "GTS_PDFX";

  private PressClaims() {}

  /** Those of the document information. */
  public static Set<String> ofInformation(@Nullable COSDictionary information) {
    Set<String> claims = new HashSet<>();
    if (information == null) {
      return claims;
    }
    for (COSName name : information.keySet()) {
      COSBase value = information.getDictionaryObject(name);
      if (name.getName().startsWith(CLAIM) && value != null) {
        String text = value instanceof COSString string ? TextString.of(string) : value.toString();
        claims.add(name.getName() + " " + text);
      }
    }
    return claims;
  }

  /** Those of metadata. */
  public static Set<String> ofMetadata(@Nullable COSStream metadata) {
    Set<String> claims = new HashSet<>();
    if (metadata != null) {
      try {
        collect(Xmp.read(metadata), claims);
      } catch (XMLStreamException | IOException | RuntimeException e) {
        claims.add("not readable");
      }
    }
    return claims;
  }

  private static void collect(XMLStreamReader reader, Set<String> claims)
      throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 0; // within a claim
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          if (isClaim(reader.getAttributeLocalName(i))) {
            claims.add(reader.getAttributeValue(i));
          }
        }
        depth += depth > 0 || isClaim(reader.getLocalName()) ? 1 : 0;
      } else if (event == XMLStreamConstants.END_ELEMENT && depth > 0) {
        depth--;
        if (depth == 0) {
          claims.add(text.toString().strip());
          text.setLength(0);
        }
      } else if (depth > 0 && reader.hasText()) {
        text.append(reader.getText());
      }
    }
  }

  // Whatever its prefix is.
  private static boolean isClaim(String name) {
    return name.substring(name.indexOf(':') + 1).startsWith(CLAIM);
  }
}
