// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.text.Texts;

/**
 * What {@code --explain} and JSON say of a whole case's file after an update that no certification
 * permits, without one (0) and under one that permits nothing (1).
 */
@WholeCase
class ExplainedAttacksTest {
  private static final COSName HELD = COSName.getPDFName("X1");
  private static final int TOKEN_BYTES = 16_000;

  @TempDir static Path folder;
  @TempDir Path later;

  // The annotations of the second page are a stream, which is its forms, too.
  private static void prepare(Path file, String title) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 2; i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setResources(DrawnWords.font());
        String content = "BT /Helv 14 Tf 60 700 Td (" + title + ") Tj ET";
        page.getCOSObject().setItem(COSName.CONTENTS, DrawnWords.stream(document, content));
        document.addPage(page);
      }
      COSStream list = DrawnWords.stream(document, "");
      list.setItem(HELD, DrawnWords.form(document, "Pay 100 EUR"));
      PDPage page = document.getPage(1);
      page.getCOSObject().setItem(COSName.ANNOTS, list);
      page.getResources().getCOSObject().setItem(COSName.XOBJECT, list);
      String paints = "q 1 0 0 1 60 600 cm /X1 Do Q";
      page.getCOSObject().setItem(COSName.CONTENTS, DrawnWords.stream(document, paints));
      document.save(file.toFile());
    }
  }

  private static Path signed(int permission) {
    return folder.resolve("signed-" + permission + ".pdf");
  }

  @BeforeAll
  static void signInCases() throws Exception {
    for (int permission : new int[] {0, 1}) {
      // Nobody signs a document twice.
      Path in = folder.resolve("in-" + permission + ".pdf");
      prepare(in, "Contract " + permission);
      Path out = signed(permission);
      List<Object> words = new ArrayList<>(List.of("sign", in, "--out", out, "--lang", "en"));
      words.addAll(List.of("--demo", "--data", folder.resolve("data"), "--speed", "40"));
      words.addAll(List.of("--pad", "sim:penseal-ref", "--trace", "../testdata/ink/li-na-1.json"));
      words.addAll(List.of("--mode", "portrait", "--name", "李娜", "--camera", "sim:"));
      words.addAll(List.of("--id-number", "11010519491231002X", "--at", "1,60,60,200,76"));
      if (permission > 0) {
        words.addAll(List.of("--certify", permission));
      }
      CommandLineRun run = CommandLineRun.of(words.toArray());
      assertEquals(0, run.exit(), run.err());
    }
  }

  private static void exchange(PDDocument document) throws IOException {
    COSStream list = document.getPage(1).getCOSObject().getCOSStream(COSName.ANNOTS);
    COSStream words = DrawnWords.form(document, "Pay 900 EUR");
    words.setNeedToBeUpdated(true);
    list.setItem(HELD, words);
    list.setNeedToBeUpdated(true);
  }

  /** With a document timestamp of the demo's service, which is trusted. */
  private Path stamped(Path file, boolean overPage) throws Exception {
    Path result = later.resolve("stamped.pdf");
    PDSignature stamp = new PDSignature();
    stamp.setType(COSName.DOC_TIME_STAMP);
    stamp.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    stamp.setSubFilter(COSName.getPDFName("ETSI.RFC3161"));
    try (PDDocument document = Loader.loadPDF(file.toFile());
        OutputStream out = Files.newOutputStream(result);
        SignatureOptions options = new SignatureOptions()) {
      options.setPreferredSignatureSize(TOKEN_BYTES);
      document.addSignature(stamp, options);
      if (overPage) {
        cover(document, document.getSignatureFields().getLast().getWidgets().getFirst());
      }
      ExternalSigningSupport signing = document.saveIncrementalForExternalSigning(out);
      signing.setSignature(token(signing.getContent()));
    }
    return result;
  }

  private static void cover(PDDocument document, PDAnnotationWidget widget) throws IOException {
    COSStream white = DrawnWords.stream(document, "1 g 0 0 595 842 re f");
    white.setItem(COSName.TYPE, COSName.XOBJECT);
    white.setItem(COSName.SUBTYPE, COSName.FORM);
    white.setItem(COSName.BBOX, PDRectangle.A4.getCOSArray());
    PDAppearanceDictionary look = new PDAppearanceDictionary();
    look.setNormalAppearance(new PDAppearanceStream(white));
    widget.setRectangle(PDRectangle.A4);
    widget.setAppearance(look);
  }

  private byte[] token(InputStream content) throws Exception {
    Path covered = later.resolve("covered");
    Files.copy(content, covered);
    Path token = later.resolve("token.tst");
    CommandLineRun run =
        CommandLineRun.of(
            "timestamp", covered, "--demo", "--data", folder.resolve("data"), "--out", token);
    assertEquals(0, run.exit(), run.err());
    return Files.readAllBytes(token);
  }

  private static CommandLineRun verify(Path file, Object... more) {
    List<Object> words = new ArrayList<>(List.of("verify", file));
    words.addAll(List.of("--trust", folder.resolve("data/demo/trust")));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private static JsonNode json(Path file, int exit) throws Exception {
    CommandLineRun run = verify(file, "--json");
    assertEquals(exit, run.exit(), run.out());
    return new ObjectMapper().readTree(run.out());
  }

  private static String clause(Texts texts, int number, String answer) {
    return "    "
        + texts.get("article13.clause." + number)
        + ": "
        + texts.get("article13.answer." + answer);
  }

  private static void assertRefused(Path file, String code) throws Exception {
    JsonNode json = json(file, 1);
    assertEquals("invalid", json.path("verdict").asText(), json::toString);
    JsonNode first = json.path("signatures").path(0);
    assertEquals("intact", first.path("integrity").asText());
    assertFalse(first.at("/changesAfter/allowed").asBoolean(true), first::toString);
    assertTrue(first.at("/changesAfter/items").toString().contains(code), first::toString);
    for (String language : List.of("en", "zh")) {
      Texts texts = Texts.of(language);
      CommandLineRun run = verify(file, "--explain", "--lang", language);
      assertEquals(1, run.exit(), run.out());
      assertTrue(run.out().contains(texts.get("report.verdict.invalid")), run.out());
      // The first signature is the case's; what follows is no signature of a case.
      List<String> lines = run.out().lines().toList();
      for (int number : new int[] {3, 4}) {
        assertFalse(lines.contains(clause(texts, number, "YES")), run.out());
      }
      assertTrue(lines.contains(clause(texts, 3, "UNKNOWN")), run.out());
      assertTrue(lines.contains(clause(texts, 4, "NO")), run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void asSignedEveryClauseIsMet(int permission) throws Exception {
    Path file = signed(permission);
    assertEquals("valid", json(file, 0).path("verdict").asText());
    CommandLineRun run = verify(file, "--explain", "--lang", "en");
    for (int number = 1; number <= 4; number++) {
      assertTrue(run.out().contains(clause(Texts.of("en"), number, "YES")), run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void annotationsThatAreAPagesFormsAreNotExchangedUnnoticed(int permission) throws Exception {
    Path changed = Edited.of(signed(permission), later, ExplainedAttacksTest::exchange);
    assertRefused(changed, "page-content-changed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aTrustedTimestampOverThePageIsAChange(int permission) throws Exception {
    assertRefused(stamped(signed(permission), true), "timestamp-visible");
  }

  /** It is its place that is wrong, not that somebody stamped the file. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aTrustedTimestampThatNobodySeesIsNone(int permission) throws Exception {
    Path file = stamped(signed(permission), false);
    assertEquals("valid", json(file, 0).path("verdict").asText());
    CommandLineRun run = verify(file, "--explain", "--lang", "en");
    assertTrue(run.out().contains(clause(Texts.of("en"), 4, "YES")), run.out());
  }
}
