// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of one business that were left unsigned.
 *
 * @param business its number; empty if it has none
 * @param files in their order
 */
public record Batch(String business, List<Path> files) {
  /** Copies the list. */
  public Batch {
    files = List.copyOf(files);
  }

  Batch and(Batch more) {
    return new Batch(business, Stream.concat(files.stream(), more.files.stream()).toList());
  }

  Batch without(Collection<Path> some) {
    return new Batch(business, files.stream().filter(each -> !some.contains(each)).toList());
  }
}
