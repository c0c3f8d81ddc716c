// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Report;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;

/** What the script is told: PenSeal's answers, the roots, the words. Times in milliseconds. */
final class PageData {
  private static final String WORDS = "recheck.";

  private final Texts texts;
  private final PageBasis basis;

  PageData(Texts texts, PageBasis basis) {
    this.texts = texts;
    this.basis = basis;
  }

  Map<String, @Nullable Object> of(VerifiedFile verified) throws IOException {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("language", texts.locale().toLanguageTag());
    data.put("zone", texts.zone().getId());
    data.put("length", Files.size(verified.file()));
    data.put("sha256", sha256(verified.file()));
    data.put("now", basis.now().toEpochMilli());
    data.put("sm2Id", basis.sm2Id());
    data.put("roots", roots());
    data.put("signatures", signatures(verified));
    data.put("texts", words());
    return data;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Map<String, List<String>> roots() throws IOException {
    Map<String, List<String>> roots = new LinkedHashMap<>();
    try {
      for (Purpose purpose : Purpose.values()) {
        if (purpose == Purpose.LOGIN) {
          continue; // nothing of a report rests on it
        }
        List<String> encoded = new ArrayList<>();
        for (X509Certificate each : basis.trust().anchors(purpose)) {
          encoded.add(Base64.getEncoder().encodeToString(each.getEncoded()));
        }
        roots.put(purpose.folder(), encoded);
      }
      return roots;
    } catch (CertificateEncodingException e) {
      throw new IOException("a root cannot be written", e);
    }
  }

  private List<Map<String, @Nullable Object>> signatures(VerifiedFile verified) {
    List<Optional<ByteRange>> ranges = ranges(verified);
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < verified.signatures().size(); i++) {
      Optional<ByteRange> range = i < ranges.size() ? ranges.get(i) : Optional.empty();
      all.add(signature(verified.signatures().get(i), range.orElse(null)));
    }
    return all;
  }

  // Without them the page pairs the signatures by their order.
  private List<Optional<ByteRange>> ranges(VerifiedFile verified) {
    try {
      List<Optional<ByteRange>> found = PdfVerifier.ranges(verified.file(), basis.password());
      return found.size() == verified.signatures().size() ? found : List.of();
    } catch (SigningException e) {
      return List.of();
    }
  }

  private static Map<String, @Nullable Object> signature(
      VerifiedFile.Entry entry, @Nullable ByteRange range) {
    Report.Signed signed = entry.signed();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("field", signed.field());
    json.put("signer", signed.signer());
    json.put("range", range);
    json.put("coverage", word(signed.coverage()));
    json.put("intact", signed.intact());
    json.put("integrityReasons", signed.integrityReasons());
    json.put("chain", word(signed.chain()));
    json.put("time", time(signed.time()));
    json.put("reasons", entry.reasons());
    json.put("warnings", signed.warnings());
    json.put("evidence", evidence(entry));
    return json;
  }

  private static Map<String, @Nullable Object> time(Report.Time time) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Instant at = time.at();
    json.put("kind", word(time.kind()));
    json.put("ok", time.ok());
    json.put("at", at == null ? null : at.toEpochMilli());
    json.put("tsa", time.tsa());
    return json;
  }

  private static Map<String, @Nullable Object> evidence(VerifiedFile.Entry entry) {
    EvidenceReport report = entry.evidence();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("bound", entry.signed().binding() != null);
    json.put("document", report.document().word());
    json.put("manifest", report.manifest().word());
    json.put("statement", report.statement().word());
    json.put("ink", report.ink().word());
    json.put("device", report.device().word());
    return json;
  }

  private Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    for (String key : texts.bundle().keySet()) {
      if (key.startsWith(WORDS)) {
        words.put(key.substring(WORDS.length()), texts.get(key));
      }
    }
    return words;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
