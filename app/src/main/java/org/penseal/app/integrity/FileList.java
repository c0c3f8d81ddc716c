// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of an installed program with their SM3 (GB/T 32905). One line each, in the order of
 * their names, parts separated by tabs: {@code file SM3 BYTES NAME}, {@code extra SM3 BYTES NAME}
 * for what may be left out at an installation, {@code link TARGET NAME}. Names are relative to the
 * program's folder; those that begin with a slash lie elsewhere on the system.
 *
 * @param entries by name
 */
record FileList(Map<String, Entry> entries) {
  private static final String FORM = "penseal-files/1";
  private static final String TAB = "\t";

  FileList {
    entries = Map.copyOf(entries);
  }

  /** What is known of a name. */
  sealed interface Entry {
    /** The name. */
    String name();
  }

  /**
   * A regular file.
   *
   * @param name of the file
   * @param bytes its length
   * @param sm3 lower-case hex
   * @param extra whether it may be missing: packages can be installed without documentation
   */
  record Regular(String name, long bytes, String sm3, boolean extra) implements Entry {}

  /**
   * A symbolic link.
   *
   * @param name of the link
   * @param target as the link has it
   */
  record Link(String name, String target) implements Entry {}

  static FileList of(Collection<Entry> all) {
    Map<String, Entry> entries = new TreeMap<>();
    all.forEach(each -> entries.put(each.name(), each));
    return new FileList(entries);
  }

  /** How it is written. */
  String text() {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    entries.values().stream()
        .sorted(Comparator.comparing(Entry::name))
        .forEach(
            each ->
                text.append(
                        switch (each) {
                          case Regular file ->
                              String.join(
                                  TAB,
                                  file.extra() ? "extra" : "file",
                                  file.sm3(),
                                  Long.toString(file.bytes()),
                                  file.name());
                          case Link link -> String.join(TAB, "link", link.target(), link.name());
                        })
                    .append('\n'));
    return text.toString();
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is no such list
   */
  static FileList read(String text) throws IOException {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(FORM)) {
      throw new IOException("no list of files");
    }
    List<Entry> all = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      all.add(entry(line.split(TAB, -1)));
    }
    FileList list = of(all);
    if (list.entries().size() != all.size()) {
      throw new IOException("a name stands twice");
    }
    return list;
  }

  private static Entry entry(String[] parts) throws IOException {
    try {
      boolean file = parts.length == 4 && parts[0].matches("file|extra");
      if (file && parts[1].matches("[0-9a-f]{64}")) {
        return new Regular(parts[3], Long.parseLong(parts[2]), parts[1], parts[0].equals("extra"));
      }
      if (parts.length == 3 && parts[0].equals("link")) {
        return new Link(parts[2], parts[1]);
      }
    } catch (NumberFormatException e) {
      throw new IOException("no length", e);
    }
    throw new IOException("no line of a list of files");
  }
}
