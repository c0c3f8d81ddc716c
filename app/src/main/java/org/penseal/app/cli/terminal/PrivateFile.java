// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that open sealed things: readable by their owner only. */
public final class PrivateFile {
  private PrivateFile() {}

  /** Makes a folder, with those above it, that only its owner can look into; leaves one that is. */
  public static void folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /**
   * Writes the file anew. What is written goes into the file that was made here, whatever stands in
   * its place meanwhile.
   *
   * @throws java.nio.file.FileAlreadyExistsException if another program puts one there
   */
  public static void write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    try (OutputStream out = Channels.newOutputStream(made(file))) {
      out.write(content);
    }
  }

  private static SeekableByteChannel made(Path file) throws IOException {
    Set<StandardOpenOption> alone = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Files.newByteChannel(
            file,
            alone,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : Files.newByteChannel(file, alone);
  }
}
