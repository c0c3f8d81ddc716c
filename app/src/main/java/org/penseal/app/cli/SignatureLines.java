// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.app.text.TimeWords;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.OriginReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VisualCheck;
import org.penseal.pdf.Changes;
import org.penseal.pdf.PartOfSigning;
import org.penseal.pdf.Report;

/** What {@code penseal verify} prints of one signature. */
final class SignatureLines {
  private SignatureLines() {}

  /**
   * Makes the lines.
   *
   * @param reasons the codes to be explained
   */
  static List<String> of(VerifiedFile.Entry entry, List<String> reasons, Texts texts) {
    Report.Signed signed = entry.signed();
    List<String> lines = new ArrayList<>();
    lines.add(
        signed.signer().isEmpty()
            ? texts.get("verify.signer.unknown")
            : texts.get("verify.signer", signed.signer(), signed.profile(), signed.algorithm()));
    lines.add(texts.get("report.integrity." + JsonReport.word(signed.integrity())));
    lines.add(texts.get("report.chain." + JsonReport.word(signed.chain())));
    lines.add(texts.get("report.revocation." + JsonReport.word(signed.revocation())));
    lines.add(texts.get("report.time") + ": " + TimeWords.of(texts, signed.time()));
    changes(lines, signed, texts);
    if (entry.evidence().present()) {
      entry
          .words(texts)
          .forEach((key, words) -> lines.add(texts.get("report." + key) + ": " + words));
    }
    Set<String> told = new HashSet<>();
    signed.changes().items().forEach(item -> told.add(item.split(":", 2)[0]));
    signed.changes().doubts().forEach(told::remove); // a code alone explains no verdict
    for (String reason : reasons) {
      if (told.add(reason)) {
        lines.add(CodeWords.of(texts, reason) + " (" + reason + ")");
      }
    }
    if (entry.seen() != null && entry.seen().unexplained() && told.add(VisualCheck.UNEXPLAINED)) {
      lines.add(CodeWords.of(texts, VisualCheck.UNEXPLAINED));
    }
    for (String warning : entry.warnings()) {
      lines.add(texts.get("verify.warning", CodeWords.of(texts, warning) + " (" + warning + ")"));
    }
    if (entry.assurance() == Report.Assurance.DEMO) {
      lines.add(OriginReport.demoWords(OriginReport.demo(entry), texts));
    }
    return lines;
  }

  private static void changes(List<String> lines, Report.Signed signed, Texts texts) {
    Changes after = signed.changes();
    lines.add(
        texts.get("report.changes." + JsonReport.word(after.changeClass()))
            + (after.items().isEmpty() ? "" : " (" + String.join(", ", after.items()) + ")"));
    List<Changes.Change> others = PartOfSigning.others(signed);
    if (!others.isEmpty()) {
      List<String> items = others.stream().map(Changes.Change::text).distinct().toList();
      lines.add(texts.get("verify.while-signing", String.join(", ", items)));
    }
  }
}
