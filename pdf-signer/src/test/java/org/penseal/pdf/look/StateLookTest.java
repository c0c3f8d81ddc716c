// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.look.LooksTest.look;

import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the state of a button may paint. */
class StateLookTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.5 w 4 10 m 8 5 l 16 16 l S",
        "3 3 m 17 17 l 3 17 m 17 3 l S",
        "BT /Z 16 Tf 3 4 Td (4) Tj ET",
        "BT /F 16 Tf 3 4 Td (X) Tj ET",
        "/N gs 5 5 10 10 re f",
        "/DeviceRGB cs 1 0 0 sc 6 6 8 8 re f",
        "BT /Z 16 Tf 3 4 Td [(8)] TJ ET"
      })
  void aMarkIsPlain(String content) throws IOException {
    assertTrue(StateLook.isPlain(look(20, 20, content), place(20, 20)));
    assertTrue(StateLook.isPlain(look(36, 36, content), place(36, 36)));
    assertFalse(StateLook.isPlain(look(37, 20, content), place(37, 20)), "too large");
  }

  private static float[] place(float width, float height) {
    return new float[] {0, 0, width, height};
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 g 0 0 20 20 re f 0 G .5 .5 19 19 re S 4 10 m 8 5 l 16 16 l S",
        "q 1 1 18 18 re W n BT /Z 16 Tf 3 4 Td (4) Tj ET Q",
        "19 10 m 19 15 15 19 10 19 c 5 19 1 15 1 10 c 1 5 5 1 10 1 c 15 1 19 5 19 10 c s"
            + " 14 10 m 14 12 12 14 10 14 c 8 14 6 12 6 10 c 6 8 8 6 10 6 c 12 6 14 8 14 10 c f",
        "0 G .5 .5 19 19 re S .5 g 1 1 m 1 19 l 19 19 l 17 17 l 3 17 l 3 3 l f"
            + " .75 g 19 19 m 19 1 l 1 1 l 3 3 l 17 3 l 17 17 l f 0 g 5 5 10 10 re f",
        "0 G .5 .5 19 19 re S 10 4 m 16 10 l 10 16 l 4 10 l f",
        "[3 2] 0 d .5 .5 19 19 re S"
      })
  void aBorderMayBeAroundAMark(String content) throws IOException {
    assertTrue(StateLook.isPlain(look(20, 20, content), place(20, 20)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 w 2 4 m 2 16 l 8 4 l 8 16 l S 11 4 7 12 re S",
        "2 w 3 10 m 17 10 l S",
        "q 0 0 1 rg 2 2 m 9 9 l S Q",
        "1.5 w 3 16 m 10 4 l 17 16 l S",
        "0 g 10 4 m 10 16 l 4 10 l 16 10 l f",
        "1.5 w 3 16 m 10 4 l S 10 16 m 17 4 l S",
        "3 w 4 16 m 10 4 l 16 16 l S 4 4 m 16 4 l S",
        // the word is cut out, or made of two parts that a hair joins
        "0 g 4 4 12 12 re 7 6 1 8 re 12 6 1 8 re f*",
        "0 g 4 4 m 6 4 l 6 4.1 l 14 4.1 l 14 4 l 16 4 l 16 16 l 14 16 l 14 4.1 l 6 4.1 l 6 16 l 4 16 l f",
        // a pen that is wide in one direction only
        "q .01 0 0 1 0 0 cm 100 w 500 4 m 500 16 l 1500 4 m 1500 16 l S Q",
        // a mark that leaves a part of its ground, or of a border, to be seen
        "0 g 0 0 20 20 re f 1 g 5 5 15 15 re f",
        "0 G 1 w .5 .5 19 19 re S 1 g 0 4 20 16 re f",
        "0 g 0 0 20 20 re f 1 g 0 2 20 16 re f",
        // dashes of which one is a side; a slash with a hook, a V, a ring that is a D
        "q 10 0 0 10 0 0 cm .1 w [1.1 2.5] 0 d .1 .1 1.8 1.8 re S Q",
        "1.5 w 4 6 m 5 4 l 16 16 l S",
        "1 w 3 16 m 9 4 l 17 20 l S",
        "1 w 19 10 m 19 15 15 19 10 19 c 4 19 4 1 4 10 c 4 5 4 1 10 1 c 15 1 19 5 19 10 c s",
        // borders that are open, or half of one
        "2 w 1 1 m 19 1 l 19 19 l 1 19 l S",
        "1 w 16 4 m 12 0 8 0 4 4 c 0 8 0 12 4 16 c 8 20 12 20 16 16 c S",
        "1 w 19 10 m 19 15 15 19 10 19 c 5 19 1 15 1 10 c 1 15 5 19 10 19 c 15 19 19 15 19 10 c S",
        ".5 g 1 1 m 1 19 l 19 19 l 17 17 l 3 17 l 3 3 l f 5 5 10 10 re f",
        "0 g 9 9 2 2 re f",
        "BT /Z 3 Tf 8 8 Td (l) Tj ET",
        "BT /F 16 Tf 3 4 Td (V) Tj ET",
        "2 w 10 3 m 10 17 l S",
        "2 w [2 2] 0 d 3 3 m 17 17 l S",
        "3 3 2 14 re f 15 3 2 14 re f",
        "0 g 4 4 12 12 re f 1 g 6 6 3 8 re f",
        "q 0 0 10 20 re W n 5 5 10 10 re f Q",
        "q 5 5 m 15 5 l 10 15 l h W n 0 0 20 20 re f Q",
        "BT /F 16 Tf 3 4 Td (4) Tj ET",
        "BT /Z 16 Tf 3 4 Td (a) Tj ET",
        "BT /Z 60 Tf -10 -10 Td (4) Tj ET",
        "BT /Z 16 Tf 0 1 -1 0 16 4 Tm (4) Tj ET",
        "BT /Z 16 Tf 1 Tr 3 4 Td (4) Tj ET",
        "BT /Z 16 Tf 3 4 Td (4) Tj ET 5 5 10 10 re f"
      })
  void aWordOrAnotherLetterIsNoMark(String content) throws IOException {
    assertFalse(StateLook.isPlain(look(20, 20, content), place(20, 20)));
  }

  @Test
  void aMarkIsAsWideAsHigh() throws IOException {
    COSStream look = look(20, 20, "5 5 10 10 re f");
    assertTrue(StateLook.isPlain(look, place(22, 20)));
    assertFalse(StateLook.isPlain(look, place(26, 20)), "stretched");
    assertFalse(StateLook.isPlain(look(20, 20, "0 G 1 1 18 18 re S"), place(8, 11)), "a nought");
    assertFalse(StateLook.isPlain(look, place(36, 12)), "stretched to a bar");
    assertTrue(StateLook.isPlain(look(20, 20, ""), place(36, 12)), "nothing");
    COSStream ground = look(20, 20, "0 g 0 0 20 20 re f");
    assertTrue(StateLook.isPlain(ground, place(8, 8)));
    assertFalse(StateLook.isPlain(ground, place(8, 1)), "a minus");
    assertFalse(StateLook.isPlain(ground, place(2, 13)), "a one");
    assertFalse(StateLook.isPlain(ground, place(2, 2)), "a point");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/X Do",
        "/P sh",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        "/M gs 0 0 5 5 re f",
        "/S gs 0 0 5 5 re f",
        "/unknown gs",
        "/Pattern cs /P scn 0 0 9 9 re f",
        "BT /Z 9 Tf (44) Tj ET",
        "BT /Z 9 Tf (4) Tj (4) Tj ET",
        "BT /Z 9 Tf [(4)(4)] TJ ET",
        "/OC /L BDC 0 0 5 5 re f EMC"
      })
  void whatMayBeMoreThanAMarkIsNot(String content) throws IOException {
    assertFalse(StateLook.isPlain(look(20, 20, content), place(20, 20)));
  }

  @Test
  void aMatrixThatEnlargesIsNotPlain() throws IOException {
    COSStream look = look(20, 20, "");
    COSArray matrix = new COSArray();
    for (int each : new int[] {9, 0, 0, 9, 0, 0}) {
      matrix.add(COSInteger.get(each));
    }
    look.setItem(COSName.MATRIX, matrix);
    assertFalse(StateLook.isPlain(look, place(20, 20)));
    look.removeItem(COSName.BBOX);
    assertFalse(StateLook.isPlain(look, place(20, 20)), "no box");
  }
}
