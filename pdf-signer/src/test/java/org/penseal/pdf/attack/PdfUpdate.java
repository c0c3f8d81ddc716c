// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An incremental update written octet by octet (ISO 32000-2, 7.5.6), sound or not. */
final class PdfUpdate {
  private record Part(int number, int generation, String body) {}

  private final String before;
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> packed = new ArrayList<>();
  private final Map<Integer, String> entries = new TreeMap<>();
  private String root;
  private String more = "";
  private String lineEnd = "\n";
  private String tail = "%%EOF\n";
  private String lead = "";
  private boolean asStream;
  private long previous;
  private String head = "";
  private final Map<Integer, Integer> indexes = new TreeMap<>();
  private final Map<Integer, long[]> said = new TreeMap<>();

  PdfUpdate(byte[] before) {
    this.before = new String(before, StandardCharsets.ISO_8859_1);
    this.previous = Long.parseLong(last("startxref\\s+(\\d+)"));
    this.root = last("/Root\\s+(\\d+\\s+\\d+\\s+R)");
    this.asStream = this.before.substring((int) previous).matches("(?s)\\d+ \\d+ obj.*");
  }

  private String last(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(before);
    String found = "";
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }

  int next() {
    int size = 0;
    Matcher matcher = Pattern.compile("/Size\\s+(\\d+)").matcher(before);
    while (matcher.find()) {
      size = Math.max(size, Integer.parseInt(matcher.group(1)));
    }
    return size;
  }

  int fresh() {
    int most = next() - 1;
    for (Part each : parts) {
      most = Math.max(most, each.number);
    }
    for (Part each : packed) {
      most = Math.max(most, each.number);
    }
    return most + 1;
  }

  /** The object as it was last written. */
  String body(int number) {
    Matcher matcher =
        Pattern.compile("(?s)(?<![0-9])" + number + " 0 obj(.*?)endobj").matcher(before);
    String found = "";
    while (matcher.find()) {
      found = matcher.group(1).strip();
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no object " + number);
    }
    return found;
  }

  /** The last object that matches as it was written. */
  int number(String pattern) {
    Matcher matcher = Pattern.compile("(?s)(?<![0-9])(\\d+) 0 obj(.*?)endobj").matcher(before);
    Pattern wanted = Pattern.compile("(?s).*" + pattern + ".*");
    int found = 0;
    while (matcher.find()) {
      if (wanted.matcher(matcher.group(2)).matches()) {
        found = Integer.parseInt(matcher.group(1));
      }
    }
    if (found == 0) {
      throw new IllegalArgumentException("no object with " + pattern);
    }
    return found;
  }

  int catalog() {
    return Integer.parseInt(root.split("\\s+")[0]);
  }

  PdfUpdate put(int number, String body) {
    return put(number, 0, body);
  }

  PdfUpdate put(int number, int generation, String body) {
    parts.removeIf(each -> each.number == number);
    parts.add(new Part(number, generation, body));
    return this;
  }

  /** Written into an object stream. */
  PdfUpdate pack(int number, String body) {
    packed.add(new Part(number, 0, body));
    asStream = true;
    return this;
  }

  /** What stands before the objects of the object stream: numbers and offsets. */
  PdfUpdate head(String pairs) {
    head = pairs;
    return this;
  }

  /** What the cross references say of the place of an object in the object stream. */
  PdfUpdate index(int number, int index) {
    indexes.put(number, index);
    return this;
  }

  /** What the cross-reference stream says of an object, whatever was written. */
  PdfUpdate entryOf(int number, int kind, long at) {
    said.put(number, new long[] {kind, at, 0});
    return this;
  }

  /** Where an object was last written. */
  long offset(int number) {
    return before.lastIndexOf("\n" + number + " 0 obj") + 1;
  }

  PdfUpdate again(int number) {
    return put(number, body(number));
  }

  PdfUpdate with(int number, String added) {
    String body = body(number);
    int end = body.lastIndexOf(">>");
    return put(number, body.substring(0, end) + added + body.substring(end));
  }

  PdfUpdate change(int number, String pattern, String by) {
    String body = body(number);
    String changed = body.replaceFirst(pattern, by);
    if (changed.equals(body)) {
      throw new IllegalArgumentException(pattern + " not in " + body);
    }
    return put(number, changed);
  }

  /** What this update has written already is written otherwise. */
  PdfUpdate amend(int number, String pattern, String by) {
    Part written = parts.stream().filter(each -> each.number == number).findFirst().orElseThrow();
    String changed = written.body.replaceFirst(pattern, by);
    if (changed.equals(written.body)) {
      throw new IllegalArgumentException(pattern + " not in " + written.body);
    }
    return put(number, written.generation, changed);
  }

  PdfUpdate stream(int number, String dictionary, String content) {
    return put(number, streamBody(dictionary, content));
  }

  static String streamBody(String dictionary, String content) {
    return "<<"
        + dictionary
        + "/Length "
        + content.length()
        + ">>\nstream\n"
        + content
        + "\nendstream";
  }

  /** An entry of the cross-reference table as it stands there, 20 octets. */
  PdfUpdate entry(int number, String line) {
    entries.put(number, line);
    return this;
  }

  PdfUpdate free(int number) {
    return entry(number, "0000000000 00001 f \n");
  }

  PdfUpdate root(String reference) {
    root = reference;
    return this;
  }

  PdfUpdate trailer(String added) {
    more += added;
    return this;
  }

  PdfUpdate lineEnd(String end) {
    lineEnd = end;
    return this;
  }

  PdfUpdate tail(String end) {
    tail = end;
    return this;
  }

  PdfUpdate lead(String bytes) {
    lead += bytes;
    return this;
  }

  PdfUpdate previous(long offset) {
    previous = offset;
    return this;
  }

  PdfUpdate asStream(boolean stream) {
    asStream = stream;
    return this;
  }

  byte[] bytes() {
    StringBuilder out = new StringBuilder(before);
    if (!before.endsWith("\n") && !before.endsWith("\r")) {
      out.append('\n');
    }
    out.append(lead);
    Map<Integer, long[]> table = new TreeMap<>();
    for (Part each : parts) {
      table.put(each.number, new long[] {1, out.length(), each.generation});
      out.append(each.number).append(' ').append(each.generation).append(" obj").append(lineEnd);
      out.append(each.body).append(lineEnd).append("endobj").append(lineEnd);
    }
    if (!packed.isEmpty()) {
      pack(out, table);
    }
    said.forEach(
        (number, entry) -> {
          if (parts.stream().noneMatch(each -> each.number == number)) {
            table.put(number, entry);
          }
        });
    if (asStream) {
      crossStream(out, table);
    } else {
      crossTable(out, table);
    }
    out.append(tail);
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void pack(StringBuilder out, Map<Integer, long[]> table) {
    int holder = fresh();
    StringBuilder pairs = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < packed.size(); i++) {
      Part each = packed.get(i);
      pairs.append(each.number).append(' ').append(body.length()).append(' ');
      body.append(each.body).append('\n');
      table.put(each.number, new long[] {2, holder, i});
    }
    indexes.forEach((number, index) -> table.put(number, new long[] {2, holder, index}));
    if (!head.isEmpty()) {
      pairs = new StringBuilder(head);
    }
    String dictionary =
        "/Type/ObjStm/N " + pairs.toString().split(" ").length / 2 + "/First " + pairs.length();
    parts.add(new Part(holder, 0, ""));
    table.put(holder, new long[] {1, out.length(), 0});
    out.append(holder).append(" 0 obj\n");
    out.append(streamBody(dictionary, pairs.toString() + body)).append("\nendobj\n");
  }

  private int size(Map<Integer, long[]> table) {
    int size = next();
    for (int number : table.keySet()) {
      size = Math.max(size, number + 1);
    }
    return size;
  }

  private String ends(int size) {
    String id = more.contains("/ID") ? "" : last("(?s)(/ID\\s*\\[.*?\\])");
    String encrypt = last("(/Encrypt\\s+\\d+\\s+\\d+\\s+R)");
    String info = more.contains("/Info") ? "" : last("(/Info\\s+\\d+\\s+\\d+\\s+R)");
    return "/Size " + size + "/Root " + root + "/Prev " + previous + info + encrypt + id + more;
  }

  private void crossTable(StringBuilder out, Map<Integer, long[]> table) {
    TreeMap<Integer, String> lines = new TreeMap<>();
    table.forEach(
        (number, entry) -> lines.put(number, "%010d %05d n \n".formatted(entry[1], entry[2])));
    lines.putAll(entries);
    long start = out.length();
    out.append("xref").append(lineEnd);
    lines.forEach((number, line) -> out.append(number).append(" 1\n").append(line));
    if (lines.isEmpty()) {
      out.append("0 0\n");
    }
    out.append("trailer").append(lineEnd).append("<<").append(ends(size(table))).append(">>");
    out.append(lineEnd).append("startxref").append(lineEnd).append(start).append(lineEnd);
  }

  private void crossStream(StringBuilder out, Map<Integer, long[]> table) {
    int own = size(table);
    long start = out.length();
    table.put(own, new long[] {1, start, 0});
    StringBuilder index = new StringBuilder();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    table.forEach(
        (number, entry) -> {
          index.append(number).append(" 1 ");
          data.write((int) entry[0]);
          for (int shift = 24; shift >= 0; shift -= 8) {
            data.write((int) (entry[1] >> shift));
          }
          data.write((int) (entry[2] >> 8));
          data.write((int) entry[2]);
        });
    String dictionary = "/Type/XRef/W[1 4 2]/Index[" + index + "]" + ends(own + 1);
    out.append(own).append(" 0 obj\n");
    out.append(streamBody(dictionary, data.toString(StandardCharsets.ISO_8859_1)));
    out.append("\nendobj\nstartxref\n").append(start).append("\n");
  }
}
