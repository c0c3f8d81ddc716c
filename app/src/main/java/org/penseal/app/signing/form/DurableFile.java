// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.penseal.app.evidence.Sm3;

/** Writes small files so that they are there whole, also after a loss of power, or not at all. */
final class DurableFile {
  private DurableFile() {}

  static void write(Path target, byte[] content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder: " + target);
    }
    // Named by its content: who writes it again after a crash replaces what the crash has left.
    Path part = folder.resolve(".penseal-" + Sm3.hex(content).substring(0, 32) + ".part");
    try {
      Files.deleteIfExists(part);
      try (FileChannel out =
          FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
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
