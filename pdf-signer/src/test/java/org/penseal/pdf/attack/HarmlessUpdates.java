// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.AGREE;
import static org.penseal.pdf.attack.Contract.CHOICE;
import static org.penseal.pdf.attack.Contract.COMB;
import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.EXPERT;
import static org.penseal.pdf.attack.Contract.FONT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.LINK;
import static org.penseal.pdf.attack.Contract.NAME;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PAGES;
import static org.penseal.pdf.attack.Contract.RADIO;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;
import static org.penseal.pdf.attack.Contract.SECOND;
import static org.penseal.pdf.attack.Contract.TITLE;
import static org.penseal.pdf.attack.Contract.TITLE_WIDGET;

import java.util.List;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/** What honest programs do to a signed file, each in the ways in which producers save. */
final class HarmlessUpdates {
  private final CaseList cases = new CaseList(false);
  private final Signers signers;
  private final byte[] signed;

  private HarmlessUpdates(Signers signers) throws Exception {
    this.signers = signers;
    this.signed = signers.approval();
  }

  static List<Case> of(Signers signers) throws Exception {
    HarmlessUpdates made = new HarmlessUpdates(signers);
    made.signed();
    made.filled();
    made.saved();
    made.details();
    made.annotated();
    return made.cases.all();
  }

  private void update(String name, UnaryOperator<PdfUpdate> edit) {
    cases.update(name, "", signed, edit);
  }

  private void signed() throws Exception {
    cases.family("signed");
    for (String kind : List.of("ecdsa", "rsa", "sm2")) {
      cases.add(kind, "", signers.contract(kind, 0, "", false));
      cases.add(kind + "-second", "", signers.sign(signed, kind, new Placement.Field("second"), 0));
      cases.add(
          kind + "-new-field",
          "",
          signers.sign(signed, kind, new Placement.At(1, 300, 600, 120, 50), 0));
      cases.add(kind + "-invisible", "", signers.sign(signed, kind, new Placement.Invisible(), 0));
    }
    for (int permission = 1; permission <= 3; permission++) {
      cases.add("certified-" + permission, "", signers.certified(permission));
    }
    cases.add(
        "second-under-p2",
        "",
        signers.sign(signers.certified(2), "sm2", new Placement.Field("second"), 0));
    // Signing is what P 2 permits (ISO 32000-2, table 257), wherever the signature shows itself.
    Placement overText = new Placement.At(1, 60, 690, 240, 30);
    cases.add("new-field-under-p2", "", signers.sign(signers.certified(2), "ecdsa", overText, 0));
    cases.add(
        "second-under-p3",
        "",
        signers.sign(signers.certified(3), "sm2", new Placement.Field("second"), 0));
    byte[] locked = signers.locked("/Action/Include/Fields[(remark)]");
    cases.add("locked", "", locked);
    cases.add(
        "second-beside-lock", "", signers.sign(locked, "rsa", new Placement.Field("second"), 0));
    cases.add("streams", "", signers.streams());
    cases.add(
        "streams-second",
        "",
        signers.sign(signers.streams(), "rsa", new Placement.Field("second"), 0));
    byte[] three = signers.sign(signers.twice(), "sm2", new Placement.Invisible(), 0);
    cases.add("three", "", three);
    cases.update("three-filled", "", three, HarmlessUpdates::remark);
  }

  private static PdfUpdate remark(PdfUpdate update) {
    return update.change(REMARK, "\\(ok\\)", "(yes)").put(REMARK_LOOK, Contract.look("yes"));
  }

  // What viewers set beside the value when they make the appearance anew.
  private static String styled(PdfUpdate update, String style) {
    return update.body(REMARK).replace("(ok)", "(yes)").replace("/T(remark)", "/T(remark)" + style);
  }

  private static PdfUpdate look(PdfUpdate update, int field, String value, String shown) {
    return lookWith(update, field, value, Contract.look(shown));
  }

  private static PdfUpdate lookWith(PdfUpdate update, int field, String value, String look) {
    int number = update.fresh();
    return update.put(number, look).with(field, value + "/AP<</N " + number + " 0 R>>");
  }

  private static PdfUpdate painted(PdfUpdate update, int field, String value, String content) {
    String resources = "/Resources<</Font<</Helv 9 0 R>>>>";
    String form = "/Type/XObject/Subtype/Form/BBox[0 0 200 20]" + resources;
    return lookWith(update, field, value, PdfUpdate.streamBody(form, content));
  }

  private void filled() throws Exception {
    cases.family("form-fill");
    update("text", HarmlessUpdates::remark);
    update(
        "new-look",
        u -> {
          int number = u.fresh();
          return u.put(number, Contract.look("yes"))
              .put(
                  REMARK,
                  u.body(REMARK).replace("(ok)", "(yes)").replace("16 0 R", number + " 0 R"));
        });
    update("flags-of-nothing", u -> look(u, NAME, "/V(Li)/Ff 0", "Li"));
    update("value-in-utf16", u -> look(u, NAME, "/V<FEFF004C0069>", "Li"));
    update("inherited-kind", u -> look(u, NAME, "/V(Li Na)", "Li Na"));
    update(
        "look-by-kerning",
        u ->
            painted(
                u,
                NAME,
                "/V(Li Na)",
                "/Tx BMC q 1 1 198 18 re W n BT /Helv 10 Tf 0 g 2 5 Td [(Li) -20 ( Na)] TJ ET Q EMC"));
    update(
        "look-of-lines",
        u ->
            painted(
                u,
                NAME,
                "/V(Li\\rNa)",
                "/Tx BMC q BT /Helv 8 Tf 0 g 2 11 Td (Li) Tj 0 -9 Td (Na) Tj ET Q EMC"));
    update(
        "empty",
        u ->
            u.change(REMARK, "\\(ok\\)", "()")
                .put(
                    REMARK_LOOK,
                    PdfUpdate.streamBody(
                        "/Type/XObject/Subtype/Form/BBox[0 0 200 20]", "/Tx BMC EMC")));
    update(
        "same-value-regenerated",
        u -> u.put(REMARK_LOOK, Contract.look("ok").replace("2 5 Td", "3 6 Td")));
    update("checkbox", u -> u.change(AGREE, "/V\\s*/Off\\s*/AS\\s*/Off", "/V/Yes/AS/Yes"));
    update(
        "radio",
        u -> u.change(RADIO, "/V\\s*/Off", "/V/A").put(22, u.body(22).replace("/AS/Off", "/AS/A")));
    update("choice", u -> look(u, CHOICE, "/V(green)/I[1]", "green"));
    update(
        "look-of-pdf-lib",
        u ->
            painted(
                u,
                NAME,
                "/V(Li Na)",
                "1 0 0 1 0 0 cm q q 1 1 1 rg 0 0 0 RG 1 w [] 0 d 1 0 0 1 .5 .5 cm"
                    + " 0 0 m 0 19 l 199 19 l 199 0 l h B Q 2 2 m 2 19 l 199 19 l 199 2 l h W n"
                    + " /Tx BMC q BT 0 0 0 rg /Helv 12 Tf 1 0 0 1 2 5.1 Tm (Li Na) Tj ET Q"
                    + " EMC Q"));
    update(
        "comb-in-one",
        u ->
            painted(
                u,
                COMB,
                "/V(12)",
                "/Tx BMC q 1 w 1 1 198 18 re W n BT 0 g 0 7 Td /Helv 10 Tf"
                    + " [-1388.6666(1)-2777.3333(2)] TJ ET Q EMC"));
    update(
        "comb",
        u ->
            painted(
                u,
                COMB,
                "/V(123)",
                "/Tx BMC q BT /Helv 10 Tf 0 g 12 5 Td (1) Tj 33 0 Td (2) Tj 33 0 Td (3) Tj ET Q EMC"));
    update(
        "split-widget",
        u ->
            u.with(TITLE, "/V(Doctor)")
                .put(u.fresh(), Contract.look("Doctor"))
                .with(TITLE_WIDGET, "/AP<</N " + (u.fresh() - 1) + " 0 R>>"));
    update(
        "twice",
        u -> look(new PdfUpdate(remark(new PdfUpdate(signed)).bytes()), NAME, "/V(Li)", "Li"));
    update(
        "with-style", u -> remark(u).put(REMARK, styled(u, "/DA(/Helv 8 Tf 0 0 1 rg)/Q 1/MK<<>>")));
    update("with-rotation-as-before", u -> remark(u).put(REMARK, styled(u, "/MK<</R 0>>")));
    update("change-date", u -> look(remark(u), NAME, "/M(D:20261120)/V(x)", "x"));
    cases.update("under-p2", "", signers.certified(2), HarmlessUpdates::remark);
    cases.update("under-p3", "", signers.certified(3), HarmlessUpdates::remark);
    cases.update(
        "beside-lock",
        "",
        signers.locked("/Action/Include/Fields[(remark)]"),
        u -> look(u, NAME, "/V(Li)", "Li"));
    cases.update(
        "excluded-from-lock",
        "",
        signers.locked("/Action/Exclude/Fields[(remark)]"),
        HarmlessUpdates::remark);
    cases.update("in-stream-file", "", signers.streams(), HarmlessUpdates::remark);
    cases.update(
        "packed",
        "",
        signers.streams(),
        u -> {
          int number = u.fresh();
          String filled = "/T(name)/V(Li)/AP<</N " + number + " 0 R>>";
          return u.put(number, Contract.look("Li"))
              .pack(NAME, u.body(NAME).replace("/T(name)", filled));
        });
    cases.add(
        "then-signed",
        "",
        signers.sign(
            remark(new PdfUpdate(signed)).bytes(), "sm2", new Placement.Field("second"), 0));
  }

  private void saved() throws Exception {
    cases.family("save-style");
    update("nothing", u -> u);
    update("nothing-as-stream", u -> u.asStream(true));
    cases.update("every-entry-again", "", signers.streams(), u -> everyEntry(remark(u)));
    update("null-entry", u -> u.entry(0, "0000000000 65535 f \n"));
    update("same-objects", u -> u.again(CONTENT).again(FONT).again(PAGE).again(REMARK));
    update("same-catalog", u -> u.again(u.catalog()));
    update("same-pages", u -> u.again(PAGES).again(LINK).again(EXPERT));
    update("same-packed", u -> u.pack(FONT, u.body(FONT)));
    update(
        "written-otherwise",
        u ->
            u.put(
                FONT,
                u.body(FONT)
                    .replace("/Type", " \n% remark\n/Type")
                    .replace("Helvetica", "Helvetic#61")));
    update("crlf", u -> remark(u).lineEnd("\r\n").tail("%%EOF\r\n"));
    update("cr-at-end", u -> remark(u).tail("%%EOF\r"));
    update("no-line-end", u -> remark(u).tail("%%EOF"));
    update("padded", u -> remark(u).tail("%%EOF\n\n\n   \n"));
    update("comment", u -> remark(u).lead("%saved by an editor\n"));
    update(
        "id",
        u ->
            remark(u)
                .trailer(
                    "/ID[<00112233445566778899aabbccddeeff><ffeeddccbbaa99887766554433221100>]"));
    cases.octets("newline-at-end", "", signed, t -> t + "\n");
    cases.octets("blanks-at-end", "", signed, t -> t + "\r\n\r\n");
    update("hybrid", u -> hybrid(u));
    update("unreferenced-object", u -> u.stream(u.fresh(), "", "BT (Pay 900) Tj ET"));
    update("tabs-by-structure", u -> u.with(PAGE, "/Tabs/S"));
    update("freed-unused", u -> freed(remark(u), u.fresh()));
  }

  private static PdfUpdate freed(PdfUpdate update, int number) {
    return update.put(number + 1, "null").entry(number, "0000000000 65535 f \n");
  }

  // As programs do that write their whole table with each update.
  private static PdfUpdate everyEntry(PdfUpdate update) {
    for (int number = 1; number < update.next(); number++) {
      if (update.offset(number) > 0) {
        update.entryOf(number, 1, update.offset(number));
      }
    }
    return update;
  }

  private PdfUpdate hybrid(PdfUpdate update) {
    int holder = update.fresh();
    int information = holder + 1;
    int own = holder + 2;
    String packed = information + " 0 <</Producer(x)>>";
    String dictionary = "/Type/ObjStm/N 1/First " + packed.indexOf("<");
    String stream = holder + " 0 obj\n" + PdfUpdate.streamBody(dictionary, packed) + "\nendobj\n";
    int at = signed.length;
    String entries =
        "\1"
            + (char) (at >> 16 & 255)
            + (char) (at >> 8 & 255)
            + (char) (at & 255)
            + "\0"
            + "\2\0\0"
            + (char) holder
            + "\0";
    String hidden =
        own
            + " 0 obj\n"
            + PdfUpdate.streamBody(
                "/Type/XRef/W[1 3 1]/Size %d/Index[%d 2]".formatted(own + 1, holder), entries)
            + "\nendobj\n";
    return update
        .put(own + 1, "null") // so that the size is above all of them
        .lead(stream + hidden)
        .trailer("/Info " + information + " 0 R/XRefStm " + (at + stream.length()))
        .entry(holder, "%010d 00000 n \n".formatted(at))
        .entry(own, "%010d 00000 n \n".formatted(at + stream.length()));
  }

  private void details() {
    cases.family("detail");
    update(
        "info",
        u ->
            u.put(u.fresh(), "<</Producer(x)/ModDate(D:20261121)>>")
                .trailer("/Info " + (u.fresh() - 1) + " 0 R"));
    update("info-in-place", u -> u.put(8, "<</Producer(other)/ModDate(D:20261121)>>"));
    update(
        "metadata",
        u ->
            u.put(u.fresh(), PdfUpdate.streamBody("/Type/Metadata/Subtype/XML", "<x:xmpmeta/>"))
                .with(u.catalog(), "/Metadata " + (u.fresh() - 1) + " 0 R"));
    update("version", u -> u.with(u.catalog(), "/Version/2.0"));
    update(
        "extensions",
        u -> u.with(u.catalog(), "/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"));
    update("mark-info", u -> u.with(u.catalog(), "/MarkInfo<</Marked true>>"));
    update(
        "dss",
        u ->
            u.put(u.fresh(), PdfUpdate.streamBody("", "abc"))
                .with(u.catalog(), "/DSS<</Certs[" + (u.fresh() - 1) + " 0 R]>>"));
    update(
        "dss-with-vri",
        u ->
            u.put(u.fresh(), PdfUpdate.streamBody("", "abc"))
                .with(
                    u.catalog(),
                    "/DSS<</Certs["
                        + (u.fresh() - 1)
                        + " 0 R]/VRI<</"
                        + "A".repeat(40)
                        + "<</Cert["
                        + (u.fresh() - 1)
                        + " 0 R]>>>>>>"));
    update("form-resources", u -> u.change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/Helv2 9 0 R"));
    update("form-resources-prefix", u -> u.change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/Hel 9 0 R"));
    update(
        "signature-field",
        u ->
            u.put(u.fresh(), "<</FT/Sig/T(third)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R>>")
                .change(FORM, "29 0 R\\s*\\]", "29 0 R " + (u.fresh() - 1) + " 0 R]")
                .change(PAGE, "/Annots\\s*\\[", "/Annots[" + (u.fresh() - 1) + " 0 R "));
    update("lock", u -> u.with(SECOND, "/Lock<</Type/SigFieldLock/Action/All>>"));
  }

  private void annotated() throws Exception {
    cases.family("annotation");
    byte[] open = signers.certified(3);
    String at = "/Rect[60 500 80 520]/Contents(note)>>";
    cases.update(
        "unsigned-field-with-border",
        "",
        open,
        u ->
            u
                .put(
                    70,
                    "<</FT/Sig/T(third)/Type/Annot/Subtype/Widget/Rect[330 500 530 520]/P 3 0 R"
                        + "/AP<</N 71 0 R>>>>")
                .stream(
                    71,
                    "/Type/XObject/Subtype/Form/BBox[0 0 200 20]",
                    ".9 g 0 0 200 20 re f 0 G 1 w .5 .5 199 19 re S .5 .5 m 199.5 .5 l S")
                .change(FORM, "29 0 R", "29 0 R 70 0 R")
                .change(PAGE, "30 0 R", "30 0 R 70 0 R"));
    for (String kind :
        List.of(
            "Text",
            "Highlight/QuadPoints[60 520 80 520 60 500 80 500]",
            "Underline/QuadPoints[60 520 80 520 60 500 80 500]",
            "StrikeOut/C[1 0 0]/QuadPoints[60 520 80 520 60 500 80 500]",
            "Link/Border[0 0 1]",
            "Ink/InkList[[60 500 70 510]]",
            "Popup/Open false")) {
      cases.update(
          kind.split("/")[0] + "-under-p3",
          "",
          open,
          u ->
              u.put(u.fresh(), "<</Type/Annot/Subtype/" + kind + at)
                  .change(PAGE, "/Annots\\s*\\[", "/Annots[" + (u.fresh() - 1) + " 0 R "));
    }
    cases.update(
        "stroke-under-p3",
        "",
        open,
        u ->
            u.put(
                    u.fresh(),
                    PdfUpdate.streamBody(
                        "/Type/XObject/Subtype/Form/BBox[60 500 80 520]",
                        "1 w 60 500 m 70 510 l S"))
                .put(
                    u.fresh(),
                    "<</Type/Annot/Subtype/Ink/InkList[[60 500 70 510]]/AP<</N "
                        + (u.fresh() - 1)
                        + " 0 R>>"
                        + at)
                .change(PAGE, "/Annots\\s*\\[", "/Annots[" + (u.fresh() - 1) + " 0 R "));
  }
}
