// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penseal.liveness.LivenessException.Unreadable;

/** A list of pairs of pictures. */
record PairList(List<Pair> pairs) {
  private static final int MOST_LINES = 2_000_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF"; // as editors on Windows write it

  /** Two pictures; genuine if they show one person. */
  record Pair(Path first, Path second, boolean genuine) {}

  static PairList read(Path list) throws Unreadable {
    List<Pair> pairs = new ArrayList<>();
    int number = 0;
    try (var lines = Files.lines(list, StandardCharsets.UTF_8)) {
      for (String read : (Iterable<String>) lines.limit(MOST_LINES)::iterator) {
        number++;
        String line = number == 1 && read.startsWith(BYTE_ORDER_MARK) ? read.substring(1) : read;
        if (!line.isBlank() && !line.startsWith("#")) {
          pairs.add(pair(line, list, number));
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new Unreadable(list.toString(), e);
    }
    if (pairs.isEmpty()) {
      throw new Unreadable(list.toString(), null);
    }
    return new PairList(List.copyOf(pairs));
  }

  private static Pair pair(String line, Path list, int number) throws Unreadable {
    String[] parts = line.split("\t", -1);
    if (parts.length != 3 || !(parts[2].strip().equals("0") || parts[2].strip().equals("1"))) {
      throw new Unreadable(list + ":" + number, null);
    }
    try {
      return new Pair(
          find(parts[0].strip(), list), find(parts[1].strip(), list), parts[2].strip().equals("1"));
    } catch (InvalidPathException e) {
      throw new Unreadable(list + ":" + number, e);
    }
  }

  private static Path find(String name, Path list) {
    Path beside = list.toAbsolutePath().resolveSibling(name);
    return Files.exists(beside) ? beside : Path.of(name);
  }

  /** Every picture once, in the order of the list. */
  Set<Path> pictures() {
    Set<Path> pictures = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      pictures.add(pair.first());
      pictures.add(pair.second());
    }
    return pictures;
  }
}
