// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A number that only grows, kept in a file when there is one. Guarded by the chip's lock. */
class MonotonicCounter {
  private final Optional<Path> file;
  private long value;

  /** Continues from the file, or from 0. */
  MonotonicCounter(Optional<Path> file) throws IOException {
    this.file = file;
    if (file.isPresent() && Files.exists(file.get())) {
      value = Long.parseLong(Files.readString(file.get(), StandardCharsets.US_ASCII).strip());
    }
  }

  long value() {
    return value;
  }

  /** The next number, on disk before it is given out. */
  long next() throws IOException {
    long next = value + 1;
    if (file.isPresent()) {
      Path fresh = file.get().resolveSibling(file.get().getFileName() + ".new");
      Files.writeString(fresh, Long.toString(next), StandardCharsets.US_ASCII);
      Files.move(fresh, file.get(), StandardCopyOption.ATOMIC_MOVE);
    }
    value = next;
    return next;
  }
}
