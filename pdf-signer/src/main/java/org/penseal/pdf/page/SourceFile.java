// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/**
 * The file that a document is read from, and that PDFBox copies in front of an incremental update;
 * once it is {@link #passOver}ed that copy is empty, since copying whole blocks costs much less
 * than its pages of 4 KB.
 */
public final class SourceFile extends RandomAccessReadBufferedFile {
  private boolean passedOver;

  SourceFile(Path file) throws IOException {
    super(file);
  }

  /** From now on no byte of it is given out. */
  public void passOver() {
    passedOver = true;
  }

  @Override
  public boolean isEOF() throws IOException {
    return passedOver || super.isEOF();
  }
}
