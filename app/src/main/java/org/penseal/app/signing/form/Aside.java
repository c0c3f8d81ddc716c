// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of cases lie that a restart did not believe, for who examines it: {@code aside/}
 * in the folder of the data, a folder for each case.
 */
public final class Aside {
  private final Path folder;

  /**
   * @param data folder of the data
   */
  public Aside(Path data) {
    this.folder = data.resolve("aside");
  }

  /** Where those of a case lie. */
  public Path of(String caseId) {
    return folder.resolve(caseId);
  }

  /** Removes those of a case, if there are any; for one that is erased. */
  public void remove(String caseId) throws IOException {
    Path all = of(caseId).normalize();
    if (!folder.normalize().equals(all.getParent()) || !Files.exists(all)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(all)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
