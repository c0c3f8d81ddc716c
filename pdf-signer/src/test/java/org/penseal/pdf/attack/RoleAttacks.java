// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CATALOG;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PERSON;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.SECOND;
import static org.penseal.pdf.attack.Contract.SECOND_PAGE;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.PLAIN;
import static org.penseal.pdf.attack.Prepared.form;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Documents prepared before they are signed, in which one object has two roles; the change comes
 * afterwards, in the role that is allowed to change.
 */
final class RoleAttacks {
  private static final String CONTENT = "page-content-changed";
  private static final Placement EXPERT = new Placement.Field("expert");

  private final CaseList cases = new CaseList(true);
  private final Signers signers;
  private final Prepared prepared;

  private RoleAttacks(Signers signers, Prepared.Extent extent) {
    this.signers = signers;
    this.prepared = new Prepared(cases, signers, EXPERT, extent);
  }

  /** Every line. */
  static List<Case> of(Signers signers, Prepared.Extent extent) throws Exception {
    RoleAttacks made = new RoleAttacks(signers, extent);
    made.cases.family("role");
    made.streamsForLists();
    made.catalogAsResources();
    made.fieldsAsResources();
    made.nothingThatBecomesSomething();
    made.looksOfEmptyFields();
    made.cases.family("rectangle");
    made.rectangles();
    made.cases.family("action");
    made.actions();
    made.cases.family("pages");
    made.pages();
    made.cases.family("spelling");
    made.spellings();
    return made.cases.all();
  }

  // Page two paints the name that the attack is about, with an object of another role as resources.
  private static void paint(List<String> objects, String resources, String name) {
    set(
        objects,
        SECOND_PAGE,
        "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<</Font<</Helv 9 0 R>>/XObject "
            + resources
            + ">>>>");
    set(objects, 7, PdfUpdate.streamBody("", "q 1 0 0 1 60 600 cm /" + name + " Do Q"));
  }

  private void streamsForLists() throws Exception {
    String stream = PdfUpdate.streamBody("/X1 13 0 R", "");
    String exchanged = PdfUpdate.streamBody("/X1 32 0 R", "");
    prepared.update(
        "kids-of-field",
        CONTENT,
        o -> {
          set(o, EXTRA, stream);
          set(o, PERSON, "<</FT/Tx/T(person)/Kids 31 0 R>>");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, exchanged));
    prepared.update(
        "annots-of-page",
        CONTENT,
        o -> {
          set(o, EXTRA, stream);
          paint(o, "31 0 R", "X1");
          replace(o, SECOND_PAGE, "/Contents", "/Annots 31 0 R/Contents");
        },
        u -> u.put(EXTRA, exchanged));
    prepared.update(
        "fields-of-form",
        CONTENT,
        o -> {
          set(o, EXTRA, stream);
          set(o, 29, "<</FT/Tx/T(title)/Kids 31 0 R>>");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, exchanged));
    prepared.update(
        "kids-stream-becomes-list",
        CONTENT,
        o -> {
          set(o, EXTRA, stream);
          set(o, PERSON, "<</FT/Tx/T(person)/Kids 31 0 R>>");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, "[]"));
  }

  private void catalogAsResources() throws Exception {
    for (String kind : List.of("/Type/Metadata/Subtype/XML", "/Type/XObject/Subtype/Form")) {
      String entries = kind + "/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>>>";
      String words = "BT /Helv 12 Tf (Clause 7) Tj ET";
      prepared.update(
          "metadata-of-catalog-" + (kind.contains("XML") ? "xml" : "form"),
          CONTENT,
          o -> {
            set(o, EXTRA, PdfUpdate.streamBody(entries, words));
            replace(o, CATALOG, "/Pages", "/Metadata 31 0 R/Pages");
            paint(o, "1 0 R", "Metadata");
          },
          u -> u.stream(EXTRA, entries, words.replace('7', '9')));
    }
    prepared.update(
        "store-of-catalog",
        CONTENT,
        o -> {
          set(o, EXTRA, form("Clause 7"));
          replace(o, CATALOG, "/Pages", "/DSS<</Certs[]/X1 31 0 R>>/Pages");
          paint(o, "<</X1 31 0 R>>", "X1");
        },
        u -> u.put(EXTRA, form("Clause 9")));
    prepared.update(
        "extension-of-catalog",
        CONTENT,
        o -> {
          set(o, EXTRA, "<</X1 13 0 R>>");
          replace(o, CATALOG, "/Pages", "/Extensions 31 0 R/Pages");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, "<</X1 32 0 R>>"));
    prepared.update(
        "information",
        CONTENT,
        o -> {
          set(o, 8, "<</Producer(RawPdf)/X1 13 0 R>>");
          paint(o, "8 0 R", "X1");
        },
        u -> u.put(8, "<</Producer(RawPdf)/X1 32 0 R>>"));
    prepared.update(
        "form-as-resources",
        CONTENT,
        o -> {
          replace(o, FORM, "/DR<<", "/DR<</XObject<</X1 13 0 R>>");
          paint(o, "5 0 R", "X1");
          set(
              o,
              SECOND_PAGE,
              "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<</XObject<</X1 13 0 R>>"
                  + "/ExtGState 5 0 R>>>>");
          set(o, 7, PdfUpdate.streamBody("", "q /Extra gs 1 0 0 1 60 600 cm /X1 Do Q"));
        },
        u -> u.with(FORM, "/Extra<</ca 0>>"));
  }

  // A note that acts may have other words, and no other place, look or action.
  private void actions() throws Exception {
    String note = "<</Type/Annot/Subtype/Text/Rect[60 500 80 520]/Contents(note)/A 32 0 R>>";
    String action = "<</S/Launch/F(a)>>";
    byte[] signed =
        prepared.signed(
            "sm2",
            3,
            o -> {
              set(o, EXTRA, note);
              set(o, EXTRA + 1, action);
              replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
            });
    String acts = "annotation-acts";
    cases.update("moved", acts, signed, u -> u.change(EXTRA, "60 500 80 520", "60 500 300 720"));
    cases.update(
        "bent", acts, signed, u -> u.put(EXTRA, note.replace("32 0 R", "<</S/Launch/F(b)>>")));
    cases.update("shown", acts, signed, u -> u.with(EXTRA, "/AP<</N 32 0 R>>"));
    cases.update(
        "retargeted", "annotation-acts", signed, u -> u.put(EXTRA + 1, "<</S/Launch/F(b)>>"));
  }

  private void fieldsAsResources() throws Exception {
    prepared.update(
        "value-of-field",
        CONTENT,
        o -> {
          set(o, EXTRA, form("Clause 7"));
          replace(o, REMARK, "/V(ok)", "/V 31 0 R");
          paint(o, "11 0 R", "V");
        },
        u -> u.change(REMARK, "/V 31 0 R", "/V 32 0 R"));
    prepared.update(
        "look-of-field",
        CONTENT,
        o -> {
          set(
              o,
              SECOND_PAGE,
              "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<</XObject<</N 16 0 R>>>>>>");
          set(o, 7, PdfUpdate.streamBody("", "q 1 0 0 1 60 600 cm /N Do Q"));
        },
        u -> u.change(REMARK, "\\(ok\\)", "(yes)").put(Contract.REMARK_LOOK, Contract.look("yes")));
    prepared.update(
        "hidden-note",
        CONTENT,
        o -> {
          set(o, EXTRA, "<</Type/Annot/Subtype/Text/Rect[0 0 0 0]/F 2/X1 13 0 R>>");
          replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, "<</Type/Annot/Subtype/Text/Rect[0 0 0 0]/F 2/X1 32 0 R>>"));
    prepared.update(
        "page-as-resources",
        CONTENT,
        o -> {
          set(o, EXTRA, "<</Type/Annot/Subtype/Text/Rect[0 0 0 0]/F 2>>");
          paint(o, "<</X1 13 0 R>>", "X1");
          replace(o, SECOND_PAGE, "/Contents", "/Annots[31 0 R]/Contents");
          set(
              o,
              SECOND_PAGE,
              "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Annots[31 0 R]"
                  + "/Resources<</XObject<</X1 13 0 R>>/ExtGState 4 0 R>>>>");
          set(o, 7, PdfUpdate.streamBody("", "q /Extra gs 1 0 0 1 60 600 cm /X1 Do Q"));
        },
        u -> u.with(SECOND_PAGE, "/Extra<</ca 0>>"));
  }

  private static final String RESOURCES = "/Font<</Helv 9 0 R>>/XObject<</X1 32 0 R>>";

  private static Consumer<List<String>> dangling(int number) {
    String page = "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources ";
    return o -> set(o, SECOND_PAGE, page + number + " 0 R>>");
  }

  private static PdfUpdate field(PdfUpdate update, String field) {
    return update.put(70, field).change(FORM, "/Fields\\s*\\[", "/Fields[70 0 R ");
  }

  private static PdfUpdate note(PdfUpdate update, String note) {
    return update.put(70, note).change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R ");
  }

  private void nothingThatBecomesSomething() throws Exception {
    Map<String, UnaryOperator<PdfUpdate>> kinds =
        Map.of(
            "signature-field",
            u -> field(u, "<</FT/Sig/T(third)/Rect[0 0 0 0]" + RESOURCES + ">>"),
            "note",
            u -> note(u, "<</Type/Annot/Subtype/Text/F 2/Rect[0 0 0 0]" + RESOURCES + ">>"),
            "information",
            u -> u.put(70, "<</Producer(x)" + RESOURCES + ">>").trailer("/Info 70 0 R"),
            "store",
            u -> u.put(70, "<<" + RESOURCES + ">>").with(u.catalog(), "/DSS 70 0 R"));
    for (var each : new TreeMap<>(kinds).entrySet()) {
      prepared.update("dangling-" + each.getKey(), CONTENT, dangling(70), each.getValue());
    }
    prepared.update(
        "freed-and-defined",
        CONTENT,
        o -> {
          dangling(70).accept(o);
          replace(o, SECOND_PAGE, "70 0 R", "<</XObject<</X1 70 0 R>>>>");
        },
        u -> u.put(70, form("Clause 9")));
    UnaryOperator<PdfUpdate> signs = u -> field(u, "<</FT/Sig/T(third)/Rect[0 0 0 0]/V 72 0 R>>");
    prepared.line(
        "dangling-signature",
        CONTENT,
        dangling(HandSigned.VALUE),
        (signed, key) -> HandSigned.of(signed, signs, signers.key(key), RESOURCES));
    prepared.line(
        "dangling-timestamp",
        CONTENT,
        dangling(HandSigned.VALUE),
        (signed, key) -> HandSigned.stamped(signed, signs, signers.longTerm(), RESOURCES));
  }

  // What an empty field shows until somebody signs in it, who may write it anew.
  private void looksOfEmptyFields() throws Exception {
    Map<String, UnaryOperator<String>> uses =
        Map.of(
            "form", page -> page.replace(">>", "/Resources<</XObject<</X1 31 0 R>>>>>>"),
            "content", page -> page.replace("7 0 R", "[7 0 R 31 0 R]"));
    for (var each : new TreeMap<>(uses).entrySet()) {
      prepared.line(
          "look-of-empty-field-as-" + each.getKey(),
          CONTENT,
          o -> {
            set(o, EXTRA, form("Clause 7"));
            replace(o, SECOND, "/T(second)", "/T(second)/AP<</N 31 0 R>>");
            paint(o, "<<>>", "X1");
            set(
                o,
                SECOND_PAGE,
                each.getValue().apply("<</Type/Page/Parent 2 0 R/Contents 7 0 R>>"));
          },
          (signed, key) ->
              HandSigned.of(
                  signed,
                  u -> u.with(SECOND, "/V 72 0 R").put(EXTRA, form("Clause 9")),
                  signers.key(key)));
    }
  }

  // A field whose place readers do not agree about, with a look and without one.
  private void rectangles() throws Exception {
    for (String place :
        List.of("[0 0 595 842 0]", "[0 0 595]", "[0 0 595 (8)]", "[0 0 595 842]", "(none)")) {
      for (String look : List.of("/AP<</N 32 0 R>>", "")) {
        String entries = "<</FT/Sig/T(third)/Type/Annot/Subtype/Widget/P 3 0 R/Rect";
        prepared.update(
            "field-" + place.replaceAll("[^0-9a-z]", "") + (look.isEmpty() ? "-bare" : ""),
            place.equals("[0 0 595 842]") ? "addition-covers-content" : "signature-field-malformed",
            PLAIN,
            u ->
                field(u, entries + place + look + ">>")
                    .change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R "));
      }
    }
  }

  private void named(String name, String signed, String now) throws Exception {
    prepared.update(
        name,
        CONTENT,
        o -> {
          set(
              o,
              SECOND_PAGE,
              "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<</XObject<</"
                  + signed
                  + " 13 0 R>>>>>>");
          set(o, 7, PdfUpdate.streamBody("", "q 1 0 0 1 60 600 cm /" + signed + " Do Q"));
        },
        u -> u.change(SECOND_PAGE, signed, now));
  }

  // What one parser takes for the same, and others do not.
  private void spellings() throws Exception {
    named("name-in-two-encodings", "#C3#A9", "#E9");
    cases.doubt("object-read-differently");
    named("name-without-a-character", "#81", "#8D");
    cases.doubt("");
    named("name-of-private-use", "#EE#82#81", "#81");
    prepared.update(
        "turned-by-a-real-number",
        CONTENT,
        o -> replace(o, SECOND_PAGE, "/Contents", "/Rotate 90/Contents"),
        u -> u.change(SECOND_PAGE, "/Rotate 90", "/Rotate 90.0"));
  }

  private void pages() throws Exception {
    prepared.update(
        "parent-that-lies",
        "page-parent-disagrees",
        o -> {
          set(
              o,
              EXTRA,
              "<</Type/Pages/Resources<</XObject<</X1 13 0 R>>>>/MediaBox[0 0 595 842]>>");
          set(o, SECOND_PAGE, "<</Type/Page/Parent 31 0 R/Contents 7 0 R>>");
          set(o, 7, PdfUpdate.streamBody("", "q 1 0 0 1 60 600 cm /X1 Do Q"));
        },
        u -> u.change(EXTRA, "13 0 R", "32 0 R"));
    prepared.update(
        "parent-turned",
        "page-parent-disagrees",
        o -> set(o, EXTRA, "<</Resources<</XObject<</X1 32 0 R>>>>/MediaBox[0 0 595 842]>>"),
        u -> u.change(PAGE, "/Parent 2 0 R", "/Parent 31 0 R"));
    prepared.update(
        "length-in-another-object",
        CONTENT,
        o -> {
          set(o, EXTRA, "44");
          set(
              o,
              7,
              "<</Length 31 0 R>>\nstream\nBT /Helv 14 Tf 60 700 Td (Page two) Tj ET    \nendstream");
        },
        u -> u.put(EXTRA, "20"));
  }
}
