// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.content.ContentObjects.array;
import static org.penseal.pdf.content.ContentObjects.certain;
import static org.penseal.pdf.content.ContentObjects.page;
import static org.penseal.pdf.content.ContentObjects.stream;
import static org.penseal.pdf.content.ContentObjects.why;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What conforms is certain, and nothing else is. */
class CertainContentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "% a remark\rq 1 0 0 -1 0 .5 cm +5 -.5 5. 0005 re f* Q\n",
        "[3 2]0 d[]0 d/RelativeColorimetric ri 1 i 0 J 2 j 4 M/G gs 1 w",
        "BT/F 9 Tf 1 2 Td[(a)-20(b\\)\\(\\051 \\\n(c))<6 1>]TJ T*(a)' 1 2(a)\" 3 Tr ET",
        "/Span<</ActualText(x)/MCID 0/A[1 true]>>BDC BT/W 9 Tf(AB)Tj ET EMC/Artifact BMC EMC",
        "BT /P 9 Tf <00410042> Tj ET BT /D 9 Tf (AB) Tj ET",
        "0 0 m h S 1 J 0 0 m h f 0 0 1 0 re S 0 0 m 0 0 l S",
        "n f 0 0 m 1 1 l 1 1 2 2 3 3 c 1 1 2 2 v 1 1 2 2 y h W n 0 0 1 1 re W* f",
        "/C CS .5 SC /DeviceRGB cs 1 0 0 sc 0 0 0 1 k 1 0 0 0 sc",
        "/X Do /I Do /OC /O BDC /X Do EMC BX EX",
        "/A sh /Pattern cs /T scn 0 0 1 1 re f /C cs 1 scn 0 0 1 1 re f",
        "/O gs 0 0 0 1 k 0 0 1 1 re f 1 g 0 0 1 1 re f",
        "q BI /W 3 /H 1 /BPC 8 /CS /G ID EI! EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 41> EI Q"
      })
  void whatConformsIsCertain(String content) throws IOException {
    assertEquals(Optional.empty(), why(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // numbers
        "--60 w",
        "5-3 w",
        ". w",
        "- w",
        "1e2 w",
        "1.2.3 w",
        "3000000000 w",
        // lines
        "-1 w",
        "[-1 2] 0 d",
        "[0 0] 0 d",
        "/W gs",
        "/J gs",
        "/D gs",
        // tokens
        "1 w0 g",
        "1 w% remark",
        "(a\rb) Tj",
        "(a",
        "<6x> Tj",
        "<</A 1 /A 2>> BDC",
        "/A#42 gs",
        "/\u00e9 gs",
        "1\0w",
        "1\fw",
        "{1 w}",
        "1 w ]",
        "[1 0 d",
        "/Span <</A 1 0 R>> BDC EMC",
        "/Span <</A (x) q",
        // operands
        "1 2 w",
        "w",
        "(1) w",
        "1.0 Tr",
        "4 Tr",
        "0 Tz",
        "[(a)] 0 d",
        "1 0 0 sc",
        "/C cs /G scn",
        "1",
        // places
        "foo",
        "BX foo EX",
        "Q",
        "q",
        "EMC",
        "/A BMC",
        "EX",
        "BX",
        "BT",
        "ET",
        "BT BT ET ET",
        "BT q Q ET",
        "BT 0 0 1 1 re f ET",
        "/F 9 Tf (a) Tj",
        "BT (a) Tj ET",
        "q /F 9 Tf Q BT (a) Tj ET",
        "BT /F 0 Tf (a) Tj ET",
        "W n",
        "0 0 m W n",
        "1 1 l S",
        "0 0 m 1 0 0 1 0 0 cm 1 1 l S",
        "0 0 1 1 re",
        "0 0 1 1 re W",
        "0 0 1 1 re W 1 1 l n",
        "1 0 d0",
        // places
        "1 0 0 0 0 0 cm",
        "1 0 0 1 2000000000 0 cm 1 0 0 1 -2000000000 0 cm",
        "1000000000 0 0 1000000000 0 0 cm",
        "-2000000000 0 2000000060 9 re f",
        "0 0 2000000060 9 re f",
        "BT 2000000000 0 Td -2000000000 0 Td ET",
        "BT /F 9 Tf [2000000000 (a)] TJ ET",
        // names
        "/Z gs",
        "/T gs",
        "/Z Do",
        "/Y Do",
        "/L Do",
        "/Z cs",
        "/B cs /Z scn",
        "/Y sh",
        "/OC /M BDC EMC",
        "/OC /U BDC EMC",
        "/OC <</Type/OCG>> BDC EMC",
        "/OC BMC EMC",
        "/OC /N BDC EMC",
        "/OC /S BDC EMC",
        "/OC /V BDC EMC",
        // colours
        "/N cs",
        "/I cs",
        "/Z sh",
        "/Pattern cs /S scn",
        "/O gs 0 0 0 0 k 0 0 1 1 re f",
        "1 J 0 0 m h S",
        "1 J 0 0 m 0 0 l s",
        "1 J 3 3 0 0 re S",
        "[1 2] -1 d",
        "/O gs /C cs 1 scn 0 0 1 1 re f",
        "/O gs /X Do",
        // fonts
        "BT /Z 9 Tf (a) Tj ET",
        "BT /N 9 Tf (a) Tj ET",
        "BT /W 9 Tf (ABC) Tj ET",
        "BT /F 9 Tf (\\001) Tj ET",
        "BT /P 9 Tf (abc) Tj ET",
        "BT /E 9 Tf (A) Tj ET",
        "BT /E 9 Tf (B) Tj ET",
        // images
        "q BI /W 1 /H 1 /BPC 8 /CS /G ID xx EI Q",
        "q BI /W 3 /H 1 /BPC 8 /CS /G ID EI  EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI BT ET BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G ID\rx EI Q",
        "q BI /W 1 /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 4x> EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G /F /DCT ID x EI Q"
      })
  void whatReadersMayReadDifferentlyIsNot(String content) throws IOException {
    assertTrue(why(content).isPresent(), content);
  }

  @Test
  void streamsAreDividedBetweenTokens() throws IOException {
    assertEquals(Optional.empty(), certain(page(array(stream("q 1 "), stream(""), stream("w Q")))));
    for (String second : List.of("0 w Q", "% x", "(a) Tj")) {
      COSArray both = array(stream("q 1"), stream(second));
      assertTrue(certain(page(both)).isPresent(), second);
    }
    COSArray string = array(stream("BT /F 9 Tf (a "), stream("b) Tj ET"));
    assertTrue(certain(page(string)).isPresent());
    COSArray remark = array(stream("% q "), stream(" w"));
    assertTrue(certain(page(remark)).isPresent());
    assertTrue(certain(page(array(stream("q "), COSInteger.ONE))).isPresent());
    assertTrue(certain(page(COSInteger.ONE)).isPresent());
  }

  @Test
  void aPageHasBoxesThatAllReadersHave() throws IOException {
    for (COSName name : List.of(COSName.MEDIA_BOX, COSName.CROP_BOX)) {
      COSDictionary page = page(stream(""));
      page.setItem(name, array(COSInteger.ZERO, COSInteger.ZERO, COSInteger.ONE));
      assertTrue(certain(page).isPresent(), name.getName());
    }
    COSDictionary page = page(stream(""));
    page.setInt(COSName.ROTATE, 45);
    assertTrue(certain(page).isPresent());
  }
}
