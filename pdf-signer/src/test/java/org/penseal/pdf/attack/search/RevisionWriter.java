// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes one revision from its first octet to its last. */
final class RevisionWriter {
  /** An object with what stands around it. */
  record Spelled(String before, String object) {}

  /** An entry of a table that is written in place of another, or beside it. */
  record Entry(int number, long offset, int generation, char type) {}

  private final Spelling spelling;
  private final Map<Deviation, Dice> dice = new HashMap<>();
  private final int share; // of what might be deviating
  private final Map<Integer, Long> otherBodies = new TreeMap<>();

  RevisionWriter(Spelling spelling) {
    this.spelling = spelling;
    this.share = new Dice(spelling.seed()).one(100, 30, 10);
    for (Deviation each : spelling.deviations()) {
      // Each has dice of its own: what one of them does, stays when another is left out.
      dice.put(each, new Dice(spelling.seed() * 131 + each.ordinal()));
    }
  }

  boolean has(Deviation deviation, int percent) {
    Dice own = dice.get(deviation);
    return own != null && own.in100(percent == 100 ? 100 : Math.max(1, percent * share / 100));
  }

  String one(Deviation deviation, String... choices) {
    return dice.get(deviation).one(choices);
  }

  Dice dice(Deviation deviation) {
    return Objects.requireNonNull(dice.get(deviation));
  }

  /** An object as it stands in the file, at an offset; plain if it is to be signed. */
  Spelled object(int number, Value value, boolean plain, long offset) {
    if (plain || spelling.deviations().isEmpty()) {
      return new Spelled("", number + " 0 obj\n" + value.text() + "\nendobj\n");
    }
    StringBuilder before = new StringBuilder();
    if (has(Deviation.WORDS, 30)) {
      before.append(
          one(
              Deviation.WORDS,
              "xref\n",
              "trailer\n<</Root 1 0 R>>\n",
              "endobj\n",
              "endstream\nendobj\n",
              "startxref\n0\n%%EOF\n",
              number + " 0 obj\n",
              "<<>>\n",
              "\u0000\u0000",
              "stream\n"));
    }
    Value other = spelling.others().get(number);
    if (other != null && has(Deviation.BEFORE, 80)) {
      before.append(other(number, other, offset + before.length()));
    }
    if (other != null && has(Deviation.REMARK, 80)) {
      before.append('%').append(one(Deviation.REMARK, "", " ", "\u0000"));
      before.append(other(number, flat(other), offset + before.length()).replace('\n', ' '));
      before.append('\n');
    }
    StringBuilder text = new StringBuilder();
    text.append(frame(number)).append(new ValueWriter(this, spelling).write(value)).append(end());
    if (other != null && has(Deviation.BEHIND, 80)) {
      text.append(other(number, other, offset + before.length() + text.length()));
    }
    return new Spelled(before.toString(), text.toString());
  }

  /** What stands behind all objects. */
  String behindObjects(int free, long offset) {
    StringBuilder text = new StringBuilder();
    List<Integer> left =
        spelling.others().keySet().stream().filter(each -> !otherBodies.containsKey(each)).toList();
    if (has(Deviation.INSIDE, 100) && !spelling.others().isEmpty()) {
      text.append(free).append(" 0 obj\n<</Length ");
      StringBuilder data =
          new StringBuilder(one(Deviation.INSIDE, "", "\n", "endobj\n", "endstream\nendobj\n"));
      spelling
          .others()
          .forEach(
              (number, value) ->
                  data.append(number).append(" 0 obj\n").append(value.text()).append("\nendobj\n"));
      text.append(data.length()).append(">>stream\n").append(data).append("\nendstream\nendobj\n");
    }
    // Numbers that the revision does not write itself.
    for (int number : left) {
      if (has(Deviation.BEFORE, 60)
          || has(Deviation.BEHIND, 60)
          || has(Deviation.SECTION, 100)
          || has(Deviation.ENTRIES, 60)) {
        text.append(other(number, spelling.others().get(number), offset + text.length()));
      }
    }
    return text.toString();
  }

  private static Value flat(Value value) {
    return value instanceof Value.Stream stream ? stream.dictionary() : value;
  }

  private String other(int number, Value value, long offset) {
    otherBodies.put(number, offset);
    return number + " 0 obj\n" + value.text() + "\nendobj\n";
  }

  private String frame(int number) {
    if (!has(Deviation.FRAME, 40)) {
      return number + " 0 obj\n";
    }
    String rest =
        one(
            Deviation.FRAME,
            " 0 obj",
            " 0 obj%\n",
            " 00 obj\n",
            "  0  obj\n",
            "\n0\nobj\n",
            " 0 obj\r",
            " %\n0 obj ",
            " 0 obj\u0000");
    return one(Deviation.FRAME, "", "", "0", "+") + number + rest;
  }

  private String end() {
    if (!has(Deviation.FRAME, 40)) {
      return "\nendobj\n";
    }
    return one(
        Deviation.FRAME,
        " endobj ",
        "\nendobj",
        "\n",
        "\nendob\n",
        " %\nendobj\r",
        "\nendobj endobj\n",
        "\n0\nendobj\n",
        "\nENDOBJ\n");
  }

  /** Entries of a table; what is missing among these is written as it was. */
  List<Entry> entries(List<Entry> written) {
    List<Entry> found = new ArrayList<>();
    for (Entry each : written) {
      Entry entry = each;
      if (has(Deviation.ENTRIES, 25)) {
        long shift = dice(Deviation.ENTRIES).one(-1, 1, 2, 0);
        int generation = dice(Deviation.ENTRIES).one(0, 0, 1, 65535);
        entry = new Entry(each.number, Math.max(0, each.offset + shift), generation, each.type);
      }
      if (otherBodies.containsKey(each.number) && has(Deviation.ENTRIES, 30)) {
        found.add(new Entry(each.number, otherBodies.get(each.number), 0, 'n'));
      }
      found.add(entry);
    }
    if (has(Deviation.ENTRIES, 60)) {
      otherBodies.forEach(
          (number, offset) -> {
            if (has(Deviation.ENTRIES, 40)) {
              int generation = dice(Deviation.ENTRIES).one(0, 0, 1);
              found.add(
                  new Entry(
                      number, offset, generation, dice(Deviation.ENTRIES).one('n', 'n', 'f')));
            }
          });
    }
    return found;
  }

  /** A heading and one line. */
  String lines(Entry entry) {
    String heading = entry.number + " 1\n";
    if (has(Deviation.HEADINGS, 30)) {
      heading =
          one(
              Deviation.HEADINGS,
              entry.number + "  1\n",
              "0" + entry.number + " 1\n",
              entry.number + " 1 \r\n",
              entry.number + " 01\n",
              entry.number + " 2\n",
              entry.number + " 0\n",
              entry.number + " 1\n" + entry.number + " 1\n",
              entry.number + "\n1\n",
              "+" + entry.number + " 1\n");
    }
    String line =
        String.format(Locale.ROOT, "%010d %05d %c", entry.offset, entry.generation, entry.type);
    String ending = " \n";
    if (has(Deviation.LINES, 40)) {
      ending = one(Deviation.LINES, "\n", "\r", "\r\n", "  \n", "", " \r\n", "%\n", "\n\n");
    }
    if (has(Deviation.LINES, 15)) {
      line =
          one(
              Deviation.LINES,
              line.substring(1),
              " " + line,
              line.replace(" ", "  "),
              line.toUpperCase(Locale.ROOT));
    }
    return heading + line + ending + gap();
  }

  private String gap() {
    return has(Deviation.GAPS, 40)
        ? one(Deviation.GAPS, "\n", " ", "%\n", "\r\n", "0 0\n", "\u0000", "\t\n")
        : "";
  }

  /** The entries of a trailer but its size and what is before. */
  String trailer(int size, String entries, long previous) {
    String said = "/Size " + size;
    if (has(Deviation.SIZE, 100)) {
      said =
          one(
              Deviation.SIZE,
              "",
              "/Size 0",
              "/Size " + (size - 1),
              "/Size " + size / 2,
              "/Size " + (size + 1),
              "/Size " + size + ".0",
              "/Size +" + size,
              "/Size 0" + size,
              "/Size " + (size + 1000),
              "/Size 1 0 R",
              "/Size " + size / 2 + said);
    }
    String before = previous < 0 ? "" : "/Prev " + previous;
    if (has(Deviation.PREVIOUS, 100)) {
      before =
          previous < 0
              ? one(Deviation.PREVIOUS, "/Prev 0", "/Prev 1", "/Prev -1")
              : one(
                  Deviation.PREVIOUS,
                  "",
                  "/Prev 0",
                  "/Prev " + (previous - 1),
                  "/Prev " + (previous + 1),
                  "/Prev " + previous + ".0",
                  "/Prev +" + previous,
                  "/Prev 0" + previous,
                  "/Prev 1 0 R",
                  "/Prev 9" + before,
                  before + "/Prev 9",
                  "/Prev#20 9" + before,
                  "/Prev -" + previous);
    }
    return said + entries + before;
  }

  /** A section of its own before the last one; empty for none. */
  String section(int size, String entries, long previous) {
    if (otherBodies.isEmpty() || !has(Deviation.SECTION, 100)) {
      return "";
    }
    StringBuilder text = new StringBuilder("xref\n");
    otherBodies.forEach(
        (number, offset) ->
            text.append(String.format(Locale.ROOT, "%d 1\n%010d 00000 n \n", number, offset)));
    text.append("trailer\n<</Size ").append(size).append(entries);
    text.append(previous < 0 ? "" : "/Prev " + previous).append(">>\n");
    return text.toString();
  }

  /** Whether the last section leads to that one, which leads to the one before. */
  boolean leadsThere() {
    return has(Deviation.SECTION, 50);
  }

  /** Where that section says that the file begins to be read; empty for nothing. */
  String startOfSection(long at) {
    return has(Deviation.SECTION, 60) ? "startxref\n" + at + "\n%%EOF\n" : "";
  }

  /** Widths of type, offset and the rest of a stream's entries. */
  int[] widths(Collection<long[]> entries) {
    if (!has(Deviation.WIDTHS, 100)) {
      return new int[] {1, 4, 2};
    }
    boolean used = entries.stream().allMatch(each -> each[0] == 1);
    boolean plain = entries.stream().allMatch(each -> each[2] == 0);
    Dice own = dice(Deviation.WIDTHS);
    return new int[] {
      used && own.in100(60) ? 0 : own.one(1, 2),
      own.one(3, 4, 8),
      plain && own.in100(60) ? 0 : own.one(2, 3)
    };
  }

  /** What a file ends with. */
  String tail(long at) {
    String start = "startxref\n" + at + "\n";
    if (has(Deviation.START, 100)) {
      start =
          one(
              Deviation.START,
              "startxref\n" + (at - 1) + "\n",
              "startxref\n" + (at + 1) + "\n",
              "startxref\n0" + at + "\n",
              "startxref\n+" + at + "\n",
              "startxref " + at + "\n",
              "startxref\n%\n" + at + "\n",
              "startxref\n0\n",
              "startxref\n" + at + "\n%%EOF\nstartxref\n0\n",
              "startxref\n0\n%%EOF\nstartxref\n" + at + "\n",
              "startxref" + at + "\n",
              "startxref\n" + at + " 0\n",
              "");
    }
    String end = "%%EOF\n";
    if (has(Deviation.END, 100)) {
      end =
          one(
              Deviation.END,
              "",
              "%%EOF",
              "%%EOF\u0000",
              "%%EOF" + "\n".repeat(1100),
              "%%EOF\n" + " ".repeat(1500),
              "%%EOF\ntrailer\n<</Root 1 0 R>>\n",
              "%%EOF\n%%EOF\n",
              "%EOF\n",
              "%%EOF\nstartxref\n",
              "%%EOF x\n");
    }
    return start + end;
  }
}
