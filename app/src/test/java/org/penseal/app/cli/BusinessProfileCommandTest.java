// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.pdf.page.DemoReport;

/** A case has the form of signature that its kind of business names, or more of it. */
@WholeCase
class BusinessProfileCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final String TYPES =
      """
      [{"id": "loan", "name": {"zh": "贷款", "en": "Loan"}, "profile": "%s",
        "modes": ["portrait", "phone"], "defaultMode": "portrait", "liveness": false,
        "card": false, "retentionDays": 5, "keep": ["live-portrait"]}]""";

  @TempDir Path folder;
  private Path data;
  private Path report;

  @BeforeEach
  void start() throws Exception {
    Station.registerProvider();
    data = Files.createDirectory(folder.resolve("data"));
    report = folder.resolve("report.pdf");
    DemoReport.write(report);
    named("pades-lt");
  }

  private void named(String profile) throws Exception {
    Files.writeString(data.resolve("business-types.json"), TYPES.formatted(profile));
  }

  private CommandLineRun sign(Path document, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "sign",
                document,
                "--out",
                folder.resolve("out"),
                "--lang",
                "en",
                "--json",
                "--data",
                data,
                "--pad",
                "sim:penseal-ref",
                "--trace",
                TESTDATA.resolve("ink/zhang-wei-1.json"),
                "--speed",
                "40",
                "--name",
                "张伟",
                "--id-number",
                DemoPopulation.ID_NUMBERS.getFirst(),
                "--camera",
                "clip:" + TESTDATA.resolve("portraits/astronaut.png")));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private String profile() throws Exception {
    CommandLineRun verified =
        CommandLineRun.of(
            "verify", folder.resolve("out"), "--json", "--trust", data.resolve("demo/trust"));
    return JSON.readTree(verified.out()).at("/signatures/0/profile").asText();
  }

  private void refused(String code, CommandLineRun run) {
    assertEquals(code, run.code(), run.err());
    assertEquals(64, run.exit());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void caseIsSignedInTheFormThatTheRulesName() throws Exception {
    CommandLineRun run = sign(report);
    assertEquals(0, run.exit(), run.err());
    assertEquals("pades-lt", profile());
  }

  @Test
  void operatorMayAskForMoreAndNotForLess() throws Exception {
    refused("profile-not-allowed", sign(report, "--profile", "pades-t"));
    refused("profile-not-allowed", sign(report, "--profile", "gm-cms"));
    CommandLineRun run = sign(report, "--profile", "pades-lta");
    assertEquals(0, run.exit(), run.err());
    assertEquals("pades-lta", profile());
  }

  @Test
  void documentThatCannotHaveItBeginsNoCase() throws Exception {
    Path text = Files.writeString(folder.resolve("note.txt"), "no PDF");
    refused("profile-no-pdf", sign(text));
    try (PDDocument document = Loader.loadPDF(report.toFile())) {
      document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
      document.save(report.toFile());
    }
    Path password = Files.writeString(folder.resolve("password"), "secret");
    refused("profile-encrypted", sign(report, "--pdf-password-file", password));
    named("gm-cms");
    refused("profile-no-pdf", sign(text));
    CommandLineRun listed =
        CommandLineRun.of("evidence", "list", "--json", "--data", data, "--lang", "en");
    assertEquals(0, JSON.readTree(listed.out()).size());
  }
}
