// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;

/** No attack is called valid, no harmless update invalid. */
@Tag("slow")
class AttacksTest {
  @TempDir Path folder;

  private static List<Case> attacks(Signers signers) throws Exception {
    List<Case> cases = new ArrayList<>(ByteAttacks.of(signers));
    cases.addAll(ParserAttacks.of(signers));
    cases.addAll(ObjectAttacks.of(signers));
    cases.addAll(RoleAttacks.of(signers));
    cases.addAll(VisibleAttacks.of(signers));
    cases.addAll(ReaderAttacks.of(signers));
    cases.addAll(TableAttacks.of(signers));
    cases.addAll(SyntaxAttacks.of(signers));
    cases.addAll(IdentityAttacks.of(signers));
    cases.addAll(PermissionAttacks.of(signers));
    cases.addAll(CmsAttacks.of(signers));
    cases.addAll(LongTermAttacks.of(signers));
    cases.addAll(MadeByQpdf.attacks(signers));
    cases.addAll(LinearisedAttacks.of(signers));
    cases.addAll(CipherAttacks.of(signers));
    cases.addAll(FilterAttacks.of(signers));
    cases.addAll(ContentAttacks.of(signers));
    return cases;
  }

  private static List<Case> harmless(Signers signers) throws Exception {
    List<Case> cases = new ArrayList<>(HarmlessUpdates.of(signers));
    cases.addAll(CmsAttacks.harmless(signers));
    cases.addAll(LongTermUpdates.of(signers));
    cases.addAll(MadeByQpdf.harmless(signers));
    cases.addAll(CipherAttacks.harmless(signers));
    cases.addAll(ContentAttacks.harmless(signers));
    return cases;
  }

  @Test
  void noAttackIsCalledValid() throws Exception {
    try (Signers signers = new Signers(folder)) {
      List<Case> cases = attacks(signers);
      assertTrue(cases.size() >= 120, () -> cases.size() + " attacks");
      check(signers, cases);
    }
  }

  /** Writes every file into the folder that the property penseal.cases names. */
  @Test
  @EnabledIfSystemProperty(named = "penseal.cases", matches = ".+")
  void everyFileIsWrittenForOtherVerifiers() throws Exception {
    Path target = Files.createDirectories(Path.of(System.getProperty("penseal.cases")));
    try (Signers signers = new Signers(folder)) {
      List<Case> cases = new ArrayList<>(attacks(signers));
      cases.addAll(harmless(signers));
      StringBuilder table = new StringBuilder("name\tkind\tclass\n");
      for (Case each : cases) {
        String kind = each.attack() ? "attack" : "harmless";
        table.append(each.name() + "\t" + kind + "\t" + each.family() + "\n");
        Files.write(target.resolve(each.name() + ".pdf"), each.file());
      }
      Files.writeString(target.resolve("cases.tsv"), table);
      Path trust = Files.createDirectories(target.resolve("trust"));
      int number = 0;
      for (var root : signers.roots()) {
        Files.write(trust.resolve("root-" + ++number + ".cer"), root.getEncoded());
      }
    }
  }

  @Test
  void noHarmlessUpdateIsCalledInvalid() throws Exception {
    try (Signers signers = new Signers(folder)) {
      List<Case> cases = harmless(signers);
      assertTrue(cases.size() >= 60, () -> cases.size() + " harmless updates");
      check(signers, cases);
    }
  }

  @Test
  void noFileOfACommonProducerIsRefused() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check(signers, MadeByPrograms.inTurn(signers));
    }
  }

  @Test
  @Tag("full")
  void noFileOfACommonProducerIsRefusedUnderAnyPermission() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check(signers, MadeByPrograms.of(signers));
    }
  }

  @Test
  void noTaggedDocumentThatIsSignedAgainIsRefused() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check(signers, TaggedUpdates.of(signers));
    }
  }

  @Test
  void noWayOfASingleProgramIsRefused() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check(signers, ProducerUpdates.of(signers));
    }
  }

  private void check(Signers signers, List<Case> cases) throws Exception {
    PdfVerifier verifier = new PdfVerifier(signers.trusted(), SigningBench.HASHING);
    List<String> wrong = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Case each : cases) {
      assertTrue(names.add(each.name()), each.name());
      Path file = Files.write(folder.resolve("case.pdf"), each.file());
      try {
        Report report = verifier.verify(file, null, Instant.now());
        boolean good =
            each.attack()
                ? report.verdict() != Report.Verdict.VALID
                : report.verdict() == Report.Verdict.VALID;
        boolean named =
            each.reason().isEmpty()
                || report.signatures().stream().anyMatch(s -> s.reasons().contains(each.reason()));
        if (!good || !named) {
          wrong.add(each.name() + " expects " + each.reason() + ": " + told(report));
        }
      } catch (SigningException e) {
        if (!each.attack()) {
          wrong.add(each.name() + ": " + e);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static String told(Report report) {
    StringBuilder text = new StringBuilder(report.verdict().name());
    for (Report.Signed each : report.signatures()) {
      text.append(' ').append(each.field()).append(each.reasons()).append(each.changes().items());
    }
    return text.toString();
  }
}
