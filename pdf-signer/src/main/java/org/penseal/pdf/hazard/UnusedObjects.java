// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Pages and content that lie in the file but that nothing shows: a later update has only to point
 * at them (the hide variant of the shadow attacks).
 */
final class UnusedObjects {
  private static final int LOOKED_AT_BYTES = 4096;
  // An operator that shows something, after its operands (ISO 32000-2, annex A).
  private static final Pattern SHOWS =
      Pattern.compile("(^|[\\s)\\]>])(Tj|TJ|Do|re\\s+f\\*?|BI|sh)(\\s|$)");

  private final HazardList findings;

  UnusedObjects(HazardList findings) {
    this.findings = findings;
  }

  /**
   * @param pages the dictionaries of all pages, by identity
   */
  void look(PDDocument document, Set<COSDictionary> pages, ObjectWalk walk) {
    for (COSObjectKey key : List.copyOf(document.getDocument().getXrefTable().keySet())) {
      COSBase value = document.getDocument().getObjectFromPool(key).getObject();
      if (!(value instanceof COSDictionary dictionary)) {
        continue;
      }
      if (COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE))) {
        if (!pages.contains(dictionary)) {
          findings.add(Hazard.Kind.UNUSED_PAGE, 0, place(key));
        }
      } else if (!walk.reached(key) && dictionary instanceof COSStream stream && shows(stream)) {
        findings.add(Hazard.Kind.UNUSED_CONTENT, 0, place(key));
      }
    }
  }

  private static String place(COSObjectKey key) {
    return key.getNumber() + " " + key.getGeneration();
  }

  private static boolean shows(COSStream stream) {
    COSName subtype = stream.getCOSName(COSName.SUBTYPE);
    if (COSName.FORM.equals(subtype) || COSName.IMAGE.equals(subtype)) {
      return true;
    }
    if (stream.containsKey(COSName.TYPE) || stream.containsKey(COSName.LENGTH1)) {
      return false;
    }
    try (InputStream in = stream.createInputStream()) {
      String start = new String(in.readNBytes(LOOKED_AT_BYTES), StandardCharsets.ISO_8859_1);
      return SHOWS.matcher(start).find();
    } catch (IOException e) {
      // What cannot be decoded shows nothing either.
      return false;
    }
  }
}
