// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are whole or not there, also after a power loss. */
final class Durable {
  private static final Logger LOG = LoggerFactory.getLogger(Durable.class);

  private Durable() {}

  /** Writes contents. */
  @FunctionalInterface
  interface Contents {
    void write(OutputStream out) throws IOException, SigningException;
  }

  /**
   * Writes a temporary file in the target's folder, forces it to the disk, renames it over the
   * target and forces the folder.
   *
   * @param tag part of the temporary file's name; who writes the same again after a crash gives the
   *     same tag, and so replaces what the crash has left
   * @return the length in bytes
   */
  static long replace(Path target, String tag, Contents contents) throws SigningException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new FileException.OutputNotWritable(target, "no such folder", null);
    }
    if (Files.isDirectory(target)) {
      throw new FileException.OutputNotWritable(target, "is a folder", null);
    }
    Path part = null;
    try {
      // Not createTempFile: the output gets the permissions that the user's mask gives.
      part = folder.resolve(".penseal-" + tag + ".part");
      Files.deleteIfExists(part);
      long length;
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        OutputStream out = Channels.newOutputStream(channel);
        contents.write(out);
        channel.force(true);
        length = channel.size();
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      part = null;
      force(folder);
      return length;
    } catch (IOException e) {
      throw Failures.writing(target, e);
    } finally {
      if (part != null) {
        remove(part);
      }
    }
  }

  /** Forces a file or a folder to the disk. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes a file as far as possible. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}", file, e);
    }
  }
}
