// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.util.List;
import java.util.stream.Stream;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;

/**
 * What one revision changed against the one before it.
 *
 * @param from offset of its first byte
 * @param to offset just behind its last byte
 * @param changes in the order in which they were found; empty if it changed nothing
 */
public record Update(long from, long to, List<Changes.Change> changes) {
  /** Copies the list. */
  public Update {
    changes = List.copyOf(changes);
  }

  /** The same with more that was found in it. */
  Update with(List<Changes.Change> more) {
    return new Update(from, to, Stream.concat(changes.stream(), more.stream()).distinct().toList());
  }

  static Update other(long from, long to, String code) {
    return new Update(
        from, to, List.of(new Changes.Change(ChangeClass.OTHER, code, "", List.of(), List.of())));
  }
}
