// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Pages with words that readers show and PDFBox does not, or that PDFBox alone paints over, and a
 * line of white ink that hides them after signing.
 */
final class ContentAttacks {
  private static final String REASON = "content-read-differently";
  private static final String TEXT = "/Helv 14 Tf 60 520 Td (or rather 900 EUR) Tj";
  private static final String WORDS = "BT " + TEXT + " ET\n";
  private static final String BOX = "50 510 300 40";
  private static final String WHITE = "1 g " + BOX + " re f\n";
  private static final String IMAGE = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI ";
  private static final String LAYERS =
      "/Resources<</Font<</Helv 9 0 R>>/XObject<</X1 13 0 R>>/Properties<</L1 26 0 R/L2 33 0"
          + " R>>>>/Contents";

  private final CaseList cases;
  private final WhiteInk ink;

  private ContentAttacks(Signers signers, boolean attack) {
    this.cases = new CaseList(attack).family("content");
    this.ink = new WhiteInk(cases, signers, REASON);
  }

  static List<Case> of(Signers signers) throws Exception {
    ContentAttacks made = new ContentAttacks(signers, true);
    String stream = PdfUpdate.streamBody("", WHITE);
    made.page("null-among-streams", "31 0 R null 32 0 R", WORDS, stream);
    made.page("number-among-streams", "31 0 R 5 32 0 R", WORDS, stream);
    made.page(
        "streams-without-space",
        "31 0 R 32 0 R",
        WORDS + WHITE.strip(),
        PdfUpdate.streamBody("", "0 g"));
    String deflated = deflated();
    String flate = "/Filter/FlateDecode";
    made.encoded("wrong-head", flate, "\0\0" + deflated.substring(2));
    made.encoded("breaks-off", flate, deflated.substring(0, deflated.length() - 8));
    made.encoded("wrong-sum", flate, deflated.substring(0, deflated.length() - 4) + "abcd");
    made.encoded("no-digits", "/Filter/ASCIIHexDecode", hexadecimal() + "x3e>");
    made.content("sign-in-number", WORDS + WHITE.replace("50 510", "5-0 510"));
    made.content("two-signs", WORDS + WHITE.replace("50 510", "--50 510").replace("300", "600"));
    made.content("operands", WORDS + WHITE.replace("re", "9 9 re"));
    made.content("number-at-operator", WORDS + WHITE.replace("re f", "re f0 g"));
    made.content("image-without-end", "q " + IMAGE + WORDS + IMAGE + "Q");
    made.content("empty-clip", "q W n " + WORDS + "Q");
    made.content("outside-of-text", "/Helv 14 Tf 1 0 0 1 60 520 Tm (or rather 900 EUR) Tj");
    made.content("usage-of-layer", "/OC /L2 BDC " + WORDS + "EMC");
    made.look("look", "q W n BT /Helv 10 Tf 2 5 Td (900 EUR) Tj ET Q");
    return made.cases.all();
  }

  /** What every reader paints over was not to be seen when it was signed. */
  static List<Case> harmless(Signers signers) throws Exception {
    ContentAttacks made = new ContentAttacks(signers, false);
    made.content("painted-over-for-all", WORDS + WHITE);
    made.page(
        "streams-with-space",
        "31 0 R 32 0 R",
        WORDS + "1 g " + BOX,
        PdfUpdate.streamBody("", "\nre f"));
    made.encoded("deflated", "/Filter/FlateDecode", deflated());
    made.encoded("hexadecimal", "/Filter/ASCIIHexDecode", hexadecimal() + ">");
    made.content("image-with-end", "q " + IMAGE + "Q " + WORDS + WHITE);
    return made.cases.all();
  }

  private static String deflated() {
    Deflater deflater = new Deflater();
    deflater.setInput(WHITE.getBytes(StandardCharsets.ISO_8859_1));
    deflater.finish();
    byte[] out = new byte[200];
    int length = deflater.deflate(out);
    deflater.end();
    return new String(out, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static String hexadecimal() {
    StringBuilder digits = new StringBuilder();
    WHITE.chars().forEach(c -> digits.append("%02x".formatted(c)));
    return digits.toString();
  }

  private void encoded(String name, String entries, String data) throws Exception {
    page(name, "31 0 R 32 0 R", WORDS, PdfUpdate.streamBody(entries, data));
  }

  private void content(String name, String content) throws Exception {
    page(name, "31 0 R", content, "null");
  }

  private void page(String name, String contents, String first, String second) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    String page = objects.get(PAGE - 1).replace("/Contents", LAYERS);
    objects.set(PAGE - 1, page.replace("/Contents 6 0 R/", "/Contents[6 0 R " + contents + "]/"));
    objects.add(PdfUpdate.streamBody("", "\n" + first));
    objects.add(second);
    objects.add("<</Type/OCG/Name(x)/Usage<</View<</ViewState/OFF>>>>>>");
    ink.hides(name, objects, "50 510 350 550");
  }

  private void look(String name, String look) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    String old = objects.get(REMARK_LOOK - 1);
    objects.set(
        REMARK_LOOK - 1, PdfUpdate.streamBody(old.substring(2, old.indexOf("/Length")), look));
    ink.hides(name, objects, "101 141 299 159");
  }
}
