// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Changes;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Report;

/** Technical detail, folded away: names, numbers, codes. */
record DetailPart(Wording words, VerifiedFile.Entry entry, @Nullable Manifest manifest) {

  /** A distinguished name as a person reads it. */
  static String name(X500Principal principal) {
    return principal.getName(X500Principal.RFC1779);
  }

  Block block() {
    Report.Signed signed = entry.signed();
    List<Block.Fact> facts = new ArrayList<>();
    fact(facts, "field", signed.field());
    fact(facts, "profile", signed.profile());
    fact(facts, "algorithm", signed.algorithm() + " / " + signed.digest());
    if (entry.seen() != null && entry.seen().signature() != null) {
      List<String> range = entry.seen().signature().range().stream().map(String::valueOf).toList();
      fact(facts, "range", String.join(" ", range));
    }
    X509Certificate certificate = signed.certificate();
    if (certificate != null) {
      fact(facts, "subject", name(certificate.getSubjectX500Principal()));
      fact(facts, "certissuer", name(certificate.getIssuerX500Principal()));
      fact(facts, "serial", certificate.getSerialNumber().toString(16));
      fact(facts, "print", fingerprint(certificate));
    }
    EvidenceBinding binding = signed.binding();
    if (binding != null) {
      fact(facts, "case", binding.caseId());
      fact(facts, "policy", binding.policyOid());
      fact(facts, "software", binding.software().name() + " " + binding.software().version());
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Facts(facts));
    List<Block.Point> reasons =
        entry.reasons().stream()
            .map(code -> new Block.Point(Tone.PLAIN, code, words.code(code)))
            .toList();
    if (!reasons.isEmpty()) {
      blocks.add(
          new Block.Part(
              3,
              words.say("judge.detail.reasons"),
              List.of(new Block.Points(words.first(reasons)))));
    }
    List<Block.Point> claims =
        entry.claims().entrySet().stream()
            .map(each -> new Block.Point(Tone.PLAIN, each.getKey(), each.getValue()))
            .toList();
    if (!claims.isEmpty()) {
      blocks.add(
          new Block.Part(
              3, words.say("judge.detail.claims"), List.of(new Block.Points(words.first(claims)))));
    }
    List<Block.Point> objects = new ArrayList<>();
    for (Changes.Step step : signed.changes().steps()) {
      for (Changes.Change change : step.changes()) {
        String where = change.code() + " " + change.place();
        objects.add(
            new Block.Point(Tone.PLAIN, where.strip(), String.join(", ", change.objects())));
      }
    }
    if (!objects.isEmpty()) {
      blocks.add(
          new Block.Part(
              3,
              words.say("judge.detail.objects"),
              List.of(new Block.Points(words.first(objects)))));
    }
    return new Block.Folded(words.say("judge.detail"), blocks);
  }

  private void fact(List<Block.Fact> facts, String key, String value) {
    if (!value.isBlank()) {
      facts.add(Block.Fact.of(words.say("judge.detail." + key), value));
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.ofDelimiter(":")
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was parsed can be written", e);
    }
  }
}
