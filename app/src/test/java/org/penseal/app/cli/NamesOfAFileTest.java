// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.text.Visible;
import org.penseal.app.workplace.Station;

/**
 * Whatever a file calls something, no output of {@code verify} has a character that steers a
 * terminal or turns the direction of writing.
 */
class NamesOfAFileTest {
  // Escape sequences of 7 and 8 bits, a bell, overrides, isolates and marks of direction.
  private static final String HIDDEN = "\u001b[2K\u0007\u009b1A\r\u202e\u2066\u2069\u200f\u061c";

  @TempDir static Path folder;
  private static KeyFile key;
  private static Path signed;
  private static Path inField;

  private static String name(String word) {
    return word + HIDDEN + "valid\n" + word + ": valid";
  }

  @BeforeAll
  static void sign() throws Exception {
    Station.registerProvider();
    Path in = folder.resolve("in.pdf");
    write(in);
    String subject = "/O=" + name("organisation") + "/CN=" + name("signer");
    key = KeyFile.make(folder, "-newkey", "rsa:2048", "-utf8", "-subj", subject);
    signed = folder.resolve(name("file") + ".pdf");
    // Seen in a field, a name needs letters that the font has.
    inField = folder.resolve("field.pdf");
    KeyFile plain = KeyFile.make(folder, "-newkey", "rsa:2048", "-subj", "/CN=Li Na");
    sign(in, key, signed, "--reason", name("reason"), "--location", name("location"));
    sign(in, plain, inField, "--field", name("field"));
  }

  private static void sign(Path in, KeyFile by, Path out, String... more) {
    List<Object> words = new ArrayList<>(List.of("sign", in, "--out", out, "--key", by.file()));
    words.addAll(List.of("--password-file", by.password(), "--profile", "pades-b"));
    words.addAll(List.of("--no-identity", "--data", folder.resolve("data")));
    words.addAll(List.of(more));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertHarmless(run.out() + run.err());
    assertEquals(0, run.exit(), run.err());
  }

  private static void write(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      document.getDocumentInformation().setTitle(name("title"));
      PDOptionalContentProperties layers = new PDOptionalContentProperties();
      PDOptionalContentGroup layer = new PDOptionalContentGroup(name("layer"));
      layers.addGroup(layer);
      layers.setGroupEnabled(layer, false);
      document.getDocumentCatalog().setOCProperties(layers);
      PDAnnotationLink link = new PDAnnotationLink();
      link.setRectangle(new PDRectangle(10, 10, 50, 50));
      PDActionURI action = new PDActionURI();
      action.setURI(name("http://link"));
      link.setAction(action);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDSignatureField place = new PDSignatureField(form);
      place.setPartialName(name("field"));
      place.getWidgets().getFirst().setRectangle(new PDRectangle(60, 60, 200, 76));
      PDTextField text = new PDTextField(form);
      text.setPartialName(name("text"));
      var widget = text.getWidgets().getFirst();
      widget.setRectangle(new PDRectangle(60, 200, 200, 20));
      widget.setHidden(true);
      widget.getCOSObject().setItem(COSName.CONTENTS, new COSString(name("words")));
      COSDictionary triggers = new COSDictionary();
      triggers.setItem("K", new COSDictionary());
      widget.getCOSObject().setItem("AA", triggers);
      form.getFields().add(place);
      form.getFields().add(text);
      page.setAnnotations(new ArrayList<>(List.of(link, place.getWidgets().getFirst(), widget)));
      document.save(file.toFile());
    }
  }

  private static void assertHarmless(String said) {
    List<String> hidden =
        said.codePoints()
            .filter(c -> c != '\n' && Visible.isHidden(c))
            .mapToObj("%04X"::formatted)
            .distinct()
            .toList();
    assertEquals(List.of(), hidden, said);
    // A name makes no line of its own either.
    assertTrue(said.lines().noneMatch(line -> line.matches("\\w+: valid.*")), said);
  }

  @Test
  void areSeenInWords() {
    for (String language : List.of("en", "zh")) {
      CommandLineRun run =
          CommandLineRun.of(
              "verify",
              signed,
              inField,
              "--trust",
              key.certificate(),
              "--explain",
              "--lang",
              language);
      assertHarmless(run.out() + run.err());
      assertTrue(run.out().contains("signer\\u001B[2K\\u0007\\u009B1A\\u000D\\u202E"), run.out());
    }
  }

  @Test
  void areSeenInJsonWhoseValuesAreTheNames() throws Exception {
    CommandLineRun run = CommandLineRun.of("verify", signed, "--json");
    assertHarmless(run.out() + run.err());
    var json = new ObjectMapper().readTree(run.out());
    assertEquals(name("signer"), json.at("/signatures/0/signer").asText());
    CommandLineRun field = CommandLineRun.of("verify", inField, "--json");
    assertHarmless(field.out() + field.err());
    json = new ObjectMapper().readTree(field.out());
    assertEquals(name("field"), json.at("/signatures/0/field").asText());
  }

  @Test
  void areSeenInReports() throws Exception {
    reports(signed, "en");
    reports(signed, "zh");
    reports(inField, "en");
  }

  private static void reports(Path file, String language) throws Exception {
    Path page = folder.resolve("report-" + language + ".html");
    Path paper = folder.resolve("report-" + language + ".pdf");
    for (Path report : List.of(page, paper)) {
      CommandLineRun run =
          CommandLineRun.of("verify", file, "--report", report, "--lang", language);
      assertHarmless(run.out() + run.err());
    }
    String html = Files.readString(page);
    assertHarmless(html.substring(0, html.indexOf("<!-- end of the report -->")));
    assertTrue(file.equals(inField) || html.contains("signer\\u001B[2K"), html);
    try (PDDocument document = Loader.loadPDF(paper.toFile())) {
      assertHarmless(new PDFTextStripper().getText(document).replace("\r", ""));
      var information = document.getDocumentInformation();
      assertHarmless(information.getTitle() + information.getAuthor());
    }
  }

  @Test
  void areSeenInErrors() throws Exception {
    Path missing = folder.resolve(name("missing") + ".pdf");
    Path none = Files.writeString(folder.resolve(name("none") + ".pdf"), "no PDF");
    for (Path file : List.of(missing, none, folder)) {
      CommandLineRun run =
          CommandLineRun.of("verify", file, signed, "--trust", missing, "--verbose");
      assertHarmless(run.out() + run.err());
      assertHarmless(said("verify", file, "--verbose"));
      assertHarmless(said("verify", file, "--json"));
    }
    assertHarmless(said("verify", signed, "--report", folder.resolve(name("report"))));
    assertHarmless(said("verify", signed, "--at", name("time")));
    assertHarmless(said("verify", signed, "--crl", none));
    assertHarmless(said("verify", signed, "--escrow-key", none, "--share", none));
    assertHarmless(said("verify", signed, name("--option")));
  }

  private static String said(Object... words) {
    CommandLineRun run = CommandLineRun.of(words);
    return run.out() + run.err();
  }
}
