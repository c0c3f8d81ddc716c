// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Decrypts and decodes object streams, which needs more than the bytes of the file. */
public interface Content {
  /**
   * An object stream.
   *
   * @param count N, how many objects it holds
   * @param first offset of the first object, bytes
   * @param bytes decoded
   */
  record Stream(int count, int first, byte[] bytes) {}

  /** The object stream of this number; null if there is none, or if it cannot be decoded. */
  @Nullable Stream of(long number) throws IOException;

  /** Whether any object of the file refers to one that it does not have. */
  default boolean refersToMissing() {
    return false;
  }
}
