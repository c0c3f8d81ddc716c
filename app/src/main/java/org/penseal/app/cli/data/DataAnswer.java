// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;
import org.penseal.app.text.TimeWords;
import org.penseal.app.verify.json.DataJson;
import org.penseal.cms.data.SignerFinding;
import org.penseal.cms.data.UserId;
import org.penseal.data.DataReport;
import org.penseal.data.SignatureReader;
import org.penseal.pdf.Report;

/** The answer of {@code penseal data verify} in words. */
final class DataAnswer {
  private DataAnswer() {}

  static List<String> lines(Path file, DataReport report, @Nullable Path out, Texts texts) {
    SignatureReader.Found found = report.found();
    List<String> lines = new ArrayList<>();
    lines.add(file + ": " + texts.get("report.verdict." + DataJson.word(report.verdict())));
    String form = texts.get("data.form." + found.form().word());
    String place = texts.get(found.attached() ? "data.attached" : "data.detached");
    lines.add("  " + texts.get("data.message", form, place, found.der() ? "DER" : "BER"));
    String type = found.contentTypeName() + " (" + found.contentType() + ")";
    lines.add("  " + texts.get("data.content-type", type));
    for (DataReport.Signer signer : report.signers()) {
      for (String line : signerLines(signer, texts)) {
        lines.add("  " + line);
      }
    }
    if (out != null) {
      lines.add(texts.get(report.released() ? "data.released" : "data.not-released", out));
    }
    return lines;
  }

  private static List<String> signerLines(DataReport.Signer signer, Texts texts) {
    SignerFinding finding = signer.finding();
    Report.Time time = signer.time();
    List<String> lines = new ArrayList<>();
    lines.add(
        texts.get(
            "data.signer", DataJson.name(finding), DataJson.algorithm(finding), finding.digest()));
    if (finding.userId() != UserId.UNKNOWN) {
      lines.add("  " + texts.get("data.user-id." + DataJson.word(finding.userId())));
    }
    lines.add("  " + texts.get(finding.attributes() ? "data.attributes" : "data.no-attributes"));
    boolean intact = finding.broken().isEmpty();
    lines.add(
        "  "
            + texts.get("report.integrity." + DataJson.word(finding.integrity()))
            + (intact ? "" : " (" + String.join(", ", finding.broken()) + ")"));
    lines.add("  " + texts.get("report.chain." + DataJson.word(signer.chain())));
    lines.add("  " + texts.get("report.revocation." + DataJson.word(signer.revocation())));
    DataJson.subjects(signer.path()).forEach(subject -> lines.add("    " + subject));
    lines.add("  " + texts.get("report.time") + ": " + TimeWords.of(texts, time));
    if (!signer.reasons().isEmpty()) {
      lines.add("  " + texts.get("report.detail") + ": " + String.join(", ", signer.reasons()));
    }
    if (signer.demo()) {
      lines.add("  " + texts.get("report.demo"));
    }
    return lines;
  }
}
