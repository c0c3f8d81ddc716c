// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Report;
import org.penseal.pdf.visual.PageLook;
import org.penseal.pdf.visual.Region;

/** The fields of JSON, and the words in them, are those that the pages list. */
class JsonFieldsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern PUT = Pattern.compile("json\\.put\\(\\s*\"(\\w+)\"");
  private static final Path DATA =
      Path.of("src/main/java/org/penseal/app/verify/json/DataJson.java");

  /** What the command adds. */
  private static final String ERROR = "error";

  private static final Map<String, Class<? extends Enum<?>>> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("verdict", Report.Verdict.class);
    WORDS.put("signatures.integrity", Report.Integrity.class);
    WORDS.put("signatures.coverage", Report.Coverage.class);
    WORDS.put("signatures.chain", Report.Chain.class);
    WORDS.put("signatures.revocation", Report.Revocation.class);
    WORDS.put("signatures.time.kind", Report.TimeKind.class);
    WORDS.put("signatures.changesAfter.class", ChangeClass.class);
    WORDS.put("signatures.assurance", Report.Assurance.class);
    WORDS.put("signatures.evidence.ink", EvidenceReport.State.class);
    WORDS.put("signatures.evidenceDigests.state", EvidenceReport.State.class);
    WORDS.put("signatures.evidence.device", EvidenceReport.DeviceState.class);
    WORDS.put("signatures.evidence.binding", EvidenceReport.BoundBy.class);
    WORDS.put("signatures.evidence.authority", EvidenceReport.Answered.class);
    WORDS.put("signatures.evidence.escrow.state", EscrowReview.State.class);
    WORDS.put("signatures.pagesCompared.state", PageLook.State.class);
  }

  // With whatever there can be.
  private static JsonNode everything() {
    Changes.Change change =
        new Changes.Change(ChangeClass.FORM, "field-filled", "f", List.of("1 0"), List.of(1));
    Changes changes =
        new Changes(
            ChangeClass.FORM,
            true,
            List.of("field-filled: f"),
            List.of(new Changes.Step(10, 20, ChangeClass.FORM, true, List.of(change))));
    Report.Signed signed =
        new Report.Signed(
            new Report.Claim("field", "pades-t", "SM3", null),
            new Report.SignedBy("signer", "SM2", null, Report.UnknownRoots.NONE),
            new Report.Found(Report.Coverage.WHOLE_REVISION, List.of(), List.of(), List.of()),
            Report.Chain.TRUSTED,
            Report.Time.NONE,
            Report.Assurance.PRODUCTION,
            changes,
            new Report.Bound(null, null, null, List.of(change)));
    List<Region> regions = List.of(new Region(1, 1, 9, 9));
    PageLook look = new PageLook(1, PageLook.State.CHANGED, regions, regions, null, null);
    VerifiedFile.Entry entry =
        new VerifiedFile.Entry(
            signed,
            EvidenceReport.NONE,
            Report.Assurance.PRODUCTION,
            List.of(new EvidenceDigest("ink", EvidenceReport.State.SEALED, "00", null)),
            List.of(),
            List.of(),
            new VisualCheck.Seen(null, List.of(look)),
            null);
    VerifiedFile.Bytes bytes =
        new VerifiedFile.Bytes(
            0, FileTime.fromMillis(0), Optional.empty(), Optional.empty(), Optional.empty());
    return new ObjectMapper()
        .valueToTree(
            JsonReport.of(
                new VerifiedFile(
                    Path.of("a.pdf"),
                    bytes,
                    Report.Verdict.INVALID,
                    List.of(entry),
                    Report.SIGNATURE_REMOVED,
                    Duration.ZERO)));
  }

  private static void collect(JsonNode node, String path, Set<String> fields) {
    if (node.isArray() && node.path(0).isObject()) {
      node.forEach(each -> collect(each, path, fields));
    } else if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              each -> {
                String name = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
                collect(each.getValue(), name, fields);
              });
    } else {
      fields.add(path);
    }
  }

  /** The rows of the two tables by the fields that they are about. */
  private static Map<String, String> rows() throws IOException {
    String page = Files.readString(DOCS.resolve("verification.md"));
    String section = page.split("\n## Fields of `verify --json`\n", 2)[1].split("\n## ", 2)[0];
    String[] parts = section.split("\nEach element of `signatures`", 2);
    Map<String, String> rows = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      String in = i == 0 ? "" : "signatures.";
      for (String line : parts[i].lines().filter(each -> each.startsWith("| `")).toList()) {
        Matcher names = QUOTED.matcher(line.split(" \\| ", 2)[0]);
        while (names.find()) {
          assertNull(rows.put(in + names.group(1), line), line);
        }
      }
    }
    return rows;
  }

  @Test
  void everyFieldIsListedAndNoOther() throws Exception {
    Set<String> fields = new TreeSet<>(Set.of(ERROR));
    collect(everything(), "", fields);
    assertTrue(fields.contains("signatures.pagesCompared.unexplained.left"), fields.toString());
    assertEquals(fields, new TreeSet<>(rows().keySet()));
  }

  /** Fields may be added; none of these is renamed or left out, whatever the page says. */
  @Test
  void fieldsOnWhichOtherProgramsRelyStay() throws Exception {
    Set<String> fields = new TreeSet<>();
    collect(everything(), "", fields);
    Set<String> missing = new TreeSet<>(List.of("file", "verdict", "reason"));
    for (String each :
        List.of(
            "field profile signer digest algorithm signedAt integrity integrityReason coverage",
            "chain revocation time.kind time.ok time.at time.tsa assurance",
            "changesAfter.class changesAfter.allowed changesAfter.items changesAfter.doubts",
            "evidence.present evidence.manifest evidence.document evidence.statement",
            "evidence.ink evidence.device")) {
      List.of(each.split(" ")).forEach(field -> missing.add("signatures." + field));
    }
    missing.removeAll(fields);
    assertEquals(Set.of(), missing);
    JsonNode unknown = new ObjectMapper().valueToTree(JsonReport.unknown(Path.of("a.pdf")));
    assertEquals("indeterminate", unknown.path("verdict").asText());
    assertTrue(unknown.path("signatures").isArray(), unknown::toString);
  }

  @Test
  void everyWordOfAFieldStandsInItsRow() throws Exception {
    Map<String, String> rows = rows();
    Set<String> missing = new TreeSet<>();
    WORDS.forEach(
        (field, words) -> {
          for (Enum<?> each : words.getEnumConstants()) {
            String word = JsonReport.word(each);
            if (!rows.getOrDefault(field, "").contains("`" + word + "`")) {
              missing.add(field + " " + word);
            }
          }
        });
    for (String each :
        List.of(Report.NO_SIGNATURE, Report.TIMESTAMPS_ONLY, Report.SIGNATURE_REMOVED)) {
      if (!rows.getOrDefault("reason", "").contains("`" + each + "`")) {
        missing.add("reason " + each);
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyFieldOfASignatureOverAFileIsListed() throws Exception {
    String page = Files.readString(DOCS.resolve("data.md"));
    String list = page.split("\n`data verify --json`: ", 2)[1].split("\n\n", 2)[0];
    List<String> written =
        PUT.matcher(Files.readString(DATA)).results().map(each -> each.group(1)).toList();
    assertTrue(written.size() > 20, written::toString);
    Set<String> missing = new TreeSet<>(written);
    missing.removeIf(each -> list.contains("`" + each + "`"));
    assertEquals(Set.of(), missing);
  }
}
