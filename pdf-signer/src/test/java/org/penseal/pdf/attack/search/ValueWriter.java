// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes values, each part in one of its spellings. */
final class ValueWriter {
  private final RevisionWriter writer;
  private final Map<Integer, Value> others;
  private final StringBuilder out = new StringBuilder();

  /** Of a writer. */
  ValueWriter(RevisionWriter writer, Spelling spelling) {
    this.writer = writer;
    this.others = spelling.others();
  }

  String write(Value value) {
    put(value);
    return out.toString();
  }

  private void blank(String usual) {
    out.append(
        writer.has(Deviation.BLANKS, 15)
            ? writer.one(
                Deviation.BLANKS, "\r", "\f", "\u0000", "\t", "%\n", "%>>\n", "\r\n", "  ", "%\r")
            : usual);
  }

  private void put(Value value) {
    switch (value) {
      case Value.Scalar scalar -> scalar(scalar.written());
      case Value.Reference(int number, int generation) -> {
        out.append(number(Integer.toString(number), false));
        blank(" ");
        out.append(number(Integer.toString(generation), false));
        blank(" ");
        out.append('R');
      }
      case Value.Array array -> {
        out.append('[');
        array.elements().forEach(this::spaced);
        out.append(']');
      }
      case Value.Dictionary dictionary -> {
        out.append("<<");
        dictionary.entries().forEach(this::entry);
        if (writer.has(Deviation.KEYS, 25) && !others.isEmpty()) {
          again(dictionary);
        }
        out.append(">>");
      }
      case Value.Stream stream -> {
        put(withLength(stream));
        out.append(
            writer.has(Deviation.LENGTH, 15)
                ? writer.one(
                    Deviation.LENGTH, "\nstream\r\n", " stream\n", "\nstream\r", "%\nstream\n")
                : "\nstream\n");
        out.append(stream.content()).append("\nendstream");
      }
    }
  }

  // Entries of a second body, wherever they are no entries of the first.
  private void again(Value.Dictionary dictionary) {
    Value other = writer.dice(Deviation.KEYS).of(List.copyOf(others.values()));
    Value.Dictionary from = other.dictionaryOf();
    if (from != null) {
      from.entries()
          .forEach(
              (name, value) -> {
                if (dictionary.get(name) != null && writer.has(Deviation.KEYS, 60)) {
                  entry(name, value);
                }
              });
    }
  }

  private Value.Dictionary withLength(Value.Stream stream) {
    if (stream.dictionary().get("Length") != null) {
      return stream.dictionary();
    }
    int length = stream.content().length();
    if (!writer.has(Deviation.LENGTH, 60)) {
      return stream.dictionary().with("Length", new Value.Scalar("" + length));
    }
    Dice own = writer.dice(Deviation.LENGTH);
    return switch (own.between(0, 5)) {
      case 0 -> stream.dictionary();
      case 1 -> stream.dictionary().with("Length", new Value.Scalar("0"));
      case 2 -> stream.dictionary().with("Length", new Value.Reference(9999, 0));
      case 3 ->
          stream.dictionary().with("Length", new Value.Scalar("" + (length + own.between(-3, 3))));
      case 4 -> stream.dictionary().with("Length", new Value.Scalar("-1"));
      default -> stream.dictionary().with("Length", new Value.Scalar(length + ".0"));
    };
  }

  private void entry(String name, Value value) {
    out.append(name("/" + name));
    spaced(value);
  }

  private void spaced(Value value) {
    if (value instanceof Value.Reference
        || value instanceof Value.Scalar scalar && "/(<".indexOf(scalar.written().charAt(0)) < 0) {
      blank(" ");
    }
    put(value);
  }

  private void scalar(String written) {
    char first = written.charAt(0);
    if (first == '/') {
      out.append(name(written));
    } else if (first == '(' || first == '<') {
      out.append(string(written));
    } else if (Character.isDigit(first) || first == '-' || first == '.') {
      out.append(number(written, true));
    } else {
      out.append(written);
    }
  }

  private String name(String written) {
    if (written.length() < 2 || !writer.has(Deviation.NAMES, 15)) {
      return written;
    }
    int at = writer.dice(Deviation.NAMES).between(1, written.length() - 1);
    String rest = written.substring(at + 1);
    String hex = String.format(Locale.ROOT, "#%02x", (int) written.charAt(at));
    return written.substring(0, at)
        + (writer.has(Deviation.NAMES, 50) ? hex.toUpperCase(Locale.ROOT) : hex)
        + rest;
  }

  private String number(String written, boolean real) {
    if (!writer.has(Deviation.NUMBERS, 15) || written.startsWith("-")) {
      return written;
    }
    return real && written.indexOf('.') < 0
        ? writer.one(
            Deviation.NUMBERS,
            "+" + written,
            "0" + written,
            written + ".",
            written + ".0",
            "000000000000" + written,
            "--" + written,
            written + ".0-1",
            "+-" + written)
        : writer.one(Deviation.NUMBERS, "+" + written, "0" + written, "00000" + written);
  }

  private String string(String written) {
    if (written.charAt(0) != '(' || !writer.has(Deviation.STRINGS, 40)) {
      return written;
    }
    String inner = written.substring(1, written.length() - 1);
    if (inner.indexOf('\\') >= 0) {
      return written;
    }
    StringBuilder text = new StringBuilder();
    if (writer.has(Deviation.STRINGS, 50)) {
      inner.chars().forEach(c -> text.append(String.format(Locale.ROOT, "%02x", c)));
      return "<" + text + writer.one(Deviation.STRINGS, ">", " >", "\n>", "0>");
    }
    inner
        .chars()
        .forEach(
            c ->
                text.append(
                    writer.has(Deviation.STRINGS, 30)
                        ? String.format(Locale.ROOT, "\\%03o", c)
                        : (char) c));
    return "(" + text + writer.one(Deviation.STRINGS, ")", "\\\n)", "\\)").replace("\\)", ")");
  }
}
