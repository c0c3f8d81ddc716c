// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.app.WholeCase;
import org.penseal.app.text.Texts;

/**
 * A document prepared so that objects which may change have a second role, in which a page paints
 * what they hold; signed in a whole case, and then changed in the role that may.
 */
@WholeCase
class TwoRolesCaseTest {
  private static final COSName HELD = COSName.getPDFName("X1");

  @TempDir static Path folder;
  private static Path signed;
  @TempDir Path later;

  /** An object that is the resources of a page, too. */
  private enum Role {
    /** Its value is filled in. */
    FIELD(COSName.V) {
      @Override
      COSDictionary of(PDDocument document) {
        return document.getDocumentCatalog().getAcroForm(null).getField("remark").getCOSObject();
      }
    },
    /** Nobody sees it. */
    HIDDEN_NOTE(HELD) {
      @Override
      COSDictionary of(PDDocument document) {
        return (COSDictionary)
            document.getPage(0).getCOSObject().getCOSArray(COSName.ANNOTS).getObject(0);
      }
    },
    /** It says which program wrote the file. */
    INFORMATION(HELD) {
      @Override
      COSDictionary of(PDDocument document) {
        return document.getDocumentInformation().getCOSObject();
      }
    };

    private final COSName held;

    Role(COSName held) {
      this.held = held;
    }

    abstract COSDictionary of(PDDocument document);

    // The first page is where it is signed.
    int page() {
      return ordinal() + 1;
    }

    void exchange(PDDocument document) throws IOException {
      COSDictionary object = of(document);
      COSStream words = DrawnWords.form(document, "Pay 900 EUR");
      words.setNeedToBeUpdated(true);
      object.setItem(held, words);
      object.setNeedToBeUpdated(true);
    }
  }

  private static void prepare(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i <= Role.values().length; i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setResources(DrawnWords.font());
        page.getCOSObject()
            .setItem(
                COSName.CONTENTS,
                DrawnWords.stream(document, "BT /Helv 14 Tf 60 700 Td (Contract) Tj ET"));
        document.addPage(page);
      }
      PDAcroForm form = new PDAcroForm(document);
      form.setDefaultResources(DrawnWords.font());
      form.setDefaultAppearance("/Helv 10 Tf 0 g");
      document.getDocumentCatalog().setAcroForm(form);
      COSDictionary field = new COSDictionary();
      field.setItem(COSName.FT, COSName.TX);
      field.setString(COSName.T, "remark");
      form.getCOSObject().setItem(COSName.FIELDS, list(field));
      COSDictionary note = new COSDictionary();
      note.setItem(COSName.TYPE, COSName.ANNOT);
      note.setName(COSName.SUBTYPE, "Text");
      note.setItem(COSName.RECT, new PDRectangle(0, 0).getCOSArray());
      note.setInt(COSName.F, 2);
      document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, list(note));
      document.getDocumentInformation().setProducer("none");
      for (Role each : Role.values()) {
        COSDictionary object = each.of(document);
        object.setItem(each.held, DrawnWords.form(document, "Pay 100 EUR"));
        COSDictionary page = document.getPage(each.page()).getCOSObject();
        page.getCOSDictionary(COSName.RESOURCES).setItem(COSName.XOBJECT, object);
        String paints = "q 1 0 0 1 60 600 cm /" + each.held.getName() + " Do Q";
        page.setItem(COSName.CONTENTS, DrawnWords.stream(document, paints));
      }
      document.save(file.toFile());
    }
  }

  private static COSArray list(COSDictionary only) {
    COSArray list = new COSArray();
    list.add(only);
    return list;
  }

  @BeforeAll
  static void signInACase() throws Exception {
    Path in = folder.resolve("in.pdf");
    prepare(in);
    signed = folder.resolve("signed.pdf");
    List<Object> words = new ArrayList<>(List.of("sign", in, "--out", signed, "--lang", "en"));
    words.addAll(List.of("--demo", "--data", folder.resolve("data"), "--speed", "40"));
    words.addAll(List.of("--pad", "sim:penseal-ref", "--trace", "../testdata/ink/li-na-1.json"));
    words.addAll(List.of("--mode", "portrait", "--name", "李娜", "--camera", "sim:"));
    words.addAll(List.of("--id-number", "11010519491231002X", "--at", "1,60,60,200,76"));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertEquals(0, run.exit(), run.err());
  }

  private record Told(int exit, JsonNode json, String report) {
    JsonNode signature() {
      return json.path("signatures").path(0);
    }

    void clause(String language, int number, String answer) {
      Texts texts = Texts.of(language);
      String said =
          texts.get("article13.clause." + number) + " · " + texts.get("article13.answer." + answer);
      assertTrue(report.contains(said), said);
    }
  }

  private Told verify(Path file, String language) throws Exception {
    Path report = later.resolve("report.html");
    Path trust = folder.resolve("data/demo/trust");
    CommandLineRun run =
        CommandLineRun.of(
            "verify", file, "--json", "--lang", language, "--trust", trust, "--report", report);
    return new Told(run.exit(), new ObjectMapper().readTree(run.out()), Files.readString(report));
  }

  @Test
  void asSignedItIsValid() throws Exception {
    Told told = verify(signed, "en");
    assertEquals("valid", told.json.path("verdict").asText(), told.json::toString);
    assertEquals(0, told.exit);
    JsonNode evidence = told.signature().path("evidence");
    for (String part : List.of("manifest", "document", "statement")) {
      assertEquals("matches", evidence.path(part).asText(), part + evidence);
    }
    for (int clause = 1; clause <= 4; clause++) {
      told.clause("en", clause, "YES");
    }
  }

  @ParameterizedTest
  @EnumSource
  void changedInTheRoleThatMayItIsInvalid(Role role) throws Exception {
    Path changed = Edited.of(signed, later, role::exchange);
    for (String language : List.of("en", "zh")) {
      Told told = verify(changed, language);
      assertEquals("invalid", told.json.path("verdict").asText(), told.json::toString);
      assertEquals(1, told.exit);
      JsonNode after = told.signature().path("changesAfter");
      assertEquals("other", after.path("class").asText(), after::toString);
      assertFalse(after.path("allowed").asBoolean(true), after::toString);
      assertTrue(after.path("items").toString().contains("page-content-changed"), after::toString);
      // The bytes that were signed are as they were: what came later is what is wrong.
      assertEquals("intact", told.signature().path("integrity").asText());
      assertEquals("matches", told.signature().at("/evidence/manifest").asText());
      Texts texts = Texts.of(language);
      assertTrue(told.report.contains(texts.get("report.verdict.invalid")), told.report);
      assertTrue(told.report.contains(texts.get("code.page-content-changed")), told.report);
      told.clause(language, 3, "UNKNOWN");
      told.clause(language, 4, "NO");
    }
  }
}
