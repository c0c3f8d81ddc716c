// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CATALOG;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PERSON;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.SECOND_PAGE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Documents prepared before they are signed, in which one object has two roles; the change comes
 * afterwards, in the role that is allowed to change.
 */
final class RoleAttacks {
  private static final int EXTRA = 31;
  private static final int OTHER_LOOK = 32;
  private static final Placement EXPERT = new Placement.Field("expert");

  private final CaseList cases = new CaseList(true);
  private final Signers signers;

  private RoleAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    RoleAttacks made = new RoleAttacks(signers);
    made.cases.family("role");
    made.streamsForLists();
    made.catalogAsResources();
    made.fieldsAsResources();
    made.nothingThatBecomesSomething();
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

  /** The contract with objects exchanged or added before it is signed. */
  private byte[] prepared(String kind, int permission, Consumer<List<String>> edit)
      throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.add("null");
    objects.add(form("Clause 9"));
    edit.accept(objects);
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
    return signers.sign(Files.readAllBytes(file), kind, EXPERT, permission);
  }

  private static String form(String words) {
    return PdfUpdate.streamBody(
        "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>>>",
        "BT /Helv 12 Tf (" + words + ") Tj ET");
  }

  private static void set(List<String> objects, int number, String body) {
    objects.set(number - 1, body);
  }

  private static void replace(List<String> objects, int number, String old, String now) {
    String body = objects.get(number - 1);
    if (!body.contains(old)) {
      throw new IllegalArgumentException(old + " not in " + body);
    }
    set(objects, number, body.replace(old, now));
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

  private void all(String name, Consumer<List<String>> edit, UnaryOperator<PdfUpdate> update)
      throws Exception {
    for (int permission = 0; permission <= 3; permission++) {
      String kind = permission % 2 == 0 ? "sm2" : "rsa";
      byte[] signed = prepared(kind, permission, edit);
      cases.update(name + "-p" + permission, "", signed, update);
    }
  }

  private void streamsForLists() throws Exception {
    String stream = PdfUpdate.streamBody("/X1 13 0 R", "");
    String exchanged = PdfUpdate.streamBody("/X1 32 0 R", "");
    all(
        "kids-of-field",
        o -> {
          set(o, EXTRA, stream);
          set(o, PERSON, "<</FT/Tx/T(person)/Kids 31 0 R>>");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, exchanged));
    all(
        "annots-of-page",
        o -> {
          set(o, EXTRA, stream);
          paint(o, "31 0 R", "X1");
          replace(o, SECOND_PAGE, "/Contents", "/Annots 31 0 R/Contents");
        },
        u -> u.put(EXTRA, exchanged));
    all(
        "fields-of-form",
        o -> {
          set(o, EXTRA, stream);
          set(o, 29, "<</FT/Tx/T(title)/Kids 31 0 R>>");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, exchanged));
    all(
        "kids-stream-becomes-list",
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
      all(
          "metadata-of-catalog-" + (kind.contains("XML") ? "xml" : "form"),
          o -> {
            set(o, EXTRA, PdfUpdate.streamBody(entries, words));
            replace(o, CATALOG, "/Pages", "/Metadata 31 0 R/Pages");
            paint(o, "1 0 R", "Metadata");
          },
          u -> u.stream(EXTRA, entries, words.replace('7', '9')));
    }
    all(
        "store-of-catalog",
        o -> {
          set(o, EXTRA, form("Clause 7"));
          replace(o, CATALOG, "/Pages", "/DSS<</Certs[]/X1 31 0 R>>/Pages");
          paint(o, "<</X1 31 0 R>>", "X1");
        },
        u -> u.put(EXTRA, form("Clause 9")));
    all(
        "extension-of-catalog",
        o -> {
          set(o, EXTRA, "<</X1 13 0 R>>");
          replace(o, CATALOG, "/Pages", "/Extensions 31 0 R/Pages");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, "<</X1 32 0 R>>"));
    all(
        "information",
        o -> {
          set(o, 8, "<</Producer(RawPdf)/X1 13 0 R>>");
          paint(o, "8 0 R", "X1");
        },
        u -> u.put(8, "<</Producer(RawPdf)/X1 32 0 R>>"));
    all(
        "form-as-resources",
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
        prepared(
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
    cases.update("retargeted", "", signed, u -> u.put(EXTRA + 1, "<</S/Launch/F(b)>>"));
  }

  private void fieldsAsResources() throws Exception {
    all(
        "value-of-field",
        o -> {
          set(o, EXTRA, form("Clause 7"));
          replace(o, REMARK, "/V(ok)", "/V 31 0 R");
          paint(o, "11 0 R", "V");
        },
        u -> u.change(REMARK, "/V 31 0 R", "/V 32 0 R"));
    all(
        "look-of-field",
        o -> {
          set(
              o,
              SECOND_PAGE,
              "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<</XObject<</N 16 0 R>>>>>>");
          set(o, 7, PdfUpdate.streamBody("", "q 1 0 0 1 60 600 cm /N Do Q"));
        },
        u -> u.change(REMARK, "\\(ok\\)", "(yes)").put(Contract.REMARK_LOOK, Contract.look("yes")));
    all(
        "hidden-note",
        o -> {
          set(o, EXTRA, "<</Type/Annot/Subtype/Text/Rect[0 0 0 0]/F 2/X1 13 0 R>>");
          replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
          paint(o, "31 0 R", "X1");
        },
        u -> u.put(EXTRA, "<</Type/Annot/Subtype/Text/Rect[0 0 0 0]/F 2/X1 32 0 R>>"));
    all(
        "page-as-resources",
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

  private void nothingThatBecomesSomething() throws Exception {
    Consumer<List<String>> dangling =
        o -> set(o, SECOND_PAGE, "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources 70 0 R>>");
    String resources = "/Font<</Helv 9 0 R>>/XObject<</X1 32 0 R>>";
    all(
        "dangling-signature-field",
        dangling,
        u ->
            u.put(70, "<</FT/Sig/T(third)/Rect[0 0 0 0]" + resources + ">>")
                .change(FORM, "/Fields\\s*\\[", "/Fields[70 0 R "));
    all(
        "dangling-note",
        dangling,
        u ->
            u.put(70, "<</Type/Annot/Subtype/Text/F 2/Rect[0 0 0 0]" + resources + ">>")
                .change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R "));
    all(
        "dangling-information",
        dangling,
        u -> u.put(70, "<</Producer(x)" + resources + ">>").trailer("/Info 70 0 R"));
    all(
        "dangling-store",
        dangling,
        u -> u.put(70, "<<" + resources + ">>").with(u.catalog(), "/DSS 70 0 R"));
    all(
        "freed-and-defined",
        o -> {
          dangling.accept(o);
          replace(o, SECOND_PAGE, "70 0 R", "<</XObject<</X1 70 0 R>>>>");
        },
        u -> u.put(70, form("Clause 9")));
  }

  private void rectangles() throws Exception {
    String look = "/AP<</N 32 0 R>>";
    for (String place :
        List.of("[0 0 595 842 0]", "[0 0 595]", "[0 0 595 (8)]", "[0 0 595 842]", "(none)")) {
      String name = place.replaceAll("[^0-9a-z]", "");
      for (String looks : List.of(look, "")) {
        all(
            "field-" + name + (looks.isEmpty() ? "-bare" : ""),
            o -> {},
            u ->
                u.put(
                        70,
                        "<</FT/Sig/T(third)/Type/Annot/Subtype/Widget/P 3 0 R/Rect"
                            + place
                            + looks
                            + ">>")
                    .change(FORM, "/Fields\\s*\\[", "/Fields[70 0 R ")
                    .change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R "));
      }
    }
  }

  private void named(String name, String signed, String now) throws Exception {
    all(
        name,
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
    named("name-without-a-character", "#81", "#8D");
    named("name-of-private-use", "#EE#82#81", "#81");
    all(
        "turned-by-a-real-number",
        o -> replace(o, SECOND_PAGE, "/Contents", "/Rotate 90/Contents"),
        u -> u.change(SECOND_PAGE, "/Rotate 90", "/Rotate 90.0"));
  }

  private void pages() throws Exception {
    all(
        "parent-that-lies",
        o -> {
          set(
              o,
              EXTRA,
              "<</Type/Pages/Resources<</XObject<</X1 13 0 R>>>>/MediaBox[0 0 595 842]>>");
          set(o, SECOND_PAGE, "<</Type/Page/Parent 31 0 R/Contents 7 0 R>>");
          set(o, 7, PdfUpdate.streamBody("", "q 1 0 0 1 60 600 cm /X1 Do Q"));
        },
        u -> u.change(EXTRA, "13 0 R", "32 0 R"));
    all(
        "parent-turned",
        o -> set(o, EXTRA, "<</Resources<</XObject<</X1 32 0 R>>>>/MediaBox[0 0 595 842]>>"),
        u -> u.change(PAGE, "/Parent 2 0 R", "/Parent 31 0 R"));
    all(
        "length-in-another-object",
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
