// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.penseal.pdf.revision.Revision;

/** A PDF of objects by number and its updates; object 1 is the catalog (ISO 32000-2, 7.5). */
public final class ObjectFile {
  private static final int MARK = 0xFFFF;

  private final StringBuilder text = new StringBuilder("%PDF-1.7\n");
  private final String more;
  private long previous = -1;
  private int size;

  /**
   * An empty file.
   *
   * @param more entries of the trailer beside Size, Root and Prev
   */
  public ObjectFile(String more) {
    this.more = more;
  }

  /** A stream's text. */
  public static String stream(String dictionary, String content) {
    return "<<%s/Length %d>>\nstream\n%s\nendstream"
        .formatted(dictionary, content.length(), content);
  }

  /** Writes an update, or the first revision, with a table; an empty text frees a number. */
  public ObjectFile put(Map<Integer, String> objects) {
    StringBuilder table = new StringBuilder();
    if (previous < 0) {
      table.append("0 1\n0000000000 65535 f \n");
    }
    new TreeMap<>(objects)
        .forEach(
            (number, body) -> {
              size = Math.max(size, number + 1);
              table.append(number).append(" 1\n");
              if (body.isEmpty()) {
                table.append("0000000000 00001 f \n");
              } else {
                table.append("%010d 00000 n \n".formatted(text.length()));
                text.append(number + " 0 obj\n" + body + "\nendobj\n");
              }
            });
    int start = text.length();
    text.append("xref\n").append(table).append("trailer\n<<").append(ends(size)).append(">>\n");
    return end(start);
  }

  /** The same with the packed objects in an object stream, and a cross-reference stream. */
  public ObjectFile put(Map<Integer, String> objects, Map<Integer, String> packed) {
    Map<Integer, long[]> entries = new TreeMap<>(Map.of(0, new long[] {0, 0, MARK}));
    objects.forEach((number, body) -> size = Math.max(size, number + 1));
    packed.forEach((number, body) -> size = Math.max(size, number + 1));
    int holder = size;
    StringBuilder head = new StringBuilder();
    StringBuilder bodies = new StringBuilder();
    for (Map.Entry<Integer, String> each : packed.entrySet()) {
      entries.put(each.getKey(), new long[] {2, holder, head.toString().split(" ").length / 2});
      head.append(each.getKey() + " " + bodies.length() + " ");
      bodies.append(each.getValue()).append('\n');
    }
    Map<Integer, String> all = new TreeMap<>(objects);
    all.put(
        holder,
        stream(
            "/Type/ObjStm/N %d/First %d".formatted(packed.size(), head.length()),
            head.toString() + bodies));
    all.forEach(
        (number, body) -> {
          entries.put(number, new long[] {1, text.length(), 0});
          text.append(number + " 0 obj\n" + body + "\nendobj\n");
        });
    size = holder + 2;
    int start = text.length();
    entries.put(holder + 1, new long[] {1, start, 0});
    String content = lines(entries);
    String index =
        entries.keySet().stream().map(n -> n + " 1").reduce("", (a, b) -> a + " " + b).strip();
    String dictionary = "/Type/XRef/W[1 4 2]/Index[" + index + "]" + ends(size);
    text.append(holder + 1 + " 0 obj\n" + stream(dictionary, content) + "\nendobj\n");
    return end(start);
  }

  private static String lines(Map<Integer, long[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long[] entry : entries.values()) {
      out.write((int) entry[0]);
      for (int shift = 24; shift >= 0; shift -= 8) {
        out.write((int) (entry[1] >> shift));
      }
      out.write((int) (entry[2] >> 8));
      out.write((int) entry[2]);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private String ends(int count) {
    return "/Size " + count + "/Root 1 0 R" + more + (previous < 0 ? "" : "/Prev " + previous);
  }

  private ObjectFile end(int start) {
    text.append("startxref\n").append(start).append("\n%%EOF\n");
    previous = start;
    return this;
  }

  /** How long the file is now: the end of a revision. */
  public long length() {
    return text.length();
  }

  /** Writes the file. */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  /** Writes the file and opens its last revision. */
  public Revision open(Path file) throws IOException {
    return Revision.open(write(file), length(), null).orElseThrow();
  }
}
