// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be read on; tells it apart from an output that could not be written. */
public final class InputFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** The file. */
  public final transient Path file;

  InputFailure(Path file, IOException cause) {
    super("input unreadable: " + file, cause);
    this.file = file;
  }
}
