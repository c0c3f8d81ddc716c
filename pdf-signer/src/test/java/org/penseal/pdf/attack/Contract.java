// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A contract of two pages with fields of every kind; its objects have the numbers named here. */
final class Contract {
  static final int CATALOG = 1;
  static final int PAGES = 2;
  static final int PAGE = 3;
  static final int SECOND_PAGE = 4;
  static final int FORM = 5;
  static final int CONTENT = 6;
  static final int FONT = 9;
  static final int EXPERT = 10;
  static final int REMARK = 11;
  static final int AGREE = 12;
  static final int X_OBJECT = 13;
  static final int CHOICE = 14;
  static final int PERSON = 15;
  static final int REMARK_LOOK = 16;
  static final int YES = 17;
  static final int NAME = 19;
  static final int RADIO = 20;
  static final int SECOND = 24;
  static final int LINK = 25;
  static final int LAYER = 26;
  static final int COMB = 27;
  static final int SHADOW = 28;
  static final int TITLE = 29;
  static final int TITLE_WIDGET = 30;

  static final String FORM_X = "/Type/XObject/Subtype/Form/BBox[0 0 200 20]";

  private static final String MARK_X = "/Type/XObject/Subtype/Form/BBox[0 0 20 20]";

  private Contract() {}

  static String text(String shown) {
    return "/Tx BMC q BT /Helv 10 Tf 0 g 2 5 Td (" + shown + ") Tj ET Q EMC";
  }

  static String look(String shown) {
    return PdfUpdate.streamBody(FORM_X + "/Resources<</Font<</Helv 9 0 R>>>>", text(shown));
  }

  private static String button(String entries, int bottom) {
    return field(entries, bottom).replace("300 " + (bottom + 20), "120 " + (bottom + 20));
  }

  private static String field(String entries, int bottom) {
    return "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4"
        + entries
        + "/Rect[100 "
        + bottom
        + " 300 "
        + (bottom + 20)
        + "]>>";
  }

  /** Object by object; the field expert has a lock where one is given. */
  static List<String> objects(String lock) {
    return List.of(
        "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/OCProperties<</OCGs[26 0 R]/D<</Order[26 0 R]"
            + "/OFF[26 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<</Font<</Helv 9 0"
            + " R>>/XObject<</X1 13 0 R>>/Properties<</L1 26 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Annots[10 0 R 11 0 R 12 0 R 14 0 R 19 0 R 21 0 R"
            + " 22 0 R 23 0 R 24 0 R 25 0 R 27 0 R 30 0 R]>>",
        "<</Type/Page/Parent 2 0 R/Contents 7 0 R>>",
        "<</Fields[10 0 R 11 0 R 12 0 R 14 0 R 15 0 R 20 0 R 24 0 R 27 0 R 29 0 R]/DA(/Helv 10 Tf 0"
            + " g)/DR<</Font<</Helv 9 0 R>>>>>>",
        PdfUpdate.streamBody(
            "",
            "BT /Helv 14 Tf 60 700 Td (Pay 100 EUR) Tj ET /OC /L1 BDC BT /Helv 14 Tf 60 660 Td (Pay"
                + " 900 EUR) Tj ET EMC q 1 0 0 1 60 600 cm /X1 Do Q"),
        PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Page two) Tj ET"),
        "<</Producer(RawPdf)>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        field("/FT/Sig/T(expert)" + lock, 100),
        field("/FT/Tx/T(remark)/V(ok)/AP<</N 16 0 R>>", 140),
        button("/FT/Btn/T(agree)/V/Off/AS/Off/AP<</N<</Yes 17 0 R/Off 18 0 R>>>>", 170),
        PdfUpdate.streamBody(
            FORM_X + "/Resources<</Font<</Helv 9 0 R>>>>", "BT /Helv 12 Tf (Clause 7) Tj ET"),
        field("/FT/Ch/Ff 131072/T(choice)/Opt[(red)(green)]", 200),
        "<</FT/Tx/T(person)/Kids[19 0 R 21 0 R]>>",
        look("ok"),
        PdfUpdate.streamBody(MARK_X, "5 5 10 10 re f"),
        PdfUpdate.streamBody(MARK_X, ""),
        field("/T(name)/Parent 15 0 R", 230),
        "<</FT/Btn/Ff 32768/T(colour)/V/Off/Kids[22 0 R 23 0 R]>>",
        field("/T(street)/Parent 15 0 R", 260),
        button("/Parent 20 0 R/AS/Off/AP<</N<</A 17 0 R/Off 18 0 R>>>>", 290),
        button("/Parent 20 0 R/AS/Off/AP<</N<</B 17 0 R/Off 18 0 R>>>>", 320),
        field("/FT/Sig/T(second)", 350),
        "<</Type/Annot/Subtype/Link/Rect[60 695 200 715]/A<</S/URI/URI(https://example.org)>>>>",
        "<</Type/OCG/Name(Shadow)>>",
        field("/FT/Tx/T(comb)/Ff 16777216/MaxLen 6", 380),
        PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 900 EUR) Tj ET"),
        "<</FT/Tx/T(title)/Kids[30 0 R]>>",
        field("/Parent 29 0 R", 410));
  }

  static Path write(Path file, String lock, boolean streams) throws IOException {
    return write(file, objects(lock), streams);
  }

  /** A file of these objects, numbered from 1; the first is the catalog, the eighth Info. */
  static Path write(Path file, List<String> objects, boolean streams) throws IOException {
    StringBuilder out = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    List<Integer> offsets = new ArrayList<>();
    for (String each : objects) {
      offsets.add(out.length());
      out.append(offsets.size()).append(" 0 obj\n").append(each).append("\nendobj\n");
    }
    int size = objects.size() + 1;
    int start = out.length();
    if (streams) {
      StringBuilder data = new StringBuilder("\0\0\0\0\u00ff");
      offsets.add(start);
      for (int offset : offsets) {
        data.append('\1').append((char) (offset >> 16 & 255)).append((char) (offset >> 8 & 255));
        data.append((char) (offset & 255)).append('\0');
      }
      out.append(size).append(" 0 obj\n");
      String dictionary = "/Type/XRef/W[1 3 1]/Size " + (size + 1) + "/Root 1 0 R/Info 8 0 R";
      out.append(PdfUpdate.streamBody(dictionary, data.toString())).append("\nendobj\n");
    } else {
      out.append("xref\n0 ").append(size).append("\n0000000000 65535 f \n");
      offsets.forEach(offset -> out.append("%010d 00000 n \n".formatted(offset)));
      out.append("trailer\n<</Size ").append(size).append("/Root 1 0 R/Info 8 0 R>>\n");
    }
    out.append("startxref\n").append(start).append("\n%%EOF\n");
    return Files.writeString(file, out, StandardCharsets.ISO_8859_1);
  }
}
