// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.app.Browser;
import org.penseal.app.Folders;
import org.penseal.app.report.ReportFile;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;

/**
 * The page's answers equal those of the verifier, file by file. {@code -Dpenseal.agreement=FOLDER}
 * takes a folder of others' files, with {@code trust} in it, in place of the set made here.
 */
@Browser
class AgreementTest {
  // Kept, to look at what differs.
  private static final Path FOLDER = Path.of("target", "agreement").toAbsolutePath();

  @BeforeEach
  void fresh() throws IOException {
    if (Files.exists(FOLDER)) {
      Folders.remove(FOLDER);
    }
    Files.createDirectories(FOLDER.resolve("reports"));
  }

  private record Row(String file, String signer, String step, String result, String words) {}

  @Test
  void browserAndVerifierAgreeOnEverySignatureOfEveryFile() throws Exception {
    Station.registerProvider();
    String given = System.getProperty("penseal.agreement", "");
    SignedSet set = given.isEmpty() ? own() : new SignedSet(Path.of(given));
    List<Row> rows = compared(set);
    List<Row> differing = rows.stream().filter(each -> each.result.equals("differs")).toList();
    Files.write(FOLDER.resolve("rows.tsv"), rows.stream().map(AgreementTest::line).toList());
    assertEquals(
        "", String.join("\n", differing.stream().map(AgreementTest::line).toList()), "differing");
    long same = rows.stream().filter(each -> each.result.equals("same")).count();
    assertTrue(same * 10 > rows.size() * 9L, () -> same + " of " + rows.size() + " the same");
    if (given.isEmpty()) {
      assertTrue(rows.size() > 220, () -> "only " + rows.size());
      assertTrue(rows.stream().anyMatch(each -> each.words.equals("broken broken")));
      assertTrue(
          rows.stream()
              .filter(each -> each.file.startsWith("sm2-t-further-stamp"))
              .anyMatch(each -> each.words.startsWith("signature-timestamp proven")));
    }
  }

  private SignedSet own() throws Exception {
    SignedSet set = SignedSet.make(FOLDER.resolve("set"));
    Tampering tampering = new Tampering(set);
    tampering.all("sm2-t", "rsa-pss", "p256-lta", "sm2-gm", "chain-t");
    tampering.swapped("rsa-b", "rsa-384");
    tampering.otherStamp("sm2-t", "chain-t");
    tampering.furtherStamp("sm2-t");
    tampering.otherCertificate("sm2-b", "sm2-t");
    return set;
  }

  private List<Row> compared(SignedSet set) throws Exception {
    TrustStore trust = TrustStore.load(List.of(set.trust()));
    Instant now = Instant.now();
    Verification verification = new Verification(trust, Optional.empty(), now);
    PageBasis basis = new PageBasis(trust, now, Suite.DEFAULT_SM2_ID, null);
    Texts texts = Texts.of("en", ZoneId.of("Asia/Shanghai"));
    ReportFile report =
        new ReportFile(texts, basis.now(), Station.SOFTWARE).with(new BrowserSection(texts, basis));
    List<Row> rows = new ArrayList<>();
    try (Chromium chromium = Chromium.start(FOLDER)) {
      for (Path file : set.files()) {
        VerifiedFile verified;
        try {
          verified = verification.of(file, Optional.empty());
        } catch (SigningException e) {
          continue; // what no verifier can read has no report
        }
        Path page = FOLDER.resolve("reports").resolve(file.getFileName() + ".html");
        Files.writeString(page, report.html(verified));
        chromium.open(page);
        JsonNode answer = chromium.recompute();
        assertEquals("done", answer.path("state").asText(), () -> file + " " + answer);
        assertEquals(List.of(), chromium.requests(), file::toString);
        assertEquals(List.of(), chromium.complaints(), file::toString);
        rows.addAll(rows(file, answer, verified));
      }
    }
    return rows;
  }

  private static List<Row> rows(Path file, JsonNode answer, VerifiedFile verified) {
    List<Row> rows = new ArrayList<>();
    int listed = 0;
    for (JsonNode each : answer.path("signatures")) {
      listed += each.path("signature").isNull() ? 0 : 1;
      for (JsonNode row : each.path("rows")) {
        rows.add(
            new Row(
                String.valueOf(file.getFileName()),
                each.at("/signature/signer").asText(),
                row.path("step").asText(),
                row.path("result").asText(),
                row.path("theirs").asText() + " " + row.path("ours").asText()));
      }
    }
    assertEquals(verified.signatures().size(), listed, file::toString);
    return rows;
  }

  private static String line(Row row) {
    return String.join("\t", row.file, row.signer, row.step, row.result, row.words);
  }
}
