// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a flat folder apart: its files are moved into each of some folders below it. Whoever breaks
 * off leaves the flat folder or the new one, whole.
 *
 * <p>The new folder is written beside the flat one, which then steps aside for it and is emptied.
 * For one thread of one program at a time.
 */
public final class TakenApart {
  private static final Logger LOG = LoggerFactory.getLogger(TakenApart.class);

  private TakenApart() {}

  private static Path fresh(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".apart");
  }

  private static Path aside(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".flat");
  }

  /** The folder that is read: the flat one if somebody broke off after it stepped aside. */
  public static Path inUse(Path folder) {
    boolean between =
        !Files.isDirectory(folder)
            && Files.isDirectory(fresh(folder))
            && Files.isDirectory(aside(folder));
    return between ? aside(folder) : folder;
  }

  /**
   * Takes a flat folder apart.
   *
   * @param below names of the folders that each get every file
   * @throws IOException if files cannot be copied or moved
   */
  public static void of(Path folder, List<String> below) throws IOException {
    Path fresh = fresh(folder);
    remove(fresh, below);
    List<String> names = new ArrayList<>();
    for (Path file : files(folder)) {
      names.add(String.valueOf(file.getFileName()));
    }
    for (String each : below) {
      Path apart = Files.createDirectories(fresh.resolve(each));
      for (String name : names) {
        Files.copy(folder.resolve(name), apart.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.move(folder, aside(folder), StandardCopyOption.ATOMIC_MOVE);
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    LOG.warn("{} were moved into the folders {} of {}", names, below, folder);
    goOn(folder);
  }

  /** Ends what somebody broke off, if anything. */
  public static void goOn(Path folder) throws IOException {
    Path aside = aside(folder);
    if (!Files.isDirectory(aside)) {
      return;
    }
    if (inUse(folder).equals(aside)) {
      Files.move(fresh(folder), folder, StandardCopyOption.ATOMIC_MOVE);
    }
    for (Path file : files(aside)) {
      Files.delete(file);
    }
    // What was no file at all stays in the folder under its name.
    try (Stream<Path> all = Files.list(aside)) {
      for (Path each : all.toList()) {
        Files.move(each, folder.resolve(String.valueOf(each.getFileName())));
      }
    }
    Files.delete(aside);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  // Only what was copied by somebody who broke off.
  private static void remove(Path fresh, List<String> below) throws IOException {
    if (!Files.isDirectory(fresh, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (String each : below) {
      Path apart = fresh.resolve(each);
      if (Files.isDirectory(apart, LinkOption.NOFOLLOW_LINKS)) {
        for (Path file : files(apart)) {
          Files.delete(file);
        }
        Files.delete(apart);
      }
    }
    Files.delete(fresh);
  }
}
