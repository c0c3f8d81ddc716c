// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operands and images that readers do not take alike, in a look or in a form that it draws. */
class LookLayersTest {
  private static COSStream form(String content) throws IOException {
    COSStream form = new COSStream();
    try (OutputStream out = form.createOutputStream()) {
      out.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }
    form.setItem(COSName.BBOX, new PDRectangle(9, 9).getCOSArray());
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.SUBTYPE, COSName.TYPE1);
    font.setItem(COSName.BASE_FONT, COSName.getPDFName("Helvetica"));
    COSStream image = new COSStream();
    image.setItem(COSName.SUBTYPE, COSName.IMAGE);
    COSDictionary resources = new COSDictionary();
    resources.setItem(COSName.FONT, holder("F", font));
    resources.setItem(COSName.EXT_G_STATE, holder("GS", new COSDictionary()));
    resources.setItem(COSName.XOBJECT, holder("Im", image));
    form.setItem(COSName.RESOURCES, resources);
    form.setItem(COSName.SUBTYPE, COSName.FORM);
    return form;
  }

  private static Widget widget(COSStream look) {
    COSDictionary looks = new COSDictionary();
    looks.setItem(COSName.N, look);
    COSDictionary widget = holder("AP", looks);
    widget.setItem(COSName.RECT, new PDRectangle(9, 9).getCOSArray());
    return new Widget(widget);
  }

  private static COSDictionary holder(String name, COSDictionary value) {
    COSDictionary holder = new COSDictionary();
    holder.setItem(COSName.getPDFName(name), value);
    return holder;
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "q 1 0 0 1 0 0 cm 1 0 0 RG 2 w 0 0 m 5 5 l S Q;false",
        "BT /F 9 Tf 1 0 0 1 2 2 Tm [(a) -20 (b)] TJ ET;false",
        "/GS gs 0 0 5 5 re W n /Im Do;false",
        "0.1 30 w;true",
        "(a) 1 g;true",
        "1 0 0 1 0 0 9 0 0 9 0 0 cm;true",
        "0 200 0 15 m;true",
        "5 f;true",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI;false",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID xx EI;true"
      },
      delimiter = ';')
  void tellsOperandsThatReadersDoNotTakeAlike(String content, boolean differently)
      throws IOException {
    assertEquals(
        differently, LookLayers.isReadDifferently(widget(form(content)), new COSDictionary()));
    COSStream outer = form("/X Do");
    outer.setItem(COSName.RESOURCES, holder("XObject", holder("X", form(content))));
    assertEquals(differently, LookLayers.isReadDifferently(widget(outer), new COSDictionary()));
  }
}
