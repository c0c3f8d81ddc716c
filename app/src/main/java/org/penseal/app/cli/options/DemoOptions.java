// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import org.penseal.app.workplace.TrustFolder;
import picocli.CommandLine.Option;

/** {@code --demo}: whether the demo's own services may stand in. */
public final class DemoOptions {
  @Option(
      names = "--demo",
      description =
          "demonstration: use the demo's services where none is specified, also with a real pad,"
              + " and trust their root certificates")
  boolean demo;

  /** Whether it is given. */
  public boolean given() {
    return demo;
  }

  /** Whether it is a demonstration: it is asked for, or the data folder is one's. */
  public boolean demonstration(Path data) {
    return demo || TrustFolder.isDemonstration(data);
  }
}
