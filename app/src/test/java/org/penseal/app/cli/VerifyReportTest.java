// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.pdf.page.DemoReport;

/** {@code penseal verify --report}: what it writes, where, and how it is to be read. */
@WholeCase
class VerifyReportTest {
  // Markup, quotes, and a mark that turns the direction of the text after it.
  private static final String HOSTILE = "<img src=x onerror=\"a\">&'\u202Efdp";
  private static final String HOSTILE_SHOWN = "<img src=x onerror=\"a\">&'\\u202Efdp";

  @TempDir static Path shared;
  private static KeyFile key;
  private static Path signed;
  @TempDir Path folder;

  @BeforeAll
  static void sign() throws Exception {
    String[] request = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-utf8"};
    List<String> words = new ArrayList<>(List.of(request));
    words.addAll(List.of("-subj", "/CN=" + HOSTILE));
    key = KeyFile.make(shared, words.toArray(String[]::new));
    Path in = shared.resolve("in.pdf");
    DemoReport.write(in);
    signed = shared.resolve("signed.pdf");
    sign(in, signed);
  }

  private static JsonNode sign(Path in, Path out) throws Exception {
    CommandLineRun run =
        CommandLineRun.of(
            "sign",
            in,
            "--out",
            out,
            "--json",
            "--lang",
            "en",
            "--profile",
            "pades-b",
            "--at",
            "1,60,60,200,76",
            "--name",
            "Li Na",
            "--data",
            shared.resolve("data"),
            "--key",
            key.file(),
            "--password-file",
            key.password());
    assertEquals(0, run.exit(), run.err());
    JsonNode json = new ObjectMapper().readTree(run.out());
    ((com.fasterxml.jackson.databind.node.ObjectNode) json).put("err", run.err());
    return json;
  }

  private static CommandLineRun report(Path file, Path report, String language) {
    return CommandLineRun.of(
        "verify",
        file,
        "--json",
        "--lang",
        language,
        "--trust",
        key.certificate(),
        "--report",
        report);
  }

  private static String text(Path pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      return new PDFTextStripper().getText(document);
    }
  }

  private Path edited(Path file, Edited.Edit edit) throws Exception {
    return Edited.of(file, folder, edit);
  }

  private static void stamp(PDDocument document) throws IOException {
    PDPage page = document.getPage(1);
    PDAnnotationRubberStamp stamp = new PDAnnotationRubberStamp();
    stamp.setRectangle(new PDRectangle(100, 500, 120, 60));
    PDAppearanceStream look = new PDAppearanceStream(document);
    look.setBBox(new PDRectangle(120, 60));
    try (PDPageContentStream out = new PDPageContentStream(document, look)) {
      out.addRect(0, 0, 120, 60);
      out.fill();
    }
    PDAppearanceDictionary appearance = new PDAppearanceDictionary();
    appearance.setNormalAppearance(look);
    stamp.setAppearance(appearance);
    page.getAnnotations().add(stamp);
    page.getCOSObject().setNeedToBeUpdated(true);
  }

  @Test
  void endingThatIsNotKnownIsRefusedBeforeAnythingIsWritten() throws Exception {
    Path report = folder.resolve("report.docx");
    CommandLineRun run = report(signed, report, "en");
    assertEquals(64, run.exit());
    assertEquals("", run.out());
    assertTrue(
        run.err().contains("--report must be a file name that ends with .html or .pdf."),
        run.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void reportDoesNotTakeThePlaceOfTheVerifiedFile() throws Exception {
    Path file = Files.copy(signed, folder.resolve("signed.pdf"));
    CommandLineRun run = report(file, file, "en");
    assertEquals("output-is-input", run.code(), run.err());
    assertArrayEquals(Files.readAllBytes(signed), Files.readAllBytes(file));
  }

  @Test
  void reportDoesNotTakeThePlaceOfWhatIsReadBesideTheFile() throws Exception {
    Path kept = Files.copy(signed, folder.resolve("kept.pdf"));
    Path detached = Files.copy(signed, folder.resolve("kept.pdf.p7s"));
    Path linked = Files.createLink(folder.resolve("linked.pdf"), kept);
    List<Object[]> all =
        List.of(
            new Object[] {detached},
            new Object[] {signed, "--content", kept},
            new Object[] {signed, "--crl", kept},
            new Object[] {signed, "--trust", kept});
    for (Object[] words : all) {
      List<Object> line = new ArrayList<>(List.of("verify", "--report", linked));
      line.addAll(List.of(words));
      CommandLineRun run = CommandLineRun.of(line.toArray());
      assertEquals("output-is-input", run.code(), line + run.err());
      assertArrayEquals(Files.readAllBytes(signed), Files.readAllBytes(kept));
    }
  }

  @Test
  void reportThatCannotBeWrittenLeavesTheOlderOne() throws Exception {
    Path target = folder.resolve("none").resolve("report.html");
    assertEquals("output-not-writable", report(signed, target, "en").code());
    assertFalse(Files.exists(target.getParent()));
  }

  @Test
  void eachOfSeveralFilesHasAReportOfItsOwn() throws Exception {
    Path other = edited(signed, VerifyReportTest::stamp);
    Path report = folder.resolve("report.html");
    CommandLineRun.of(
        "verify", signed, other, "--json", "--trust", key.certificate(), "--report", report);
    assertFalse(Files.exists(report));
    assertTrue(Files.readString(folder.resolve("report-1.html")).contains("signed.pdf"));
    assertTrue(Files.readString(folder.resolve("report-2.html")).contains("edited.pdf"));
  }

  @Test
  void namesOutOfFilesAreShownWithWhatTheyHideAndNeverBecomeMarkup() throws Exception {
    Path file = Files.copy(signed, folder.resolve("a'<b onclick=x>&.pdf"));
    Path report = folder.resolve("report.html");
    assertEquals(0, report(file, report, "en").exit());
    String html = own(report);
    assertFalse(html.contains("<img src=x"), html);
    assertFalse(html.contains("<b onclick"), html);
    assertFalse(html.contains("\u202E"), "the mark that turns the direction");
    // Well-formed: an XML parser finds the very names as text.
    var page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    String text = page.getDocumentElement().getTextContent();
    assertTrue(text.contains(HOSTILE_SHOWN), text);
    assertTrue(text.contains("a'<b onclick=x>&.pdf"), text);
    assertEquals(0, page.getElementsByTagName("script").getLength());
  }

  // Without the section that others append; that has tests of its own.
  private static String own(Path report) throws IOException {
    String html = Files.readString(report);
    return html.substring(0, html.indexOf("<!-- end of the report -->")) + "</body></html>";
  }

  @Test
  void htmlReportRefersToNothingElsewhere() throws Exception {
    Path report = folder.resolve("report.html");
    report(signed, report, "zh");
    String html = own(report);
    assertTrue(Pattern.compile("src=\"data:image/png;base64,").matcher(html).find());
    assertFalse(Pattern.compile("(?i)(src|href)=\"(?!data:)|url\\(|@import").matcher(html).find());
  }

  @Test
  void pdfReportIsAnArchivalPdfWhoseTextCanBeRead() throws Exception {
    Path report = folder.resolve("report.pdf");
    assertEquals(0, report(signed, report, "en").exit());
    String text = text(report);
    assertTrue(text.contains("Valid"), text);
    assertTrue(text.contains("<img src=x onerror"), text);
    assertTrue(text.contains("What this report cannot determine"), text);
    try (PDDocument document = Loader.loadPDF(report.toFile())) {
      byte[] metadata = document.getDocumentCatalog().getMetadata().toByteArray();
      String xmp = new String(metadata, StandardCharsets.UTF_8);
      assertTrue(xmp.contains("pdfaid"), xmp);
    }
    assertEquals(0, report(signed, report, "zh").exit());
    String chinese = text(report);
    assertTrue(chinese.contains("签名有效"), chinese);
    assertTrue(chinese.contains("本报告不能判定的事项"), chinese);
  }

  @Test
  void reportShowsTheChangedPageBeforeAndAfter() throws Exception {
    Path changed = edited(signed, VerifyReportTest::stamp);
    Path report = folder.resolve("report.html");
    CommandLineRun run = report(changed, report, "en");
    assertEquals(1, run.exit(), run.err());
    JsonNode page = new ObjectMapper().readTree(run.out()).at("/signatures/0/pagesCompared/0");
    assertEquals(2, page.path("page").asInt(), run.out());
    assertEquals("changed", page.path("state").asText());
    assertEquals(1, page.path("explained").size());
    assertEquals(0, page.path("unexplained").size());
    String html = Files.readString(report);
    assertTrue(html.contains("An annotation was added. Page 2."), html);
    assertTrue(html.contains("Page 2 as signed"), html);
    assertTrue(html.contains("Page 2 now"), html);
    // 100 points from the left are 35.3 mm, 842 - 560 from the top 99.5 mm.
    String place = "35 mm from the left, (99|100) mm from the top, 42 × 21 mm";
    assertTrue(Pattern.compile(place).matcher(html).find(), html);
  }

  @Test
  void brokenSignatureIsToldInPlainWords() throws Exception {
    byte[] bytes = Files.readAllBytes(signed);
    bytes[bytes.length / 3] ^= 1;
    Path broken = Files.write(folder.resolve("broken.pdf"), bytes);
    Path report = folder.resolve("report.html");
    assertEquals(1, report(broken, report, "en").exit());
    String html = Files.readString(report);
    assertTrue(html.contains("Invalid"), html);
    assertTrue(html.contains("differs from the digest in the signature"), html);
  }

  // What stands before the first signature's own part.
  private static String firstScreen(Path report) throws IOException {
    String html = Files.readString(report);
    return html.substring(0, html.indexOf("What was signed</h3>"));
  }

  @Test
  void firstScreenTellsWhoWhenAndWhatWasChanged() throws Exception {
    Path report = folder.resolve("report.html");
    report(signed, report, "en");
    String first = firstScreen(report);
    assertTrue(first.contains("Signer</th><td><span class=\"yes\">"), first);
    assertTrue(first.contains("not proven by a timestamp"), first);
    assertTrue(first.contains("Changes after signing</th><td><span class=\"yes\">✓ none"), first);
    report(edited(signed, VerifyReportTest::stamp), report, "en");
    assertTrue(firstScreen(report).contains("NOT allowed"), firstScreen(report));
  }

  @Test
  void everyPageOfTheFileIsShownAndOfALongOneTheFirstTwenty() throws Exception {
    Path report = folder.resolve("report.html");
    report(signed, report, "en");
    String pages = Files.readString(report).split("The pages of the file", 2)[1];
    assertTrue(pages.contains("alt=\"page 1\" src=\"data:image/"), report::toString);
    Path longer =
        edited(
            signed,
            document -> {
              for (int i = 0; i < 24; i++) {
                document.addPage(new PDPage());
              }
              document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
              document.getPages().getCOSObject().setNeedToBeUpdated(true);
            });
    report(longer, report, "en");
    String many = Files.readString(report).split("The pages of the file", 2)[1];
    assertTrue(many.contains("alt=\"page 20\""), report::toString);
    assertFalse(many.contains("alt=\"page 21\""), report::toString);
    assertTrue(many.contains("Pictures of the first 20 of"), report::toString);
  }

  @Test
  void ofABrokenSignatureNothingIsSaidToBeAsSigned() throws Exception {
    byte[] bytes = Files.readAllBytes(signed);
    bytes[bytes.length / 3] ^= 1;
    Path report = folder.resolve("report.html");
    report(Files.write(folder.resolve("broken.pdf"), bytes), report, "en");
    assertTrue(firstScreen(report).contains("the name proves nothing"), firstScreen(report));
    assertFalse(Files.readString(report).contains("as it was signed"));
  }

  @Test
  void fileWithoutASignatureIsSaidToHaveNone() throws Exception {
    Path report = folder.resolve("report.html");
    assertEquals(2, report(shared.resolve("in.pdf"), report, "en").exit());
    String html = own(report);
    assertTrue(html.contains("No signature</p>"), html);
    assertFalse(html.contains("it can be trusted"), html);
    assertFalse(html.contains("the signatures can be trusted"), html);
  }

  @Test
  void longListsOfChangesAreCutAndSayBySoMuch() throws Exception {
    Path crowded =
        edited(
            signed,
            document -> {
              for (int i = 0; i < 150; i++) {
                stamp(document);
              }
            });
    Path report = folder.resolve("report.html");
    report(crowded, report, "en");
    String html = own(report);
    assertTrue(Pattern.compile("[0-9]+ more not listed").matcher(html).find(), html);
    assertTrue(html.split("<li>", -1).length < 250, html);
  }

  @Test
  void scriptIsWarnedOfWhenSigningAndWhenVerifying() throws Exception {
    Path in = folder.resolve("script.pdf");
    try (PDDocument document = Loader.loadPDF(shared.resolve("in.pdf").toFile())) {
      document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
      document.save(in.toFile());
    }
    Path out = folder.resolve("out.pdf");
    JsonNode made = sign(in, out);
    assertEquals("script", made.at("/warnings/0").asText(), made.toString());
    assertTrue(made.path("err").asText().contains("scripts that can change"), made.toString());
    CommandLineRun verified =
        CommandLineRun.of("verify", out, "--json", "--trust", key.certificate());
    assertEquals(0, verified.exit(), verified.out());
    JsonNode warnings = new ObjectMapper().readTree(verified.out()).at("/signatures/0/warnings");
    assertTrue(warnings.toString().contains("\"script\""), warnings.toString());
  }

  @Test
  void ordinaryFileIsSignedAndVerifiedWithoutWarnings() throws Exception {
    JsonNode made = sign(shared.resolve("in.pdf"), folder.resolve("out.pdf"));
    assertEquals("[]", made.path("warnings").toString());
    CommandLineRun verified = report(signed, folder.resolve("report.html"), "en");
    JsonNode json = new ObjectMapper().readTree(verified.out());
    assertEquals("[]", json.at("/signatures/0/warnings").toString(), verified.out());
  }
}
