// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.util.Optional;

/**
 * What the signer is to write on the pad before the signature (手写批注).
 *
 * @param sentence a sentence to be copied by hand, or empty
 * @param free whether the signer may write words of his own
 */
public record AnnotationOrder(Optional<String> sentence, boolean free) {
  /** Most characters of a sentence. */
  public static final int LONGEST = 200;

  /** Nothing but the signature. */
  public static final AnnotationOrder NONE = new AnnotationOrder(Optional.empty(), false);

  /** Refuses an empty sentence and one that is too long. */
  public AnnotationOrder {
    if (sentence.isPresent()
        && (sentence.get().isBlank()
            || sentence.get().codePointCount(0, sentence.get().length()) > LONGEST)) {
      throw new IllegalArgumentException("a sentence has 1 to " + LONGEST + " characters");
    }
  }

  /** Whether anything is to be written. */
  public boolean asks() {
    return free || sentence.isPresent();
  }

  /** Whether an annotation has what must not be left out: the sentence, copied. */
  public boolean isMetBy(Optional<Annotation> written) {
    return sentence.isEmpty()
        || written.filter(a -> a.strokes() > 0 && a.sentence().equals(sentence)).isPresent();
  }
}
