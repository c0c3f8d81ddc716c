// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.util.List;

/** Reads out of the evidence which handwritten annotations a case ordered. */
@FunctionalInterface
public interface OrderedNotes {
  /** No case orders any. */
  OrderedNotes NONE = evidence -> List.of();

  /** The annotations that may come with the signature; each of them must be there once. */
  List<InkNote> of(EvidenceStreams evidence);
}
