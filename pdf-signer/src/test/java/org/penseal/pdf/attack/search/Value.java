// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A PDF value as it is written (ISO 32000-2, 7.3), of any spelling. Immutable by agreement. */
sealed interface Value {
  /** A number, name with its slash, string, boolean or null, as its characters. */
  record Scalar(String written) implements Value {}

  /** An indirect reference. */
  record Reference(int number, int generation) implements Value {}

  /** An array. */
  record Array(List<Value> elements) implements Value {}

  /** A dictionary; names without their slash, as they are spelled. */
  record Dictionary(Map<String, Value> entries) implements Value {
    Value get(String name) {
      return entries.get(name);
    }

    Dictionary with(String name, Value value) {
      Map<String, Value> changed = new LinkedHashMap<>(entries);
      changed.put(name, value);
      return new Dictionary(changed);
    }

    Dictionary without(String name) {
      Map<String, Value> changed = new LinkedHashMap<>(entries);
      changed.remove(name);
      return new Dictionary(changed);
    }
  }

  /** A stream; its Length is written with its content unless the dictionary has one. */
  record Stream(Dictionary dictionary, String content) implements Value {}

  /** What an object with no body leads to. */
  Scalar NULL = new Scalar("null");

  /** Reads one value; a stream is {@code <<…>>stream\n…\nendstream}. */
  static Value of(String text) {
    return new Reader(text).read();
  }

  /** A stream of these entries. */
  static Value stream(String entries, String content) {
    return new Stream((Dictionary) of("<<" + entries + ">>"), content);
  }

  /** The dictionary of a dictionary or stream; null for anything else. */
  default Dictionary dictionaryOf() {
    return switch (this) {
      case Dictionary found -> found;
      case Stream found -> found.dictionary;
      default -> null;
    };
  }

  /** The same with another dictionary; itself where there is none. */
  default Value withDictionary(Dictionary other) {
    return switch (this) {
      case Dictionary found -> other;
      case Stream found -> new Stream(other, found.content);
      default -> this;
    };
  }

  /** Every number that is referred to, in order, several times if it is. */
  default List<Integer> references() {
    List<Integer> found = new ArrayList<>();
    switch (this) {
      case Scalar none -> {}
      case Reference reference -> found.add(reference.number);
      case Array array -> array.elements.forEach(each -> found.addAll(each.references()));
      case Dictionary dictionary ->
          dictionary.entries.values().forEach(each -> found.addAll(each.references()));
      case Stream stream -> found.addAll(stream.dictionary.references());
    }
    return found;
  }

  /** As it stands in a file. */
  default String text() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    switch (this) {
      case Scalar scalar -> out.append(scalar.written);
      case Reference(int number, int generation) ->
          out.append(number).append(' ').append(generation).append(" R");
      case Array array -> {
        out.append('[');
        array.elements.forEach(each -> spaced(out, each));
        out.append(']');
      }
      case Dictionary dictionary -> {
        out.append("<<");
        dictionary.entries.forEach((name, value) -> spaced(out.append('/').append(name), value));
        out.append(">>");
      }
      case Stream stream -> {
        Dictionary full =
            stream.dictionary.get("Length") == null
                ? stream.dictionary.with("Length", new Scalar("" + stream.content.length()))
                : stream.dictionary;
        ((Value) full).write(out);
        out.append("\nstream\n").append(stream.content).append("\nendstream");
      }
    }
  }

  private static void spaced(StringBuilder out, Value value) {
    if (value instanceof Reference
        || value instanceof Scalar scalar && "/(<".indexOf(scalar.written.charAt(0)) < 0) {
      out.append(' ');
    }
    value.write(out);
  }

  /** A reader of what tests write: no comments, strings without escapes of brackets. */
  final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Value read() {
      blank();
      char c = text.charAt(at);
      if (text.startsWith("<<", at)) {
        return dictionary();
      }
      if (c == '[') {
        at++;
        List<Value> elements = new ArrayList<>();
        for (blank(); text.charAt(at) != ']'; blank()) {
          elements.add(read());
        }
        at++;
        return new Array(elements);
      }
      int start = at;
      if (c == '(' || c == '<') {
        at = text.indexOf(c == '(' ? ')' : '>', at) + 1;
        return new Scalar(text.substring(start, at));
      }
      word();
      String written = text.substring(start, at);
      return Character.isDigit(c) ? number(written) : new Scalar(written);
    }

    private Value number(String written) {
      java.util.regex.Matcher rest =
          java.util.regex.Pattern.compile("\\s(\\d+)\\sR(?![A-Za-z])")
              .matcher(text)
              .region(at, text.length());
      if (rest.lookingAt() && written.matches("\\d+")) {
        at = rest.end();
        return new Reference(Integer.parseInt(written), Integer.parseInt(rest.group(1)));
      }
      return new Scalar(written);
    }

    private Value dictionary() {
      at += 2;
      Map<String, Value> entries = new LinkedHashMap<>();
      for (blank(); !text.startsWith(">>", at); blank()) {
        int start = ++at;
        word();
        String name = text.substring(start, at);
        entries.put(name, read());
      }
      at += 2;
      Dictionary found = new Dictionary(entries);
      if (!text.startsWith("stream\n", at) && !text.startsWith("\nstream\n", at)) {
        return found;
      }
      int start = text.indexOf("stream\n", at) + 7;
      int end = text.indexOf("\nendstream", start);
      at = end + 10;
      return new Stream(found, text.substring(start, end));
    }

    private void word() {
      at++;
      while (at < text.length() && " \n/()<>[]".indexOf(text.charAt(at)) < 0) {
        at++;
      }
    }

    private void blank() {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
    }
  }
}
