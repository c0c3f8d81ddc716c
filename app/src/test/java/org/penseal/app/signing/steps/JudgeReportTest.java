// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.report.Block;
import org.penseal.app.report.JudgeReport;
import org.penseal.app.report.ReportFile;
import org.penseal.app.report.Tone;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.EvidenceDigest;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VisualCheck;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Report;

/** What the report says of a case, fact by fact. */
@WholeCase
class JudgeReportTest {
  private static final Instant MADE = Instant.parse("2026-01-31T08:00:00Z");

  @TempDir static Path shared;
  private static CaseLab lab;
  private static CaseLab.Job job;
  private static VerifiedFile verified;

  @BeforeAll
  static void sign() throws Exception {
    lab = CaseLab.open(shared);
    job = lab.pdf(shared.resolve("signed"));
    lab.sign(job, Checkpoint.NONE);
    verified = VisualCheck.of(lab.verify(job.output()), null);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private static JudgeReport report(String language, VerifiedFile file) throws Exception {
    return new ReportFile(Texts.of(language, ZoneOffset.UTC), MADE, Station.SOFTWARE).of(file);
  }

  private static Map<String, Block.Fact> facts(List<Block> blocks) {
    Map<String, Block.Fact> all = new LinkedHashMap<>();
    for (Block block : blocks) {
      switch (block) {
        case Block.Facts facts -> facts.facts().forEach(f -> all.putIfAbsent(f.name(), f));
        case Block.Part part -> facts(part.blocks()).forEach(all::putIfAbsent);
        case Block.Folded folded -> facts(folded.blocks()).forEach(all::putIfAbsent);
        default -> {
          // holds no facts
        }
      }
    }
    return all;
  }

  private static Block.Fact fact(Map<String, Block.Fact> facts, String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  @Test
  void tellsWhoWhenOnWhatAndHowItWasChecked() throws Exception {
    Map<String, Block.Fact> facts = facts(report("en", verified).blocks());
    assertEquals("李娜", fact(facts, "Name in the certificate").value());
    assertEquals(Tone.YES, fact(facts, "Trusted?").tone());
    assertTrue(
        fact(facts, "Verification result").value().startsWith("live portrait kept (counter, "));
    assertTrue(fact(facts, "Proven time").value().contains("proven by PenSeal DEMO TSA"));
    assertEquals("SIM0000001", fact(facts, "Serial number").value());
    assertEquals("Simulated signature pad (DEMO)", fact(facts, "Attested by").value());
    assertEquals(
        "page 4, framed in blue in the picture", fact(facts, "Position of the signature").value());
    Map<String, Block.Fact> chinese = facts(report("zh", verified).blocks());
    assertEquals(facts.size(), chinese.size());
    assertEquals("李娜", fact(chinese, "证书中的姓名").value());
  }

  @Test
  void tellsEachDigestByItself() throws Exception {
    Map<String, String> states = new LinkedHashMap<>();
    for (EvidenceDigest digest : verified.signatures().getFirst().digests()) {
      states.put(digest.name(), digest.state().word());
      if (digest.state() == EvidenceReport.State.MATCHES) {
        assertEquals(digest.bound(), digest.found());
      }
    }
    assertEquals(
        "{manifest=matches, document=matches, statement=matches, device=matches, ink=sealed,"
            + " identity=sealed}",
        states.toString());
  }

  @Test
  void sameInputGivesTheSameReport() throws Exception {
    assertEquals(report("zh", verified), report("zh", verified));
  }

  @Test
  @SuppressWarnings("NullAway") // does not see that a nested type of a compiled record is nullable
  void pagesThatLookDifferentForNoKnownReasonAreNotValid() throws Exception {
    Path painted = shared.resolve("painted.pdf");
    Painted.over(job.output(), painted);
    VerifiedFile honest = lab.verify(painted);
    VerifiedFile.Entry entry = honest.signatures().getFirst();
    // An analysis that overlooks the content and tells of a filled field only.
    Report.Signed signed = Painted.overlooked(entry.signed());
    VerifiedFile.Entry wrong =
        new VerifiedFile.Entry(
            signed,
            entry.evidence(),
            entry.assurance(),
            entry.digests(),
            List.of(),
            List.of(),
            entry.seen(),
            null);
    VerifiedFile seen =
        VisualCheck.of(
            new VerifiedFile(
                painted, honest.bytes(), Report.Verdict.VALID, List.of(wrong), null, honest.left()),
            null);
    assertEquals(Report.Verdict.INDETERMINATE, seen.verdict());
    assertTrue(seen.signatures().getFirst().reasons().contains(VisualCheck.UNEXPLAINED));
    String text = report("en", seen).toString();
    assertTrue(text.contains("no change was found that explains it"), text);
  }
}
