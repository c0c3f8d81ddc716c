// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;
import org.penseal.cms.data.SignerFinding;
import org.penseal.cms.data.UserId;
import org.penseal.data.DataReport;
import org.penseal.data.SignatureReader;
import org.penseal.pdf.Report;
import org.penseal.trust.CertificateFacts;

/** The answer of {@code penseal data verify} as JSON, whose keys are a contract, and in words. */
final class DataAnswer {
  private DataAnswer() {}

  static Map<String, @Nullable Object> json(Path file, DataReport report, @Nullable Path out) {
    SignatureReader.Found found = report.found();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("verdict", word(report.verdict()));
    json.put("form", found.form().word());
    json.put("contentType", found.contentType());
    json.put("contentTypeName", found.contentTypeName());
    json.put("encoding", found.der() ? "der" : "ber");
    json.put("attached", found.attached());
    json.put("released", report.released() && out != null ? out.toString() : null);
    json.put("signatures", report.signers().stream().map(DataAnswer::signer).toList());
    return json;
  }

  private static Map<String, @Nullable Object> signer(DataReport.Signer signer) {
    SignerFinding finding = signer.finding();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("signer", name(finding));
    json.put("digest", finding.digest());
    json.put("algorithm", algorithm(finding));
    json.put("signatureOid", finding.signatureOid());
    json.put("userId", finding.userId() == UserId.UNKNOWN ? null : word(finding.userId()));
    json.put("attributes", finding.attributes());
    json.put("signedAt", finding.signedAt().map(Instant::toString).orElse(null));
    json.put("integrity", word(finding.integrity()));
    json.put("integrityReason", String.join(", ", finding.broken()));
    json.put("chain", word(signer.chain()));
    json.put("revocation", word(signer.revocation()));
    json.put("certificates", subjects(signer.path()));
    json.put("time", time(signer.time()));
    json.put("assurance", signer.demo() ? "demo" : "production");
    json.put("reasons", signer.reasons());
    return json;
  }

  static Map<String, @Nullable Object> time(Report.Time time) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Instant at = time.at();
    json.put("kind", word(time.kind()));
    json.put("ok", time.ok());
    json.put("at", at == null ? null : at.toString());
    json.put("tsa", time.tsa());
    return json;
  }

  static List<String> subjects(List<X509Certificate> path) {
    return path.stream().map(each -> each.getSubjectX500Principal().getName()).toList();
  }

  static List<String> lines(Path file, DataReport report, @Nullable Path out, Texts texts) {
    SignatureReader.Found found = report.found();
    List<String> lines = new ArrayList<>();
    lines.add(file + ": " + texts.get("report.verdict." + word(report.verdict())));
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
    lines.add(texts.get("data.signer", name(finding), algorithm(finding), finding.digest()));
    if (finding.userId() != UserId.UNKNOWN) {
      lines.add("  " + texts.get("data.user-id." + word(finding.userId())));
    }
    lines.add("  " + texts.get(finding.attributes() ? "data.attributes" : "data.no-attributes"));
    boolean intact = finding.broken().isEmpty();
    lines.add(
        "  "
            + texts.get("report.integrity." + word(finding.integrity()))
            + (intact ? "" : " (" + String.join(", ", finding.broken()) + ")"));
    lines.add("  " + texts.get("report.chain." + word(signer.chain())));
    lines.add("  " + texts.get("report.revocation." + word(signer.revocation())));
    subjects(signer.path()).forEach(subject -> lines.add("    " + subject));
    lines.add(
        "  "
            + texts.get("report.time")
            + ": "
            + (time.at() == null ? "-" : time.at() + " " + time.tsa()));
    if (!signer.reasons().isEmpty()) {
      lines.add("  " + texts.get("report.detail") + ": " + String.join(", ", signer.reasons()));
    }
    if (signer.demo()) {
      lines.add("  " + texts.get("report.demo"));
    }
    return lines;
  }

  private static String name(SignerFinding finding) {
    return finding.certificate().map(CertificateFacts::commonName).orElse("");
  }

  private static String algorithm(SignerFinding finding) {
    return finding.suite().map(suite -> suite.pss() ? "RSASSA-PSS" : suite.key()).orElse("");
  }

  /** A constant as the contract writes it, for example {@code signature-timestamp}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
