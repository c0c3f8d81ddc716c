// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify.json;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.data.SignerFinding;
import org.penseal.cms.data.UserId;
import org.penseal.data.DataReport;
import org.penseal.data.SignatureReader;
import org.penseal.pdf.Report;
import org.penseal.trust.CertificateFacts;

/** The report on a signature over a file as JSON; its keys are a contract. */
public final class DataJson {
  private DataJson() {}

  /**
   * Maps and lists ready to be written as JSON.
   *
   * @param out where the content was written; null if it was not asked for
   */
  public static Map<String, @Nullable Object> of(Path file, DataReport report, @Nullable Path out) {
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
    json.put("signatures", report.signers().stream().map(DataJson::signer).toList());
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

  /** A proven time. */
  public static Map<String, @Nullable Object> time(Report.Time time) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Instant at = time.at();
    json.put("kind", word(time.kind()));
    json.put("ok", time.ok());
    json.put("at", at == null ? null : at.toString());
    json.put("tsa", time.tsa());
    return json;
  }

  /** The subjects of a chain. */
  public static List<String> subjects(List<X509Certificate> path) {
    return path.stream().map(each -> each.getSubjectX500Principal().getName()).toList();
  }

  /** The common name of a signer; empty if there is no certificate. */
  public static String name(SignerFinding finding) {
    return finding.certificate().map(CertificateFacts::commonName).orElse("");
  }

  /** How a signer signed, as reports have it. */
  public static String algorithm(SignerFinding finding) {
    return finding.suite().map(suite -> suite.pss() ? "RSASSA-PSS" : suite.key()).orElse("");
  }

  /** A constant as the contract writes it, for example {@code signature-timestamp}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
