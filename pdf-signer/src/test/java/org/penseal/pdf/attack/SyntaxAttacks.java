// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PAGES;
import static org.penseal.pdf.attack.Contract.SHADOW;
import static org.penseal.pdf.attack.Contract.X_OBJECT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Objects that PDFBox reads to what was signed and poppler or MuPDF to something else, and what has
 * these repair a file and find objects in it that are none.
 */
final class SyntaxAttacks {
  private static final int WORDS = 6;
  private static final int INFO = 8;
  private static final int EXTRA = 31;
  private static final int SECOND_EXTRA = 32;
  private static final int FREE = 90;
  private static final String EVIL =
      PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 900 EUR) Tj ET");
  private static final String BODY = "\n" + WORDS + " 0 obj\n" + EVIL + "\nendobj\n";
  private static final String INSIDE = "endstream\nendobj" + BODY + "33 0 obj\n<<>>\nstream\n";
  private static final String HIDDEN =
      "/OC /L1 BDC\nBT /Helv 14 Tf 60 660 Td (Pay 900 EUR) Tj ET EMC";
  private static final String PALETTE =
      "/Type/XObject/Subtype/Image/Width 2/Height 1/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB"
          + " 1 32 0 R]";
  private static final String LONG = "x".repeat(200);
  private static final UnaryOperator<PdfUpdate> HARMLESS = u -> u.put(INFO, "<</Producer(other)>>");

  private final CaseList cases = new CaseList(true).family("syntax");
  private final Signers signers;

  private SyntaxAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    SyntaxAttacks made = new SyntaxAttacks(signers);
    made.numbers();
    made.streams();
    made.strings();
    made.readings();
    made.names();
    made.tables();
    made.bodies();
    made.operands();
    return made.cases.all();
  }

  private byte[] prepared(Consumer<List<String>> edit, UnaryOperator<String> octets)
      throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.add("null");
    objects.add("<<>>");
    edit.accept(objects);
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
    String text = octets.apply(Files.readString(file, StandardCharsets.ISO_8859_1));
    byte[] input = text.getBytes(StandardCharsets.ISO_8859_1);
    return signers.sign(input, "rsa", new Placement.Field("second"), 1);
  }

  private byte[] prepared(Consumer<List<String>> edit) throws Exception {
    return prepared(edit, text -> text);
  }

  private static void replace(List<String> objects, int number, String old, String by) {
    objects.set(number - 1, objects.get(number - 1).replace(old, by));
  }

  private static void words(List<String> objects, String content) {
    objects.set(WORDS - 1, PdfUpdate.streamBody("", content));
  }

  // Only PDFBox knows exponents; others overlook a sign that is not the first character.
  private void numbers() throws Exception {
    cases.update(
        "exponent",
        "object-not-readable",
        signers.certified(1),
        u -> u.change(PAGES, "0 0 595 842", "0 0 5.95e2 8.42e2"));
    byte[] mirrored = prepared(o -> replace(o, X_OBJECT, "20]", "20]/Matrix[-0.9 0 0 0.9 0 0]"));
    cases.update(
        "sign-inside",
        "object-not-readable",
        mirrored,
        u -> u.change(X_OBJECT, "-0.9 0", "0.-9 0"));
    cases.edited(
        "real-count",
        "object-not-readable",
        signers.certified(1),
        u -> u.pack(PAGE, u.body(PAGE)),
        text -> text.replace(" obj\n<</Type/ObjStm/N 1/", " obj<</Type/ObjStm/N 1./"));
    cases.edited(
        "real-first",
        "object-not-readable",
        signers.certified(1),
        u -> u.pack(PAGE, u.body(PAGE)),
        text ->
            text.replace(" obj\n<</Type/ObjStm/N 1/First 4", " obj<</Type/ObjStm/N 1/First 4."));
  }

  private void streams() throws Exception {
    byte[] signed = prepared(o -> words(o, HIDDEN + " BT /Helv 14 Tf 60 700 Td (Pay 1) Tj ET"));
    cases.update(
        "no-line-end-before-data",
        "object-not-readable",
        signed,
        u -> u.put(WORDS, u.body(WORDS).replace("stream\n/OC", "stream/OC")));
  }

  private void strings() throws Exception {
    for (String end : List.of("\r", "\n")) {
      byte[] open = prepared(o -> replace(o, PAGE, "/Contents", "/Note(x \\(y)/Contents"));
      cases.update(
          "open-parenthesis-" + (int) end.charAt(0),
          "object-not-readable",
          open,
          u -> u.put(PAGE, noted(u, "(x (y)" + end)));
      byte[] escape = prepared(o -> replace(o, PAGE, "/Contents", "/Note(x\\\\)/Contents"));
      cases.update(
          "escaped-parenthesis-" + (int) end.charAt(0),
          "object-not-readable",
          escape,
          u -> u.put(PAGE, noted(u, "(x\\)" + end)));
    }
    String code = "object-not-readable";
    String was = "(\\001\\002\\003\\377\\377\\377)";
    palette("lines-in-palette", code, was, "(\\\n\n\n\n\n\\001" + was.substring(5));
    palette("zero-in-palette", code, "<000000>", "<000000\0ff0000>");
  }

  // Values that PDFBox has otherwise than they are written.
  private void readings() throws Exception {
    String code = "object-read-differently";
    for (String sign : List.of("+", "-")) {
      byte[] turned = prepared(o -> replace(o, PAGE, "/Contents", "/Rotate 90/Contents"));
      cases.update(
          "sign-in-reference-" + (int) sign.charAt(0),
          code,
          turned,
          u -> u.change(PAGE, "/Rotate 90", "/Rotate 90 " + sign + "0 R").put(FREE, "180"));
    }
    for (String line : List.of("\r", "\r\n")) {
      String escaped = line.replace("\r", "\\r").replace("\n", "\\n");
      String rest = "\\377\\377\\377)";
      String name = "line-in-palette-" + line.length();
      palette(name, code, "(\\000\\000" + escaped + rest, "(\\000\\000" + line + rest);
      byte[] noted =
          prepared(o -> replace(o, PAGE, "/Contents", "/Note(" + escaped + ")/Contents"));
      cases.update(
          "line-in-string-" + line.length(),
          code,
          noted,
          u -> u.pack(PAGE, u.body(PAGE).replace("(" + escaped + ")", "(" + line + ")")));
    }
  }

  // For PDFBox the string ends before its line does, and the second contents are a remark.
  private static String noted(PdfUpdate update, String string) {
    String page = update.body(PAGE).replaceFirst("/Note\\(.*\\)/Contents 6 0 R", "");
    return page.substring(0, page.indexOf("/Annots"))
        + page.substring(page.indexOf("/Annots"), page.lastIndexOf(">>"))
        + "/Note"
        + string
        + "/Contents 6 0 R %) /Contents "
        + SHADOW
        + " 0 R\n>>";
  }

  private void palette(String name, String code, String was, String is) throws Exception {
    byte[] signed =
        prepared(
            o -> {
              o.set(EXTRA - 1, PdfUpdate.streamBody(PALETTE, "\0\1"));
              o.set(SECOND_EXTRA - 1, was);
              replace(o, PAGES, "/X1 13 0 R", "/X1 31 0 R");
              words(o, "q 99 0 0 99 60 600 cm /X1 Do Q");
            });
    cases.update(name, code, signed, u -> u.put(SECOND_EXTRA, is));
  }

  // poppler ends a name at a zero, MuPDF after 127 octets: which of two is shown tells their order.
  private void names() throws Exception {
    for (String name : List.of("X#00", "X".repeat(127))) {
      String one = "/" + name + "a 13 0 R";
      String other = "/" + name + "b 31 0 R";
      byte[] signed =
          prepared(
              o -> {
                o.set(EXTRA - 1, o.get(X_OBJECT - 1).replace("Clause 7", "Clause 9"));
                replace(o, PAGES, "/X1 13 0 R", one + other);
                words(o, "q 1 0 0 1 60 600 cm /" + name + "a Do Q");
              });
      cases.add(
          "names-in-other-order-" + name.length(),
          "duplicate-key",
          new PdfUpdate(signed).change(PAGES, one + other, other + one).bytes());
    }
  }

  private void tables() throws Exception {
    byte[] signed =
        prepared(
            o -> {
              o.set(EXTRA - 1, "<</Length 32 0 R>>\nstream\n" + INSIDE + "\nendstream");
              o.set(SECOND_EXTRA - 1, String.valueOf(INSIDE.length()));
              replace(o, 1, "/Catalog", "/Catalog/PieceInfo<</X 31 0 R>>");
            });
    cases.edited(
        "remark-before-offset",
        "cross-reference-not-readable",
        signed,
        HARMLESS,
        text -> text.replaceFirst("startxref\n", "startxref\n%\n"));
    cases.edited(
        "lines-of-21",
        "cross-reference-ambiguous",
        signed,
        u -> HARMLESS.apply(u).again(X_OBJECT),
        text -> text.replace(" n \n", " n \r\n"));
    UnaryOperator<PdfUpdate> stream = u -> HARMLESS.apply(u).asStream(true);
    for (String more : List.of("200 5", "99999999 0", "-5 0")) {
      cases.edited(
          "index-" + more.replace(' ', '-'),
          "cross-reference-not-readable",
          signed,
          stream,
          text -> text.replaceFirst("(/Index\\[[^\\]]*)\\]", "$1 " + more + "]"));
    }
  }

  // poppler repairs what was signed, too, since it refers to a number that no section has.
  private void bodies() throws Exception {
    byte[] signed =
        prepared(
            o -> {
              replace(o, PAGE, "/Contents", "/Group 31 0 R/Contents");
              replace(o, 1, "/Catalog", "/Catalog/PieceInfo<</X 32 0 R>>");
              o.set(SECOND_EXTRA - 1, "<</Type/Catalog/Pages<</Type/Pages/Count 1/Kids[4 0 R]>>>>");
            },
            SyntaxAttacks::withoutExtra);
    String twice = "object-twice";
    cases.update(
        "body-in-string", twice, signed, u -> u.put(INFO, "<</Producer(other" + BODY + ")>>"));
    cases.update(
        "body-in-remark",
        twice,
        signed,
        u -> HARMLESS.apply(u).lead("%" + "x".repeat(254) + "6 0 obj <<>> stream\r%\n"));
    cases.update(
        "body-in-metadata",
        twice,
        signed,
        u ->
            u.stream(FREE, "/Type/Metadata/Subtype/XML", "<x><![CDATA[" + BODY + "]]></x>")
                .put(1, u.body(1).replace("/Catalog", "/Catalog/Metadata 90 0 R")));
    String trailer = "bytes-not-referenced";
    hidden("trailer-in-string", trailer, signed, "trailer\n<</Root 32 0 R>>");
    hidden("trailer-behind-a-remark", trailer, signed, "trailer%" + LONG + "\n<</Root 32 0 R>>");
    String zeros = "0".repeat(80);
    hidden("zeros-before-number", twice, signed, zeros + "6 0 obj\n" + EVIL);
    hidden("zeros-before-generation", twice, signed, "6 " + zeros + " obj\n" + EVIL);
    hidden("remark-behind-number", twice, signed, "6\0%" + LONG + "\n0 obj\n" + EVIL);
    // Of this number the last 32 bits are 6.
    hidden("number-of-more-bits", trailer, signed, "17179869190 0 obj\n" + EVIL);
  }

  private void hidden(String name, String code, byte[] signed, String hidden) {
    cases.update(name, code, signed, u -> u.put(INFO, "<</Producer(other\n" + hidden + "\n)>>"));
  }

  // White lines over the words for poppler, which takes the last operands and not the first.
  private void operands() throws Exception {
    byte[] signed = signers.certified(3);
    String note =
        "<</Type/Annot/Subtype/Ink/F 4/P 3 0 R/Rect[55 695 155 725]/InkList[[60 700 61 701]]/AP<</N"
            + " 91 0 R>>>>";
    for (String look :
        List.of(
            "1 G 0.1 30 w 0 15 m 100 15 l S",
            "1 G 0.1 w 1 0 0 1 0 0 900 0 0 300 0 0 cm 0 .05 m 100 .05 l S",
            "1 G 30 w 0 200 0 15 m 0 200 100 15 l S",
            "1 G .1 w 5 5 m 90 5 l S (a) 1 g 0 0 100 30 re f")) {
      cases.update(
          "operands-" + look.length(),
          "annotation-may-hide-content",
          signed,
          u ->
              u.change(PAGE, "/Annots *.", "/Annots[90 0 R ").put(FREE, note).stream(
                  91, "/Type/XObject/Subtype/Form/BBox[0 0 100 30]", look));
    }
  }

  private static String withoutExtra(String text) {
    String extra = "31 0 obj\nnull\nendobj\n";
    return text.replace("%010d 00000 n \n".formatted(text.indexOf(extra)), "32 1\n")
        .replace("xref\n0 33\n", "xref\n0 31\n")
        .replace(extra, " ".repeat(extra.length()));
  }
}
