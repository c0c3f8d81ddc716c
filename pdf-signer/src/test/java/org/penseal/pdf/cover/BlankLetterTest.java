// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDTrueTypeFont;
import org.apache.pdfbox.pdmodel.font.encoding.Encoding;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A letter is blank where every table of its font says so. */
class BlankLetterTest {
  private static final Encoding WIN = WinAnsiEncoding.INSTANCE;

  @ParameterizedTest
  // Glyph 1 is a square, glyph 2 blank.
  @CsvSource({"2, 2, false", "2, 0, false", "2, 1, true", "0, 1, true"})
  void allTablesAreAsked(int windows, int mac, boolean shows) throws IOException {
    try (PDDocument document = new PDDocument()) {
      byte[] program = font(windows, mac);
      PDTrueTypeFont font = PDTrueTypeFont.load(document, new ByteArrayInputStream(program), WIN);
      assertEquals(shows, BlankLetter.mayShow(font, 'A'));
    }
  }

  @Test
  void namesOfGlyphsAreAsked() throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int glyph = 1; glyph <= 2; glyph++) {
        byte[] program = font(2, 2, named(glyph));
        PDTrueTypeFont font = PDTrueTypeFont.load(document, new ByteArrayInputStream(program), WIN);
        assertEquals(glyph == 1, BlankLetter.mayShow(font, 'A'));
      }
    }
  }

  // The table of names with A for a glyph, in Macintosh's order (OpenType 1.9, post).
  private static byte[] named(int glyph) {
    ByteBuffer names = shorts(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0);
    return names.putShort(34 + 2 * glyph, (short) 36).array();
  }

  /** A font of a square and a blank, with the glyph of A in two tables. */
  private static byte[] font(int windows, int mac) throws IOException {
    return font(windows, mac, shorts(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).array());
  }

  private static byte[] font(int windows, int mac, byte[] names) throws IOException {
    ByteBuffer segments = ByteBuffer.allocate(32);
    for (int each : new int[] {4, 32, 0, 4, 2, 1, 0, 'A', 0xffff, 0, 'A', 0xffff}) {
      segments.putShort((short) each);
    }
    segments.putShort((short) (windows - 'A')).putShort((short) 1).putInt(0);
    ByteBuffer codes = ByteBuffer.allocate(262);
    codes.putInt(262).putShort((short) 0).put(6 + 'A', (byte) mac);
    ByteBuffer cmap = shorts(0, 2, 1, 0, 0, 20 + 32, 3, 1, 0, 20);
    Map<String, byte[]> tables = new TreeMap<>();
    tables.put("cmap", joined(cmap.array(), segments.array(), codes.array()));
    tables.put(
        "glyf", shorts(1, 0, 0, 700, 700, 3, 0, 0x101, 0x101, 0, 0, 700, 0, 0, 700, 0, 0).array());
    tables.put("loca", shorts(0, 0, 17, 17).array());
    tables.put("maxp", shorts(1, 0, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0).array());
    tables.put("hmtx", shorts(700, 0, 700, 0, 700, 0).array());
    tables.put(
        "hhea", shorts(1, 0, 800, -200, 0, 700, 0, 0, 700, 1, 0, 0, 0, 0, 0, 0, 0, 3).array());
    tables.put(
        "head",
        shorts(
                1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 700, 700,
                0, 8, 2, 0, 0)
            .array());
    tables.put("post", names);
    tables.put("name", shorts(0, 0, 6).array());
    tables.put("OS/2", new byte[78]);
    return file(tables);
  }

  private static byte[] file(Map<String, byte[]> tables) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    head.write(shorts(1, 0, tables.size(), 128, 3, 16).array());
    int start = 12 + 16 * tables.size();
    for (Map.Entry<String, byte[]> each : tables.entrySet()) {
      head.write(each.getKey().getBytes(StandardCharsets.US_ASCII));
      ByteBuffer entry = ByteBuffer.allocate(12);
      entry.putInt(0).putInt(start + body.size()).putInt(each.getValue().length);
      head.write(entry.array());
      body.write(each.getValue());
      body.write(new byte[-each.getValue().length & 3]);
    }
    return joined(head.toByteArray(), body.toByteArray());
  }

  private static ByteBuffer shorts(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * values.length);
    for (int each : values) {
      buffer.putShort((short) each);
    }
    return buffer;
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] each : parts) {
      all.write(each);
    }
    return all.toByteArray();
  }
}
