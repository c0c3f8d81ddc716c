// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.PaintAttacks.PLACE;
import static org.penseal.pdf.attack.PaintAttacks.REASON;
import static org.penseal.pdf.attack.PaintAttacks.TO_WHITE;
import static org.penseal.pdf.attack.PaintAttacks.WORDS;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Words in a colour that PDFBox takes for white and others do not; ink that hides them after. */
final class ColourAttacks {
  private final CaseList cases;
  private final WhiteInk ink;

  private ColourAttacks(Signers signers, boolean attack) {
    this.cases = new CaseList(attack).family("colour");
    this.ink = new WhiteInk(cases, signers, REASON);
  }

  static List<Case> of(Signers signers) throws Exception {
    ColourAttacks made = new ColourAttacks(signers, true);
    made.functions();
    made.spaces();
    return made.cases.all();
  }

  /** White for all. */
  static List<Case> harmless(Signers signers) throws Exception {
    ColourAttacks made = new ColourAttacks(signers, false);
    made.function("function", "1", TO_WHITE);
    made.function("calculated", "1", calculated("{ dup 0 lt { pop 0 } if 0 mul 1 exch sub }"));
    made.space(
        "table", "[/Indexed/DeviceGray 1 34 0 R]", "1", PdfUpdate.streamBody("", "\0\u00ff"));
    made.space("profile", "[/ICCBased 34 0 R]", "1 1 1", profile());
    made.space("calibrated", "[/CalGray<</WhitePoint[.95 1 1.09]/Gamma 2.2>>]", "1", "null");
    return made.cases.all();
  }

  private void function(String name, String ink, String function) throws Exception {
    space(name, "[/Separation/Red/DeviceGray 34 0 R]", ink, function);
  }

  private void space(String name, String space, String colour, String object) throws Exception {
    String content = "/S cs " + colour + " scn " + WORDS;
    String spaces = "/ColorSpace<</S " + space + ">>";
    ink.hides(name, PaintAttacks.objects(content, spaces, "", object), PLACE);
  }

  private static String calculated(String code) {
    return PdfUpdate.streamBody("/FunctionType 4/Domain[0 1]/Range[0 1]", code);
  }

  private static String profile() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    return PdfUpdate.streamBody(
        "/N 3/Alternate/DeviceRGB", new String(profile, StandardCharsets.ISO_8859_1));
  }

  private void functions() throws Exception {
    String white = "/N 1/C0[1]/C1[1]>>";
    function("domain", "1", "<</FunctionType 2/Domain[0 0]/N 1/C0[0]/C1[1]>>");
    function("no-domain", "0", "<</FunctionType 2" + white);
    // PDFBox completes it as soon as it draws.
    function("no-colour", "0", "<</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[]>>");
    String parts = "<</FunctionType 3/Domain[0 1]/Bounds[.5]/Encode[0 1]/Functions[";
    function("parts", "0", parts + TO_WHITE + TO_WHITE + "]>>");
    String samples = "/FunctionType 0/Domain[0 1]/Range[0 1]/Size[2]/BitsPerSample 8";
    function("samples", "0", PdfUpdate.streamBody(samples, "\u00ff"));
    function("no-braces", "0", calculated("pop 1"));
    function("plus", "0", calculated("{ pop +1 }"));
    function("half", "1", calculated("{ pop -.5 round 1 add }"));
  }

  private void spaces() throws Exception {
    space("short-table", "[/Indexed/DeviceGray 1 34 0 R]", "1", PdfUpdate.streamBody("", "\u00ff"));
    space("beyond-the-table", "[/Indexed/DeviceGray 1<00ff>]", "5", "null");
    String white = "<</WhitePoint[.95 1 1.09]";
    space("gamma", "[/CalGray" + white + "/Gamma 100>>]", ".95", "null");
    space("matrix", "[/CalRGB" + white + "/Matrix[0 0 0 0 0 0 0 0 0]>>]", "1 1 1", "null");
    space("inverse", "[/ICCBased 34 0 R]", "1 1 1", inverse());
  }

  // PDFBox knows it by its model.
  private static String inverse() {
    String all = profile();
    String curve = "curv\0\0\0\0\0\0\0\2\u00ff\u00ff\0\0";
    String head = all.substring(all.indexOf("stream\n") + 7);
    byte[] profile = head.substring(0, head.length() - 10).getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.wrap(profile).put(52, "sRGB".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < bytes.getInt(128); i++) {
      int entry = 132 + 12 * i;
      if (head.startsWith("TRC", entry + 1)) {
        bytes.put(bytes.getInt(entry + 4), curve.getBytes(StandardCharsets.ISO_8859_1));
        bytes.putInt(entry + 8, curve.length());
      }
    }
    return PdfUpdate.streamBody(
        "/N 3/Alternate/DeviceRGB", new String(profile, StandardCharsets.ISO_8859_1));
  }
}
