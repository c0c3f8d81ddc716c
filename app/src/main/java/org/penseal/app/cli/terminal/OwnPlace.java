// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;

/** The place of an output, which must not be that of a file the command reads. */
public final class OwnPlace {
  private OwnPlace() {}

  /**
   * Looks at every key, password and certificate file; the signed file itself is looked at where it
   * is opened.
   *
   * @param read files, and folders of certificates; each may be missing, or not be there
   * @throws FileException.OutputIsInput if the output is one of them, or is read in one of the
   *     folders, by whatever name
   */
  public static void require(Path output, List<? extends @Nullable Path> read)
      throws SigningException {
    if (!Files.exists(output)) {
      return;
    }
    for (Path each : read) {
      if (each != null && Files.exists(each)) {
        for (Path file : TrustStore.files(each)) {
          requireOther(output, file);
        }
      }
    }
  }

  private static void requireOther(Path output, Path read) throws SigningException {
    try {
      if (Files.isSameFile(output, read)) {
        throw new FileException.OutputIsInput(output);
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(output, "cannot be compared", e);
    }
  }
}
