// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.document.place.SignerPlaces;

/**
 * One file of the queue, for one signer: it has its own reading, ink and signature.
 *
 * @param file what is signed
 * @param signer which of several signers of this document, from 0
 * @param places where the signers' signatures were placed already, by their number
 * @param state what became of it
 * @param output the signed file, once there is one
 */
public record QueuedFile(
    Path file,
    int signer,
    Map<Integer, SignerPlaces.Chosen> places,
    State state,
    Optional<Path> output) {
  /** What became of a file. */
  public enum State {
    /** Its turn has not come. */
    WAITING,
    /** It is in the window. */
    OPEN,
    /** It was signed. */
    SIGNED,
    /** It was passed over, or its case was cancelled. */
    NOT_SIGNED
  }

  /** A file whose turn has not come. */
  static QueuedFile of(Path file) {
    return new QueuedFile(file, 0, Map.of(), State.WAITING, Optional.empty());
  }

  QueuedFile in(State now) {
    return new QueuedFile(file, signer, places, now, output);
  }

  QueuedFile signed(Path out) {
    return new QueuedFile(file, signer, places, State.SIGNED, Optional.of(out));
  }

  /** Its name. */
  public String name() {
    return String.valueOf(file.getFileName());
  }
}
