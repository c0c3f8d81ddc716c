// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.stream.ContentParser;

class FieldValueTest {
  private static FieldValue field(String entries) throws IOException {
    byte[] written = ("<<" + entries + ">>").getBytes(StandardCharsets.ISO_8859_1);
    return new FieldValue((COSDictionary) new ContentParser(written).parseNextToken());
  }

  @ParameterizedTest
  @CsvSource({
    "true,/FT/Tx",
    "true,/FT/Tx/DV()",
    "false,/FT/Tx/DV(900)",
    "false,/FT/Btn/DV/Yes",
    "false,/FT/Tx/V[(900)]",
    "false,/FT/Tx/V/900",
    "false,/FT/Btn/V(Yes)",
    "true,/FT/Tx/MaxLen 3/V(900)",
    "false,/FT/Tx/MaxLen 3/V(9000)",
    "false,/FT/Tx/V(100)/I[1]",
    "true,/FT/Ch/Opt[(100)(900)]/V(100)/I[0]",
    "false,/FT/Ch/Opt[(100)(900)]/V(100)/I[1]",
    "false,/FT/Ch/Opt[(100)(900)]/V[(100)]",
    "true,/FT/Ch/Ff 2097152/Opt[(100)(900)]/V[(100)(900)]/I[0 1]",
    "false,/FT/Ch/Opt[[(100)(100)][(100)(900)]]/V(100)"
  })
  void tellsWhetherReadersTakeOneValue(boolean certain, String entries) throws IOException {
    assertEquals(certain, field(entries).isCertain(new COSDictionary()), entries);
    COSDictionary form = new COSDictionary();
    form.setItem(COSName.getPDFName("XFA"), new COSDictionary());
    assertEquals(certain && entries.contains("/V"), field(entries).isCertain(form), entries);
  }

  @ParameterizedTest
  @CsvSource({
    "SAME,900,/FT/Tx/V(900)",
    "DIFFERENT,900,/FT/Tx/V(100)",
    "DIFFERENT,999,/FT/Tx/Ff 8192/V(100)",
    "SAME,***,/FT/Tx/Ff 8192/V(100)",
    "UNREADABLE,100900,/FT/Ch/Opt[(100)(900)]/V(100)",
    "UNREADABLE,900,/FT/Ch/Opt[(100)(900)]/V(100)",
    "SAME,\u05d3\u05d2,/FT/Tx/V<FEFF05D205D3>",
    "UNREADABLE,\u05d2\u05d3,/FT/Tx/V<FEFF05D205D3>",
    "DIFFERENT,900,/FT/Tx/V<FEFF05D205D3>"
  })
  void tellsWhichTextShowsIt(FieldLook.Finding finding, String shown, String entries)
      throws IOException {
    assertEquals(finding, field(entries).shownBy(shown), entries);
  }
}
