// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationSquare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.pdf.page.DemoReport;

/** What {@code penseal verify} says of changes, as text, JSON and report, in both languages. */
@WholeCase
class ChangesCommandTest {
  @TempDir Path folder;

  private record Answer(int exit, JsonNode json, String english, String chinese, String pages) {
    void says(String english, String chinese) {
      assertTrue(this.english.contains(english), this.english);
      assertTrue(this.chinese.contains(chinese), this.chinese);
      assertTrue(pages.contains(english), pages);
      assertTrue(pages.contains(chinese), pages);
    }
  }

  private Answer verify(Path file, Path trust) throws Exception {
    Path report = folder.resolve("report.html");
    List<String> pages = new ArrayList<>();
    List<CommandLineRun> runs = new ArrayList<>();
    for (String language : List.of("en", "zh")) {
      runs.add(
          CommandLineRun.of(
              "verify", file, "--lang", language, "--trust", trust, "--report", report));
      pages.add(Files.readString(report));
    }
    CommandLineRun run =
        CommandLineRun.of("verify", file, "--json", "--explain", "--lang", "en", "--trust", trust);
    assertEquals(run.exit(), runs.getFirst().exit());
    assertEquals(run.exit(), runs.getLast().exit());
    return new Answer(
        run.exit(),
        new ObjectMapper().readTree(run.out()),
        runs.getFirst().out(),
        runs.getLast().out(),
        String.join("\n", pages));
  }

  private Path edited(Path file, Edited.Edit edit) throws Exception {
    return Edited.of(file, folder, edit);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.isTextual() ? each.asText() : each.path("code").asText()));
    return texts;
  }

  private Path signed(KeyFile key, Object... more) throws Exception {
    Path in = folder.resolve("in.pdf");
    DemoReport.write(in);
    Path out = folder.resolve("signed.pdf");
    List<Object> words = new ArrayList<>(List.of("sign", in, "--out", out, "--lang", "en"));
    words.addAll(List.of("--profile", "pades-b", "--at", "1,60,60,200,76", "--name", "Li Na"));
    words.addAll(List.of("--data", folder.resolve("data"), "--key", key.file()));
    words.addAll(List.of("--password-file", key.password()));
    words.addAll(List.of(more));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertEquals(0, run.exit(), run::err);
    return out;
  }

  private KeyFile key() throws Exception {
    return KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
  }

  // Filled, so that nobody reads what lies under it.
  private static void square(PDDocument document) {
    PDPage page = document.getPage(0);
    PDAnnotationSquare square = new PDAnnotationSquare();
    square.setRectangle(new PDRectangle(60, 500, 300, 300));
    square.setInteriorColor(new PDColor(new float[] {1, 1, 1}, PDDeviceRGB.INSTANCE));
    square.constructAppearances(document);
    COSArray notes = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    notes.add(square.getCOSObject());
    notes.setNeedToBeUpdated(true);
    page.getCOSObject().setNeedToBeUpdated(true);
  }

  private static void withoutSignature(PDDocument document) {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    catalog.removeItem(COSName.ACRO_FORM);
    catalog.setNeedToBeUpdated(true);
    document.getPage(0).getCOSObject().removeItem(COSName.ANNOTS);
    document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
  }

  @Test
  void permittedNoteOverSignedWordsLeavesTheVerdictOpen() throws Exception {
    KeyFile key = key();
    Path changed = edited(signed(key, "--certify", "3"), ChangesCommandTest::square);
    Answer answer = verify(changed, key.certificate());
    assertEquals(2, answer.exit, answer.json::toString);
    JsonNode after = answer.json.at("/signatures/0/changesAfter");
    assertEquals("annotation", after.path("class").asText());
    assertEquals(
        List.of("annotation-may-hide-content", "addition-covers-content"),
        texts(after.path("doubts")));
    answer.says("Added content covers content of the page", "新增内容遮住了页面原有内容");
    CommandLineRun explained =
        CommandLineRun.of(
            "verify", changed, "--trust", key.certificate(), "--explain", "--lang", "en");
    String fact = "no change after signing can have altered the visible signature: ";
    assertTrue(explained.out().contains(fact + "indeterminate"), explained.out());
    String permitted = "no change that is not permitted was made after signing: ";
    assertTrue(explained.out().contains(permitted + "indeterminate"), explained.out());
  }

  @Test
  void signatureThatALaterUpdateHidesIsNotUnsigned() throws Exception {
    KeyFile key = key();
    Path changed = edited(signed(key), ChangesCommandTest::withoutSignature);
    Answer answer = verify(changed, key.certificate());
    assertEquals(1, answer.exit, answer.json::toString);
    assertEquals("invalid", answer.json.path("verdict").asText());
    assertEquals("signature-removed", answer.json.path("reason").asText());
    answer.says("An earlier version of the file was signed", "文件的早期版本已签名");
  }

  @Test
  void annotationThatTheCaseDrawsIsPartOfSigningAndTold() throws Exception {
    Path in = folder.resolve("in.pdf");
    DemoReport.write(in);
    Path out = folder.resolve("signed.pdf");
    Path data = folder.resolve("data");
    List<Object> words = new ArrayList<>(List.of("sign", in, "--out", out, "--lang", "en"));
    words.addAll(List.of("--demo", "--data", data, "--pad", "sim:stu-430", "--speed", "40"));
    words.addAll(List.of("--trace", "../testdata/ink/li-na-1.json", "--mode", "portrait"));
    words.addAll(List.of("--name", "李娜", "--id-number", "11010519491231002X"));
    words.addAll(List.of("--camera", "sim:", "--at", "1,60,60,200,76", "--transcribe", "同意"));
    words.addAll(List.of("--trace-annotation", "../testdata/ink/zhang-wei-1.json"));
    words.addAll(List.of("--annotation-at", "1,60,160,200,80"));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertEquals(0, run.exit(), run::err);
    Answer answer = verify(out, data.resolve("demo/trust"));
    assertEquals(0, answer.exit, answer.json::toString);
    JsonNode whileSigning = answer.json.at("/signatures/0/changesWhileSigning");
    assertTrue(texts(whileSigning).contains("annotation-added"), whileSigning::toString);
    assertTrue(answer.pages.contains("Changes made to the document by the update"), answer.pages);
    assertTrue(answer.pages.contains("签名所在的更新对文件所做的改动"), answer.pages);
  }

  // Nothing states what document came in: what the update did is told, and the verdict stays.
  @Test
  void formThatIsFilledInTheUpdateThatSignsIsTold() throws Exception {
    KeyFile key = key();
    Answer answer = verify(FilledAndSigned.of(key, folder), key.certificate());
    assertEquals(0, answer.exit, answer.json::toString);
    assertEquals("valid", answer.json.path("verdict").asText());
    JsonNode signature = answer.json.at("/signatures/0");
    assertEquals("none", signature.at("/changesAfter/class").asText());
    List<String> told = texts(signature.path("changesWhileSigning"));
    assertTrue(told.contains("field-filled"), told::toString);
    assertTrue(told.contains("signature-added"), told::toString);
    assertTrue(line(answer.english, "also made other changes").contains("field-filled: remark"));
    assertTrue(line(answer.chinese, "除加入签名外还改动了文件").contains("field-filled: remark"));
    assertTrue(answer.pages.contains("Changes made to the document by the update"), answer.pages);
    assertTrue(answer.pages.contains("签名所在的更新对文件所做的改动"), answer.pages);
    assertTrue(answer.pages.contains("remark"), answer.pages);
  }

  @Test
  void updateIsNotComparedWhereNobodyReads() throws Exception {
    KeyFile key = key();
    CommandLineRun run =
        CommandLineRun.of(
            "verify", FilledAndSigned.of(key, folder), "--json", "--trust", key.certificate());
    JsonNode told = new ObjectMapper().readTree(run.out()).at("/signatures/0/changesWhileSigning");
    assertTrue(told.isNull(), run.out());
  }

  @Test
  void updateThatOnlySignsIsNotSaidToHaveChangedAnything() throws Exception {
    KeyFile key = key();
    Answer answer = verify(signed(key), key.certificate());
    assertEquals(0, answer.exit, answer.json::toString);
    List<String> told = texts(answer.json.at("/signatures/0/changesWhileSigning"));
    assertTrue(told.contains("signature-added"), told::toString);
    assertFalse(answer.english.contains("also made other changes"), answer.english);
    assertFalse(answer.chinese.contains("除加入签名外还改动了文件"), answer.chinese);
  }

  private static String line(String text, String part) {
    return text.lines().filter(each -> each.contains(part)).findFirst().orElse("");
  }
}
