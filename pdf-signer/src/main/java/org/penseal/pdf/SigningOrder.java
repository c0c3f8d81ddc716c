// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.util.List;

/**
 * What a case ordered of the update that signs, as its evidence states it.
 *
 * @param documentLength length of the document that came in, bytes; 0 if it is not stated
 * @param notes the handwritten annotations that may come with the signature; each of them must be
 *     there once
 */
public record SigningOrder(long documentLength, List<InkNote> notes) {
  /** Nothing is stated. */
  public static final SigningOrder NONE = new SigningOrder(0, List.of());

  /** Copies the list. */
  public SigningOrder {
    notes = List.copyOf(notes);
  }

  /** Reads it out of the evidence. */
  @FunctionalInterface
  public interface Reader {
    /** No evidence states anything. */
    Reader NONE = evidence -> SigningOrder.NONE;

    /** What the evidence states. */
    SigningOrder of(EvidenceStreams evidence);
  }
}
