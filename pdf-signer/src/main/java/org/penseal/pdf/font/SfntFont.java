// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.font;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a TrueType font (OpenType 1.9, font file).
 *
 * @param version of the file
 * @param tables by their tags
 */
record SfntFont(int version, Map<String, byte[]> tables) {
  private static final int DIRECTORY = 12;
  private static final int ENTRY = 16;
  // head
  private static final int ADJUSTMENT = 8;
  private static final int LONG_OFFSETS = 50;
  private static final int MAGIC_SUM = 0xB1B0AFBA;
  // maxp
  private static final int GLYPHS = 4;
  private static final int MOST_POINTS = 6;
  private static final int MOST_CONTOURS = 8;

  static SfntFont parse(byte[] font) {
    ByteBuffer in = ByteBuffer.wrap(font);
    Map<String, byte[]> tables = new TreeMap<>();
    for (int i = 0; i < in.getShort(4); i++) {
      int entry = DIRECTORY + ENTRY * i;
      String tag = new String(font, entry, 4, StandardCharsets.US_ASCII);
      int from = in.getInt(entry + 8);
      tables.put(tag, Arrays.copyOfRange(font, from, from + in.getInt(entry + 12)));
    }
    return new SfntFont(in.getInt(0), tables);
  }

  private ByteBuffer table(String tag) {
    byte[] found = tables.get(tag);
    if (found == null) {
      throw new IllegalArgumentException("no table " + tag);
    }
    return ByteBuffer.wrap(found);
  }

  int glyphCount() {
    return table("maxp").getShort(GLYPHS) & 0xFFFF;
  }

  byte[] glyph(int index) {
    byte[] glyphs = table("glyf").array();
    return Arrays.copyOfRange(glyphs, offset(index), offset(index + 1));
  }

  private int offset(int index) {
    ByteBuffer offsets = table("loca");
    return table("head").getShort(LONG_OFFSETS) == 0
        ? 2 * (offsets.getShort(2 * index) & 0xFFFF)
        : offsets.getInt(4 * index);
  }

  /** The file with other glyphs. */
  byte[] with(List<byte[]> glyphs) {
    Map<String, byte[]> all = new TreeMap<>(tables);
    ByteBuffer offsets = ByteBuffer.allocate(4 * (glyphs.size() + 1));
    ByteBuffer outlines =
        ByteBuffer.allocate(glyphs.stream().mapToInt(each -> padded(each.length)).sum());
    int points = 0;
    int contours = 0;
    for (byte[] glyph : glyphs) {
      offsets.putInt(outlines.position());
      outlines.put(glyph).position(padded(outlines.position()));
      ByteBuffer in = ByteBuffer.wrap(glyph);
      if (glyph.length > 0 && in.getShort(0) > 0) {
        contours = Math.max(contours, in.getShort(0));
        points = Math.max(points, 1 + (in.getShort(8 + 2 * in.getShort(0)) & 0xFFFF));
      }
    }
    offsets.putInt(outlines.position());
    all.put("glyf", outlines.array());
    all.put("loca", offsets.array());
    ByteBuffer head = ByteBuffer.wrap(table("head").array().clone());
    head.putShort(LONG_OFFSETS, (short) 1).putInt(ADJUSTMENT, 0);
    all.put("head", head.array());
    ByteBuffer most = ByteBuffer.wrap(table("maxp").array().clone());
    most.putShort(MOST_POINTS, (short) points).putShort(MOST_CONTOURS, (short) contours);
    all.put("maxp", most.array());
    return file(all);
  }

  private byte[] file(Map<String, byte[]> all) {
    int length = DIRECTORY + ENTRY * all.size();
    for (byte[] table : all.values()) {
      length += padded(table.length);
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    int power = Integer.highestOneBit(all.size());
    out.putInt(version)
        .putShort((short) all.size())
        .putShort((short) (power * ENTRY))
        .putShort((short) Integer.numberOfTrailingZeros(power))
        .putShort((short) ((all.size() - power) * ENTRY));
    int at = DIRECTORY + ENTRY * all.size();
    int head = 0;
    for (Map.Entry<String, byte[]> each : all.entrySet()) {
      out.put(each.getKey().getBytes(StandardCharsets.US_ASCII));
      out.putInt(sum(each.getValue())).putInt(at).putInt(each.getValue().length);
      out.put(at, each.getValue());
      head = each.getKey().equals("head") ? at : head;
      at += padded(each.getValue().length);
    }
    out.putInt(head + ADJUSTMENT, MAGIC_SUM - sum(out.array()));
    return out.array();
  }

  private static int padded(int length) {
    return (length + 3) & ~3;
  }

  private static int sum(byte[] table) {
    ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(table, padded(table.length)));
    int sum = 0;
    while (in.hasRemaining()) {
      sum += in.getInt();
    }
    return sum;
  }
}
