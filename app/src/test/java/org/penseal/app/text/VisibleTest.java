// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void whatSteersATerminalOrTurnsTheDirectionIsEscaped() {
    assertEquals("a\\u001B[2K\\u000DValid", Visible.of("a\u001b[2K\rValid"));
    assertEquals("\\u009B1A\\u007F\\u000A\\u0009", Visible.of("\u009b1A\u007f\n\t"));
    assertEquals("\\u202Egpj.exe\\u2066\\u200F", Visible.of("\u202egpj.exe\u2066\u200f"));
    assertEquals("\\u2028\\uFEFF\\u200B", Visible.of("\u2028\ufeff\u200b"));
    assertEquals("\\u{E0041}", Visible.of("\udb40\udc41"));
    assertEquals("\\uD800", Visible.of("\ud800"));
  }

  @Test
  void onlyLineFeedsMakeLines() {
    assertEquals("a\n\\u000Db\\u2028\n", Visible.lines("a\n\rb\u2028\n"));
  }

  @Test
  void namesOfPeopleStayAsTheyAre() {
    for (String name : new String[] {"李娜", "𠮷田", "Zoë O’Brien", "محمد", "a\\b"}) {
      assertSame(name, Visible.of(name));
    }
  }

  @Test
  void jsonKeepsItsMeaning() throws Exception {
    var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
    String hostile = "李\u202e\u001b\u009b𠮷\udb40\udc41";
    String written = Visible.json(mapper.writeValueAsString(hostile));
    assertEquals(hostile, mapper.readValue(written, String.class));
    assertEquals(-1, written.indexOf('\u202e'));
    assertEquals(-1, written.indexOf('\u009b'));
  }
}
