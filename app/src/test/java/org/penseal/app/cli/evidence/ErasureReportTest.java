// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.workplace.Station;
import org.penseal.refusal.FileException;

/** What is told of an erasure. */
class ErasureReportTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  @TempDir Path folder;

  @BeforeEach
  void provider() {
    Station.registerProvider();
  }

  @Test
  void caseWithoutAManifestIsToldWithoutANameOfAnybody() throws Exception {
    try (Archive archive = Archive.open(folder, Clock.systemUTC(), new SecureRandom())) {
      archive.begin(
          new CaseRow(
              "one", "b", "OPENED", NOW, NOW, "合同-李娜.pdf", "ab".repeat(32), 7, Path.of("/李娜")),
          30);
      archive.move("one", "CANCELLED", "");
      var erased = archive.retention().erase("one", true, "asked for by the person");
      byte[] json =
          new ErasureReport("asked for by the person", true, List.of(erased)).json(archive);
      JsonNode tree = new ObjectMapper().readTree(json);
      assertEquals("penseal-erasure-report/1", tree.path("format").asText());
      assertEquals("asked for by the person", tree.path("reason").asText());
      JsonNode one = tree.at("/cases/0");
      assertEquals("one", one.path("case").asText());
      assertFalse(one.path("at").isMissingNode(), "the log's own time");
      assertFalse(new String(json, StandardCharsets.UTF_8).contains("李娜"));
    }
  }

  // SM3("abc"): GB/T 32905-2016, appendix A.1.
  @Test
  void digestOfAReportIsThatOfItsBytes() throws Exception {
    Path file = Files.writeString(folder.resolve("report.json"), "abc");
    assertEquals(
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        ErasureReport.sm3(file));
    assertThrows(
        FileException.InputUnreadable.class, () -> ErasureReport.sm3(folder.resolve("none")));
  }
}
