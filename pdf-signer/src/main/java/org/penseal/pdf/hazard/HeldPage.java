// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.penseal.pdf.page.HeldBytes;

/** A page whose content is parsed out of {@link HeldBytes}. */
final class HeldPage extends PDPage {
  private static final int AT_ONCE = 1 << 13;

  private final PDPage page;

  /** The same page. */
  HeldPage(PDPage page) {
    super(page.getCOSObject());
    this.page = page;
  }

  // With the fonts that other pages have read already.
  @Override
  public PDResources getResources() {
    return page.getResources();
  }

  @Override
  public RandomAccessRead getContentsForStreamParsing() throws IOException {
    try (RandomAccessRead content = page.getContentsForStreamParsing()) {
      ByteArrayOutputStream held = new ByteArrayOutputStream(AT_ONCE);
      byte[] part = new byte[AT_ONCE];
      for (int count = content.read(part); count >= 0; count = content.read(part)) {
        held.write(part, 0, count);
        if (held.size() > HeldBytes.LARGEST) {
          return page.getContentsForStreamParsing();
        }
      }
      return new HeldBytes(held.toByteArray());
    }
  }
}
