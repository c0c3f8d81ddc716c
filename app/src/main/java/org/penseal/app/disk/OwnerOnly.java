// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and folders that their owner alone can read, on systems that know such rights; on others
 * the user's folder must keep them.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** What a new file in this folder is made with. */
  public static FileAttribute<?>[] attributes(Path folder) {
    return posix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
        : new FileAttribute<?>[0];
  }

  /** Makes the folder, with those above it; takes the rights of others off one that is there. */
  public static Path folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      restrict(folder, FOLDER);
    } else {
      missing(folder);
    }
    return folder;
  }

  /**
   * Makes the folder, with those above it, if it is missing; one of the user's own is left alone.
   */
  public static void missing(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (posix(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    } else {
      Files.createDirectories(folder);
    }
  }

  /** Makes the file, empty, if it is missing; takes the rights of others off one that is there. */
  public static void file(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file));
    } catch (FileAlreadyExistsException e) {
      restrict(file, FILE);
    }
  }

  /** Takes the rights of others off a file, if it is there. */
  public static void existing(Path file) throws IOException {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        restrict(file, FILE);
      }
    } catch (NoSuchFileException e) {
      // another process has just removed it
    }
  }

  /**
   * Takes the rights of others off everything in a folder. Links are left alone, and so is what
   * another process removes meanwhile.
   */
  public static void everythingIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      existing(folder);
      return;
    }
    List<Path> all;
    try (Stream<Path> list = Files.list(folder)) {
      all = list.toList();
      restrict(folder, FOLDER);
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path each : all) {
      if (!Files.isSymbolicLink(each)) {
        everythingIn(each);
      }
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void restrict(Path path, Set<PosixFilePermission> rights) throws IOException {
    if (posix(path) && !Files.getPosixFilePermissions(path).equals(rights)) {
      Files.setPosixFilePermissions(path, rights);
    }
  }
}
