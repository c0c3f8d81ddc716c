// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Tells a full disk apart from other failures to write. */
public final class Failures {
  // Less than this left after a failed write means that the disk is full.
  private static final long ALMOST_NOTHING_BYTES = 1 << 16;

  private Failures() {}

  /**
   * What it means that an output could not be written.
   *
   * @return {@link FileException.NoRoom}, {@link FileException.OutputNotWritable}, or {@link
   *     FileException.InputUnreadable} if it was the input that failed
   */
  public static SigningException writing(Path file, IOException cause) {
    if (cause instanceof InputFailure input) {
      return new FileException.InputUnreadable(input.file, "cannot be read", cause);
    }
    Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      try {
        if (Files.getFileStore(folder).getUsableSpace() < ALMOST_NOTHING_BYTES) {
          return new FileException.NoRoom(file, cause);
        }
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
    return new FileException.OutputNotWritable(file, cause.getClass().getSimpleName(), cause);
  }
}
