// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.DataFolder;
import picocli.CommandLine.Option;

/** {@code --data}: the data folder. */
public final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "data folder with the archive, unfinished cases and the trusted root certificates"
              + " (trust/); default: $PENSEAL_DATA, otherwise penseal in the user's data folder")
  @Nullable Path data;

  /** The folder that is named, or the user's own. */
  public Path folder() {
    return data == null ? DataFolder.standard() : data;
  }
}
