// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.anchor;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.penseal.app.store.ArchiveLog;

/**
 * One head of the log that was stamped.
 *
 * @param file the head; the token lies beside it, with the ending {@code .tst}
 * @param head what was stamped; null if the file is no head of this archive
 * @param state what came out when it was checked
 * @param at the token's time, or null if it cannot be read
 * @param tsa common name of the authority; may be empty
 * @param demo whether the authority is a demonstration's
 */
public record Anchor(
    Path file,
    ArchiveLog.@Nullable Head head,
    State state,
    @Nullable Instant at,
    String tsa,
    boolean demo) {

  /** What came out. */
  public enum State {
    /** The token is good and the log has this entry, or its loss was acknowledged. */
    HOLDS,
    /** The log has it, but the authority is not trusted here, or the token is indeterminate. */
    UNTRUSTED,
    /** The token does not fit the head, or the head was not written by this archive. */
    BROKEN,
    /** The log does not have this entry any more: it was cut, or is an older copy. */
    MISSING
  }
}
