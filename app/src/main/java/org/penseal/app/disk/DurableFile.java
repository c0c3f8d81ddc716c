// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Writes small files so that they are there whole, also after a loss of power, or not at all. */
public final class DurableFile {
  private DurableFile() {}

  /** Writes the file, readable by its owner only, in the place of an older one. */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, content, OwnerOnly.attributes(target));
  }

  /** The same, readable by whom the user's mask lets. */
  public static void writeOutput(Path target, byte[] content) throws IOException {
    write(target, content, new FileAttribute<?>[0]);
  }

  private static void write(Path target, byte[] content, FileAttribute<?>[] rights)
      throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder: " + target);
    }
    // Named by its target: who writes it again after a crash replaces what the crash has left.
    Path part = folder.resolve(".penseal-" + target.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      try (FileChannel out =
          FileChannel.open(
              part, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), rights)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    try (FileChannel self = FileChannel.open(folder, StandardOpenOption.READ)) {
      self.force(true);
    }
  }
}
