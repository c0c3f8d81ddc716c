// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** The place of an output, which must not be that of a file the command reads. */
public final class OwnPlace {
  private OwnPlace() {}

  /**
   * Looks at every key, password and certificate file; the signed file itself is looked at where it
   * is opened.
   *
   * @param read may be missing, or not be there
   * @throws FileException.OutputNotWritable if the output is one of them, by whatever name
   */
  public static void require(Path output, List<? extends @Nullable Path> read)
      throws SigningException {
    for (Path each : read) {
      try {
        if (each != null
            && Files.exists(output)
            && Files.exists(each)
            && Files.isSameFile(output, each)) {
          throw new FileException.OutputIsInput(output);
        }
      } catch (IOException e) {
        throw new FileException.OutputNotWritable(output, "cannot be compared", e);
      }
    }
  }
}
