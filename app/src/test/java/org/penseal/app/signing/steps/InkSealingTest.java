// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.cli.CommandLineRun;
import org.penseal.app.evidence.ArtefactSeal;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.FrozenEvidence;
import org.penseal.app.store.StoreException;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;

/** An archive of before, whose key alone opens the ink. */
@WholeCase
class InkSealingTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final byte[] INK = "ink of before ".repeat(3000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private CaseLab lab;
  private Archive archive;

  @BeforeEach
  void collect() throws Exception {
    lab = CaseLab.open(folder);
    archive = lab.station.archive();
    archive.begin(
        new CaseRow(
            "old", "b", "OPENED", NOW, NOW, "a.pdf", "ab".repeat(32), 7, Path.of("/out.pdf")),
        30);
    for (String state : List.of("CONSENTED", "IDENTIFIED", "SHOWN", "CAPTURED")) {
      archive.move("old", state, "");
    }
    archive.freeze(
        "old",
        "FROZEN",
        new FrozenEvidence(
            new byte[] {1},
            List.of("i1"),
            new byte[32],
            List.of(artefact("ink", INK, "cd"), artefact("live-portrait", INK, "ef")),
            30));
  }

  // As an earlier version put it there.
  private static FrozenEvidence.Artefact artefact(String type, byte[] content, String sm3) {
    return new FrozenEvidence.Artefact(
        type, "application/octet-stream", NOW, sm3.repeat(32), false, content);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private List<String> cipherText() throws Exception {
    List<String> pieces = new ArrayList<>();
    try (Connection line =
            DriverManager.getConnection("jdbc:sqlite:" + lab.station.data().resolve("archive.db"));
        ResultSet rows =
            line.createStatement()
                .executeQuery("SELECT content FROM artefact WHERE type = 'ink'")) {
      while (rows.next()) {
        String hex = HexFormat.of().formatHex(rows.getBytes(1));
        for (int i = 0; i + 64 <= hex.length(); i += 2048) {
          pieces.add(hex.substring(i, i + 64));
        }
      }
    }
    assertTrue(pieces.size() > 3);
    return pieces;
  }

  private String disk() throws Exception {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("archive.db", "archive.db-wal")) {
      Path file = lab.station.data().resolve(name);
      all.append(Files.exists(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "");
    }
    return all.toString();
  }

  @Test
  void isSealedAtTheFirstStartThatKnowsTheEscrowAndNothingIsLeftOnTheDisk() throws Exception {
    List<String> before = cipherText();
    assertTrue(before.stream().allMatch(disk()::contains));
    Pkcs12File escrow = EscrowKey.generate("escrow", NOW, lab.station.services().random());
    InkSealing.Outcome outcome = new InkSealing(sealingFor(escrow)).run();
    assertEquals(new InkSealing.Outcome(1, Optional.empty()), outcome);
    String after = disk();
    assertTrue(before.stream().noneMatch(after::contains));
    assertEquals(List.of(), InkSealing.clear(archive));
    ArtefactRow ink = archive.artefacts("old").getFirst();
    assertTrue(ink.sealed());
    assertFalse(new String(archive.content("old", ink), StandardCharsets.UTF_8).contains("before"));
    byte[] share = archive.share("old").orElseThrow();
    assertArrayEquals(
        INK,
        ArtefactSeal.open(archive.content("old", ink), ink.saltedSm3(), share, escrow).content());
    ArtefactRow face = archive.artefacts("old").getLast();
    assertFalse(face.sealed());
    assertArrayEquals(INK, archive.content("old", face));
    assertEquals("INK_SEALED", archive.events("old").getLast().what());
    archive.log().verify();
    assertEquals(0, new InkSealing(sealingFor(escrow)).run().sealed());
  }

  private CaseServices sealingFor(Pkcs12File escrow) {
    CaseServices s = lab.station.services();
    return s.with(
        new CaseServices.Trust(
            s.roots(), s.trust().revocation(), Optional.of(escrow.chain().getFirst())));
  }

  @Test
  void isToldAndLeftAloneWhereOnlyTheDemosKeyIsKnown() throws Exception {
    InkSealing.Outcome outcome = new InkSealing(lab.station.services()).run();
    assertEquals(0, outcome.sealed());
    assertEquals(1, ((StoreException.InkNotSealed) outcome.failure().orElseThrow()).cases);
    assertFalse(archive.artefacts("old").getFirst().sealed());
    CommandLineRun listed =
        CommandLineRun.of("evidence", "list", "--data", lab.station.data(), "--lang", "en");
    assertEquals(0, listed.exit());
    assertEquals("ink-not-sealed", listed.code());
    Path out = folder.resolve("exported");
    CommandLineRun exported =
        CommandLineRun.of("evidence", "export", "old", "--data", lab.station.data(), "--out", out);
    assertEquals(0, exported.exit());
    assertFalse(Files.exists(out.resolve("00-ink")));
    assertTrue(Files.exists(out.resolve("01-live-portrait")));
  }
}
