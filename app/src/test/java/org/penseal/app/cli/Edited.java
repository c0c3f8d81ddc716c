// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** A file that was changed after it was signed, by an update that PDFBox writes behind it. */
final class Edited {
  private Edited() {}

  /** What is changed. */
  interface Edit {
    void apply(PDDocument document) throws Exception;
  }

  /** Writes {@code edited.pdf} into the folder. */
  static Path of(Path file, Path folder, Edit edit) throws Exception {
    Path result = folder.resolve("edited.pdf");
    try (PDDocument document = Loader.loadPDF(file.toFile());
        OutputStream out = Files.newOutputStream(result)) {
      edit.apply(document);
      document.saveIncremental(out);
    }
    return result;
  }
}
