// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are whole or not there, also after a power loss. */
public final class Durable {
  private static final Logger LOG = LoggerFactory.getLogger(Durable.class);

  private Durable() {}

  /** Writes contents. */
  @FunctionalInterface
  public interface Contents {
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
  public static long replace(Path target, String tag, Contents contents) throws SigningException {
    try (Draft draft = Draft.tagged(target, tag)) {
      draft.write(contents);
      return draft.publish();
    }
  }

  /** Forces a file or a folder to the disk. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes a file as far as possible. */
  public static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}", file, e);
    }
  }
}
