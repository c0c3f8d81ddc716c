// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.app.disk.OwnerOnly;

/**
 * Where the files of cases lie that a restart did not believe, for who examines it: {@code aside/}
 * in the folder of the data, a folder for each case.
 */
public final class SetAsideCases {
  private static final String NUMBERED = ".";

  private final Path folder;

  /**
   * @param data folder of the data
   */
  public SetAsideCases(Path data) {
    this.folder = data.resolve("aside");
  }

  /** A place for those of a case, at which nothing lies yet: by its id, then with a number. */
  public Path fresh(String caseId) throws IOException {
    OwnerOnly.folder(folder);
    Path place = folder.resolve(caseId);
    for (int number = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); number++) {
      place = folder.resolve(caseId + NUMBERED + number);
    }
    return place;
  }

  /** Removes those of a case, if there are any; for one that is erased. */
  public void remove(String caseId) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files =
          walk.filter(file -> isOf(caseId, folder.relativize(file).getName(0).toString()))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isOf(String caseId, String name) {
    return name.equals(caseId) || name.startsWith(caseId + NUMBERED);
  }
}
