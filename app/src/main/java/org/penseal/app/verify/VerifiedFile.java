// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.nio.file.Path;
import java.util.List;
import org.penseal.pdf.Report;

/**
 * The whole answer on one file: what the PDF says and what the evidence says.
 *
 * @param file the file
 * @param verdict over everything
 * @param signatures in order
 */
public record VerifiedFile(Path file, Report.Verdict verdict, List<Entry> signatures) {
  /** Copies the list. */
  public VerifiedFile {
    signatures = List.copyOf(signatures);
  }

  /**
   * One signature.
   *
   * @param signed what the PDF says
   * @param evidence what was recomputed from the evidence
   * @param assurance demo if anything rests on a demo CA or a simulator
   */
  public record Entry(Report.Signed signed, EvidenceReport evidence, Report.Assurance assurance) {}
}
