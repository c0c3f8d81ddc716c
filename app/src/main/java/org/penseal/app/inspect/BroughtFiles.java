// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * The files that somebody brought, and those in the folders that he brought.
 *
 * @param files in order, each once
 * @param leftOut how many there are besides
 */
record BroughtFiles(List<Path> files, int leftOut) {
  /** How many files are verified at a time. */
  static final int MOST = 1_000;

  private static final int DEEPEST = 8;
  private static final List<String> ENDINGS = List.of(".pdf", ".p7s");

  /**
   * Looks into the folders.
   *
   * @param known those that are there already
   * @throws FileException.InputUnreadable if a folder cannot be listed
   */
  static BroughtFiles of(List<Path> brought, Set<Path> known) throws SigningException {
    Set<Path> found = new LinkedHashSet<>();
    for (Path each : brought) {
      Path whole = each.toAbsolutePath().normalize();
      if (Files.isDirectory(whole)) {
        found.addAll(in(whole));
      } else {
        found.add(whole);
      }
    }
    found.removeAll(known);
    List<Path> all = new ArrayList<>(found);
    int taken = Math.clamp(MOST - (long) known.size(), 0, all.size());
    return new BroughtFiles(List.copyOf(all.subList(0, taken)), all.size() - taken);
  }

  private static List<Path> in(Path folder) throws SigningException {
    // Not through links, which may lead round.
    try (Stream<Path> all = Files.walk(folder, DEEPEST, new FileVisitOption[0])) {
      return all.filter(Files::isRegularFile).filter(BroughtFiles::fits).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new FileException.InputUnreadable(folder, "cannot be listed", e);
    }
  }

  private static boolean fits(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }
}
