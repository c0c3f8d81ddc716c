// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes revisions one behind the other, each signed where it says so. */
final class LayeredFile {
  private static final int HOLE_BYTES = 3000;
  private static final String RANGE = "0 0000000000 0000000000 0000000000";

  /** The contents of a signature that is not filled in. */
  static final String EMPTY = "<" + "0".repeat(2 * HOLE_BYTES) + ">";

  private final Keys keys;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long previous = -1;
  private int size = 1;
  private RevisionWriter writer = Spelling.PLAIN.writer();

  LayeredFile(Keys keys) {
    this.keys = keys;
  }

  /** The file of these layers, behind a file that may be there already. */
  static byte[] of(Keys keys, Iterable<Layer> layers) throws Exception {
    LayeredFile file = new LayeredFile(keys);
    for (Layer each : layers) {
      file.add(each);
    }
    return file.bytes();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** Goes on behind a file that others wrote. */
  void begin(byte[] file, long startXref, int itsSize) {
    out.writeBytes(file);
    previous = startXref;
    size = itsSize;
  }

  /** What a signature dictionary needs beside its other entries. */
  static String hole() {
    return "/ByteRange[" + RANGE + "]/Contents" + EMPTY;
  }

  void add(Layer layer) throws Exception {
    StringBuilder text = new StringBuilder();
    if (out.size() == 0) {
      text.append("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    }
    long base = out.size();
    Map<Integer, long[]> entries = new TreeMap<>();
    Set<Integer> inside = new TreeSet<>();
    writer = layer.spelling().writer();
    layer
        .objects()
        .forEach(
            (number, value) -> {
              boolean packs =
                  layer.packed().contains(number)
                      && number != layer.signature()
                      && !(value instanceof Value.Stream);
              if (packs) {
                inside.add(number);
              } else {
                boolean plain = number == layer.signature();
                RevisionWriter.Spelled spelled =
                    writer.object(number, value, plain, base + text.length());
                text.append(spelled.before());
                entries.put(number, new long[] {1, base + text.length(), 0});
                text.append(spelled.object());
              }
              size = Math.max(size, number + 1);
            });
    layer.freed().forEach(number -> entries.put(number, new long[] {0, 0, 1}));
    layer.freed().forEach(number -> size = Math.max(size, number + 1));
    Map<Integer, long[]> held = packed(layer, inside, text, base, entries);
    text.append(writer.behindObjects(size + 2, base + text.length()));
    ends(layer, text, base, entries, held);
    byte[] written = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    out.writeBytes(written);
    if (layer.signature() != 0) {
      sign(layer, (int) base);
    }
  }

  private Map<Integer, long[]> packed(
      Layer layer,
      Set<Integer> inside,
      StringBuilder text,
      long base,
      Map<Integer, long[]> entries) {
    Map<Integer, long[]> held = new TreeMap<>();
    if (inside.isEmpty()) {
      return held;
    }
    int holder = size++;
    StringBuilder pairs = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (int number : inside) {
      held.put(number, new long[] {2, holder, held.size()});
      pairs.append(number).append(' ').append(body.length()).append(' ');
      body.append(layer.objects().get(number).text()).append('\n');
    }
    entries.put(holder, new long[] {1, base + text.length(), 0});
    Value stream =
        Value.stream(
            "/Type/ObjStm/N " + held.size() + "/First " + pairs.length(), pairs + body.toString());
    text.append(holder).append(" 0 obj\n").append(stream.text()).append("\nendobj\n");
    return held;
  }

  private void ends(
      Layer layer,
      StringBuilder text,
      long base,
      Map<Integer, long[]> entries,
      Map<Integer, long[]> held) {
    previous = section(layer, text, base);
    String trailer = "/Root 1 0 R" + layer.trailer();
    if (layer.form() == Layer.Form.STREAM || !held.isEmpty()) {
      int own = size++;
      long at = base + text.length();
      Map<Integer, long[]> all = new TreeMap<>(held);
      boolean whole = layer.form() == Layer.Form.STREAM;
      if (whole) {
        all.putAll(entries);
        if (previous < 0) {
          all.put(0, new long[] {0, 0, 65535});
        }
      }
      entries.put(own, new long[] {1, at, 0});
      all.put(own, entries.get(own));
      text.append(own).append(" 0 obj\n");
      String said =
          whole ? writer.trailer(size, trailer, previous) : "/Size " + size + "/Root 1 0 R";
      text.append(crossStream(all, writer.widths(all.values()), said));
      text.append("\nendobj\n");
      if (whole) {
        previous = at;
        text.append(writer.tail(at));
        return;
      }
      held.keySet().forEach(number -> entries.put(number, new long[] {0, 0, 0}));
      if (layer.form() == Layer.Form.OFFICE) {
        table(text, base, entries, trailer);
        entries.clear();
      }
      trailer += "/XRefStm " + at;
    }
    table(text, base, entries, trailer);
  }

  private void table(StringBuilder text, long base, Map<Integer, long[]> entries, String trailer) {
    long at = base + text.length();
    if (previous < 0) {
      entries.put(0, new long[] {0, 0, 65535});
    }
    text.append("xref\n");
    List<RevisionWriter.Entry> listed = new ArrayList<>();
    entries.forEach(
        (number, entry) ->
            listed.add(
                new RevisionWriter.Entry(
                    number, entry[1], (int) entry[2], entry[0] == 0 ? 'f' : 'n')));
    writer.entries(listed).forEach(each -> text.append(writer.lines(each)));
    if (entries.isEmpty()) {
      text.append("0 0\n");
    }
    text.append("trailer\n<<").append(writer.trailer(size, trailer, previous)).append(">>\n");
    text.append(writer.tail(at));
    previous = at;
  }

  // What the last section says is before it.
  private long section(Layer layer, StringBuilder text, long base) {
    long at = base + text.length();
    String section = writer.section(size, "/Root 1 0 R" + layer.trailer(), previous);
    if (section.isEmpty()) {
      return previous;
    }
    text.append(section).append(writer.startOfSection(at));
    return writer.leadsThere() ? at : previous;
  }

  private static String crossStream(Map<Integer, long[]> entries, int[] widths, String trailer) {
    StringBuilder index = new StringBuilder();
    StringBuilder data = new StringBuilder();
    entries.forEach(
        (number, entry) -> {
          index.append(number).append(" 1 ");
          for (int i = 0; i < widths.length; i++) {
            for (int octet = widths[i] - 1; octet >= 0; octet--) {
              data.append((char) (octet > 7 ? 0 : entry[i] >> 8 * octet & 0xff));
            }
          }
        });
    String form = "/Type/XRef/W[%d %d %d]".formatted(widths[0], widths[1], widths[2]);
    return Value.stream(form + "/Index[" + index + "]" + trailer, data.toString()).text();
  }

  private void sign(Layer layer, int base) throws Exception {
    byte[] file = out.toByteArray();
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int object = text.indexOf("\n" + layer.signature() + " 0 obj\n", Math.max(0, base - 1));
    int range = object < 0 ? -1 : text.indexOf(RANGE, object);
    int hole = object < 0 ? -1 : text.indexOf("<0000", object);
    if (range < 0 || hole < 0) {
      return; // a foreign change took its place
    }
    int end = hole + 2 * HOLE_BYTES + 2;
    String numbers =
        String.format(Locale.ROOT, "0 %010d %010d %010d", hole, end, file.length - end);
    System.arraycopy(
        numbers.getBytes(StandardCharsets.ISO_8859_1), 0, file, range, numbers.length());
    byte[] covered = new byte[file.length - (end - hole)];
    System.arraycopy(file, 0, covered, 0, hole);
    System.arraycopy(file, end, covered, hole, file.length - end);
    byte[] message = keys.message(layer.key(), covered);
    StringBuilder hex = new StringBuilder(java.util.HexFormat.of().formatHex(message));
    System.arraycopy(
        hex.toString().getBytes(StandardCharsets.ISO_8859_1), 0, file, hole + 1, hex.length());
    out.reset();
    out.writeBytes(file);
  }
}
