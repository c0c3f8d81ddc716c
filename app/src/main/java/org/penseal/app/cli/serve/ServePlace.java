// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.DataOptions;
import org.penseal.app.server.file.ServeFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where serve.json lies. */
final class ServePlace {
  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "settings of the services; default: serve.json in the data folder")
  @Nullable Path settings;

  Path folder() {
    return data.folder();
  }

  Path file() {
    return settings == null ? folder().resolve(ServeFile.NAME) : settings;
  }
}
