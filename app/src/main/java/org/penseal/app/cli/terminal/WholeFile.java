// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Writes an output so that it is there whole, in the place of an older one, or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes the file; one that was there stays as it was unless all of the new one is written.
   *
   * @param what what is written, for the log
   * @throws FileException.OutputNotWritable when it cannot be, also when a folder is there
   */
  public static void write(Path target, byte[] content, String what) throws SigningException {
    try {
      Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      if (Files.exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        // A terminal or a pipe takes what comes; a folder refuses.
        Files.write(file, content);
        return;
      }
      Path part = file.resolveSibling(".penseal-" + UUID.randomUUID() + ".part");
      try {
        Files.write(part, content, StandardOpenOption.CREATE_NEW);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(target, what, e);
    }
  }
}
