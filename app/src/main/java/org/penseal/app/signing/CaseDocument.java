// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.penseal.app.evidence.Sm3;

/**
 * The document as it came in.
 *
 * @param file where it lies
 * @param mediaType {@code application/pdf}, or {@code application/octet-stream} for anything else
 * @param length N, its length in bytes
 * @param sm3 SM3 over these N bytes, lower-case hex
 */
public record CaseDocument(Path file, String mediaType, long length, String sm3) {
  private static final String PDF = "application/pdf";

  /**
   * Reads a document once to digest it; an interrupt ends that. By its name it is taken for a PDF
   * or for data.
   *
   * @throws CaseException.DocumentUnreadable if it is not there, is no regular file or cannot be
   *     read
   */
  public static CaseDocument read(Path file) throws CaseException {
    if (!Files.isRegularFile(file)) {
      throw new CaseException.DocumentUnreadable(file); // who opens a pipe waits for a writer
    }
    try {
      long length = Files.size(file);
      boolean pdf = file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf");
      String sm3 = Sm3.hexOfFileUntilInterrupted(file, length);
      return new CaseDocument(file, pdf ? PDF : "application/octet-stream", length, sm3);
    } catch (IOException e) {
      throw new CaseException.DocumentUnreadable(file);
    }
  }

  /** Whether the result is a signed PDF; otherwise it is a detached signature. */
  public boolean isPdf() {
    return mediaType.equals(PDF);
  }
}
