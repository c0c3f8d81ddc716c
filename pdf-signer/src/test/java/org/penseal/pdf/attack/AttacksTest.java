// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No attack is called valid, no harmless update invalid. */
@Tag("slow")
class AttacksTest {
  @TempDir Path folder;

  /** With so much of those on prepared documents. */
  static List<Case> attacks(Signers signers, Prepared.Extent extent) throws Exception {
    List<Case> cases = new ArrayList<>(ByteAttacks.of(signers));
    cases.addAll(ParserAttacks.of(signers));
    cases.addAll(ObjectAttacks.of(signers));
    cases.addAll(prepared(signers, extent));
    cases.addAll(TaggedUpdates.attacks(signers));
    cases.addAll(TableAttacks.of(signers));
    cases.addAll(SectionAttacks.of(signers));
    cases.addAll(HolderAttacks.of(signers));
    cases.addAll(SyntaxAttacks.of(signers));
    cases.addAll(SpellingAttacks.of(signers));
    cases.addAll(RepairAttacks.of(signers));
    cases.addAll(IdentityAttacks.of(signers));
    cases.addAll(PermissionAttacks.of(signers));
    cases.addAll(CmsAttacks.of(signers));
    cases.addAll(LongTermAttacks.of(signers));
    cases.addAll(MadeByQpdf.attacks(signers));
    cases.addAll(LinearisedAttacks.of(signers));
    cases.addAll(CipherAttacks.of(signers));
    cases.addAll(ExemptAttacks.of(signers));
    cases.addAll(FileKeyAttacks.of(signers));
    cases.addAll(FilterAttacks.of(signers));
    cases.addAll(FieldAttacks.of(signers));
    cases.addAll(CarriedAttacks.of(signers));
    cases.addAll(ContentAttacks.of(signers));
    cases.addAll(PaintAttacks.of(signers));
    cases.addAll(ColourAttacks.of(signers));
    return cases;
  }

  private static List<Case> prepared(Signers signers, Prepared.Extent extent) throws Exception {
    List<Case> cases = new ArrayList<>(RoleAttacks.of(signers, extent));
    cases.addAll(VisibleAttacks.of(signers, extent));
    cases.addAll(ReaderAttacks.of(signers, extent));
    cases.addAll(RemadeAttacks.of(signers, extent));
    cases.addAll(SeenAttacks.of(signers));
    cases.addAll(FineAttacks.of(signers));
    cases.addAll(FilledAttacks.of(signers));
    cases.addAll(NothingAttacks.of(signers, extent));
    cases.addAll(KindAttacks.of(signers, extent));
    return cases;
  }

  static List<Case> harmless(Signers signers) throws Exception {
    List<Case> cases = new ArrayList<>(HarmlessUpdates.of(signers));
    cases.addAll(CmsAttacks.harmless(signers));
    cases.addAll(SpellingAttacks.harmless(signers));
    cases.addAll(LongTermUpdates.of(signers));
    cases.addAll(MadeByQpdf.harmless(signers));
    cases.addAll(HolderAttacks.harmless(signers));
    cases.addAll(CipherAttacks.harmless(signers));
    cases.addAll(ExemptAttacks.harmless(signers));
    cases.addAll(FileKeyAttacks.harmless(signers));
    cases.addAll(ContentAttacks.harmless(signers));
    cases.addAll(PaintAttacks.harmless(signers));
    cases.addAll(ColourAttacks.harmless(signers));
    cases.addAll(RemadeAttacks.harmless(signers));
    return cases;
  }

  @Test
  void noAttackIsCalledValid() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check("attack", signers, attacks(signers, Prepared.Extent.IN_TURN));
    }
  }

  @Test
  @Tag("full")
  void noAttackOnAPreparedDocumentIsCalledValidUnderAnyPermission() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check("attack under any permission", signers, prepared(signers, Prepared.Extent.WHOLE));
    }
  }

  @Test
  void noHarmlessUpdateIsCalledInvalid() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check("harmless", signers, harmless(signers));
    }
  }

  @Test
  void noFileOfACommonProducerIsRefused() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check("program", signers, MadeByPrograms.inTurn(signers));
    }
  }

  @Test
  @Tag("full")
  void noFileOfACommonProducerIsRefusedUnderAnyPermission() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check("program under any permission", signers, MadeByPrograms.of(signers));
    }
  }

  @Test
  void noTaggedDocumentThatIsSignedAgainIsRefused() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check("tagged", signers, TaggedUpdates.of(signers));
    }
  }

  @Test
  void noWayOfASingleProgramIsRefused() throws Exception {
    try (Signers signers = new Signers(folder)) {
      check("producer", signers, ProducerUpdates.of(signers));
    }
  }

  // How many cases each family has is written down: a family that lost some, or all, is told.
  private static void check(String kind, Signers signers, List<Case> cases) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    cases.forEach(each -> counts.merge(each.family(), 1, Integer::sum));
    StringBuilder counted = new StringBuilder();
    counts.forEach((family, count) -> counted.append(kind + "\t" + family + "\t" + count + "\n"));
    Path kept = Path.of(AttacksTest.class.getResource("families.tsv").toURI());
    String wanted =
        Files.readAllLines(kept).stream()
            .filter(line -> line.startsWith(kind + "\t"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertEquals("", String.join("\n", new CaseCheck(signers).faults(cases)));
    assertEquals(wanted, counted.toString());
  }
}
