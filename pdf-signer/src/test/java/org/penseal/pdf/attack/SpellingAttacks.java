// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.AGREE;
import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.FONT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGES;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.X_OBJECT;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.PLAIN;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penseal.pdf.Placement;

/** Objects written again with equal values, in a form of which readers make other ones. */
final class SpellingAttacks {
  private static final String READ = "object-read-differently";
  private static final String PAGE = "page-content-changed";
  private static final String SHADING =
      "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Function";
  private static final int FREE = 90;

  // The name of a common font in GBK.
  private static final String SONG = "\u00cb\u00ce\u00cc\u00e5";

  private final CaseList cases;
  private final Prepared prepared;
  private final Signers signers;

  private SpellingAttacks(Signers signers, boolean attack) {
    this.signers = signers;
    cases = new CaseList(attack);
    prepared = new Prepared(cases, signers, new Placement.Field("second"), Prepared.Extent.ONCE);
  }

  static List<Case> of(Signers signers) throws Exception {
    SpellingAttacks made = new SpellingAttacks(signers, true);
    made.cases.family("token");
    made.numbers();
    made.names();
    made.others();
    made.cases.family("direct");
    made.resources();
    made.appearances();
    return made.cases.all();
  }

  static List<Case> harmless(Signers signers) throws Exception {
    SpellingAttacks made = new SpellingAttacks(signers, false);
    made.cases.family("token");
    made.octets();
    made.cases.family("direct");
    made.references();
    return made.cases.all();
  }

  // Programs write names with octets of GBK, and write them again, as they were or escaped.
  private void octets() throws Exception {
    Consumer<List<String>> song = o -> replace(o, FONT, "/Helvetica", "/" + SONG);
    prepared.update("gbk-again", "", song, u -> u.again(FONT));
    prepared.update("gbk-packed", "", song, u -> u.pack(FONT, u.body(FONT)));
    prepared.update(
        "gbk-escaped", "", song, u -> u.put(FONT, u.body(FONT).replace(SONG, "#CB#CE#CC#E5")));
    String font = "<</Type/Font/Subtype/Type1/BaseFont/" + SONG + ">>";
    byte[] packed = new PdfUpdate(signers.plain()).pack(FONT, font).bytes();
    byte[] signed = signers.sign(packed, "sm2", new Placement.Field("second"), 0);
    cases.update("gbk-unpacked", "", signed, u -> u.put(FONT, font));
    prepared.update(
        "gbk-of-a-new-font",
        "",
        PLAIN,
        u ->
            u.put(FREE, u.body(FONT).replace("Helvetica", SONG))
                .change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/Song 90 0 R"));
  }

  // A length, or what a page or a field itself names, becomes an object of its own.
  private void references() throws Exception {
    referenced("length", CONTENT, "/Length (\\d+)");
    referenced("resources", PAGES, "/Resources(<<.*>>)>>");
    referenced("appearances", REMARK, "/AP(<<.*?>>)");
  }

  private void referenced(String name, int object, String entry) throws Exception {
    Pattern pattern = Pattern.compile(entry, Pattern.DOTALL);
    prepared.update(
        name,
        "",
        PLAIN,
        u -> {
          Matcher own = pattern.matcher(u.body(object));
          own.find();
          String body =
              new StringBuilder(u.body(object))
                  .replace(own.start(1), own.end(1), " 90 0 R")
                  .toString();
          return u.put(object, body).put(FREE, own.group(1));
        });
  }

  // PDFium overlooks zero octets of a word from the 255th on; pdf.js has too many digits.
  private void numbers() throws Exception {
    String zeros = "0".repeat(300);
    Consumer<List<String>> moved = matrix("0.5 0");
    prepared.update("zeros-before", READ, moved, u -> u.change(X_OBJECT, "0\\.5 ", zeros + "0.5 "));
    prepared.update(
        "zeros-behind", READ, moved, u -> u.change(X_OBJECT, "0\\.5 ", "0.5" + zeros + " "));
  }

  private static Consumer<List<String>> matrix(String last) {
    return o -> replace(o, X_OBJECT, "20]", "20]/Matrix[1 0 0 1 " + last + "]");
  }

  private void names() throws Exception {
    String word = "F" + "a".repeat(98);
    String escaped = HexFormat.of().formatHex(word.getBytes(StandardCharsets.US_ASCII));
    name("long", word, escaped.replaceAll("..", "#$0"));
    name("octet-128", "X#C4#80", "X\u00c4\u0080");
    name("octets-of-a-key", "X#CB#CE", "X\u00cb\u00ce");
    name("number-sign", "X#23zz", "X#zz");
    name("number-sign-and-digit", "X#234G", "X#4G");
    name("number-sign-at-end", "X#234", "X#4");
    prepared.update(
        "packed", READ, named("X#234"), u -> u.pack(PAGES, u.body(PAGES).replace("#23", "#")));
    prepared.update(
        "of-a-new-object",
        READ,
        o -> replace(o, FONT, "/Helvetica", "/A#C4#80"),
        u ->
            u.change(X_OBJECT, "/Helv 9 0", "/Helv 90 0")
                .put(FREE, u.body(FONT).replace("#C4#80", "\u00c4\u0080")));
  }

  private static Consumer<List<String>> named(String name) {
    return o -> replace(o, PAGES, "/X1", "/" + name);
  }

  private void name(String name, String was, String is) throws Exception {
    prepared.update(
        "name-" + name, READ, named(was), u -> u.put(PAGES, u.body(PAGES).replace(was, is)));
  }

  private void others() throws Exception {
    // pdf.js has a character beyond 255 for it.
    prepared.update(
        "octal", READ, PLAIN, u -> u.put(REMARK, u.body(REMARK).replace("(ok)", "(\\557\\553)")));
    prepared.update(
        "trailer",
        "cross-reference-ambiguous",
        PLAIN,
        u -> u.again(FONT).trailer("/ID[(\\501)(\\501)]"));
  }

  private void resources() throws Exception {
    extra("group-of-layers", "Properties", "<</Type/OCMD/OCGs", "[26 0 R]");
    extra("dash", "ExtGState", "<</Type/ExtGState/D", "[[1 3000] 0]");
    extra("line-width", "ExtGState", "<</Type/ExtGState/LW", "9");
    extra("function", "Shading", SHADING + "<</FunctionType 2/Domain[0 1]/N", "1");
    String font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    prepared.update(
        "font",
        PAGE,
        resource("ExtGState", "<</Type/ExtGState/Font[9 0 R 14]>>"),
        u -> u.change(EXTRA, "9 0 R", font));
    prepared.update(
        "box", PAGE, PLAIN, u -> u.change(PAGES, "595 842", "595 90 0 R").put(FREE, "842"));
    prepared.update(
        "font-of-the-form",
        "form-changed",
        PLAIN,
        u -> u.change(FORM, "/Helv 9 0 R", "/Helv" + font));
  }

  private void extra(String name, String kind, String before, String value) throws Exception {
    String end = ">>".repeat(before.split("<<", -1).length - 1);
    UnaryOperator<PdfUpdate> edit = u -> u.put(EXTRA, before + " 90 0 R" + end).put(FREE, value);
    prepared.update(name, PAGE, resource(kind, before + " " + value + end), edit);
  }

  private static Consumer<List<String>> resource(String kind, String body) {
    return o -> {
      set(o, EXTRA, body);
      replace(
          o,
          PAGES,
          "/Properties<<",
          kind.equals("Properties")
              ? "/Properties<</E 31 0 R"
              : "/" + kind + "<</E 31 0 R>>/Properties<<");
    };
  }

  private void appearances() throws Exception {
    String code = "field-appearance-differs";
    prepared.update(
        "states",
        code,
        PLAIN,
        u -> u.change(AGREE, "/N\\s*<<.*?>>", "/N 90 0 R").put(FREE, "<</Yes 17 0 R/Off 18 0 R>>"));
    String states = "/Yes 17 0 R/On 17 0 R";
    prepared.update(
        "order-of-states",
        code,
        o -> replace(o, AGREE, "/Yes 17 0 R", states),
        u -> u.put(AGREE, u.body(AGREE).replace(states, "/On 17 0 R/Yes 17 0 R")));
  }
}
