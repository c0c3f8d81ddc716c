// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** Whether an annotation does no more than mark or remark. */
public final class NoteLook {
  private static final Set<String> PLAIN =
      Set.of("Text", "Popup", "Highlight", "Underline", "StrikeOut", "Squiggly", "Ink", "Link");
  private static final Set<String> LEADING = Set.of("URI", "GoTo");
  private static final int MOST_LOOKS = 64;

  private NoteLook() {}

  /** Whether it may do something when it is touched or seen. */
  public static boolean acts(COSDictionary annotation) {
    COSDictionary action = annotation.getCOSDictionary(COSName.A);
    boolean leads =
        action == null
            || !action.containsKey(COSName.getPDFName("Next"))
                && LEADING.contains(String.valueOf(action.getNameAsString(COSName.S)));
    return !leads || annotation.containsKey(COSName.AA);
  }

  /** Whether it may cover or pretend content: by its kind, or by what its appearance paints. */
  public static boolean mayHide(COSDictionary annotation) {
    if (!PLAIN.contains(String.valueOf(annotation.getNameAsString(COSName.SUBTYPE)))) {
      return true;
    }
    Deque<COSBase> open = new ArrayDeque<>();
    COSBase looks = annotation.getDictionaryObject(COSName.AP);
    if (looks != null) {
      open.push(looks);
    }
    int count = 0;
    while (!open.isEmpty()) {
      COSBase base = open.pop();
      if (++count > MOST_LOOKS || base instanceof COSStream stream && paints(stream)) {
        return true;
      }
      if (base instanceof COSDictionary states && !(base instanceof COSStream)) {
        for (COSName name : states.keySet()) {
          COSBase next = states.getDictionaryObject(name);
          if (next != null) {
            open.push(next);
          }
        }
      }
    }
    return false;
  }

  private static boolean paints(COSStream look) {
    try {
      ShownText shown = ShownText.of(look, null);
      return shown.paintsMore() || shown.text() == null || !shown.text().isBlank();
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }
}
