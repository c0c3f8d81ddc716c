// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another reader makes of a file: object streams, decrypted and decoded, which needs more than
 * the bytes of the file, and its values.
 */
public interface Content {
  /**
   * An object stream.
   *
   * @param count N, how many objects it holds
   * @param first offset of the first object, bytes
   * @param bytes decoded
   */
  record Stream(int count, int first, byte[] bytes) {}

  /**
   * Where a reader takes an object from.
   *
   * @param at offset, or minus the number of the object stream that holds it
   * @param generation 0 in an object stream
   */
  record Place(long at, int generation) {
    /** Of a number that a reader takes from several places. */
    public static final Place SEVERAL = new Place(Long.MIN_VALUE, 0);
  }

  /** The object stream of this number; null if there is none, or if it cannot be decoded. */
  @Nullable Stream of(long number) throws IOException;

  /** Where each object is taken from, by number; null if that is not known. */
  default @Nullable Map<Long, Place> places() {
    return null;
  }

  /** Whether readers do not decrypt the same strings and streams of the file. */
  default boolean decryptsDifferently() {
    return false;
  }

  /** The key with which strings and streams of an object are encrypted with AES; else null. */
  default byte @Nullable [] aesKey(Value.Ref object) {
    return null;
  }

  /**
   * Whether a reader has the very value for an object in use that stands in the file.
   *
   * @param value as in {@link Value}
   * @param dataLength of a stream's data, bytes; -1 if it is none
   * @param packed whether it lies in an object stream
   */
  default boolean reads(Value.Ref object, Object value, long dataLength, boolean packed) {
    return true;
  }

  /** The same of the newest trailer. */
  default boolean readsTrailer(Map<String, Object> trailer) {
    return true;
  }

  /** Whether any object of the file refers to one that it does not have. */
  default boolean refersToMissing() {
    return false;
  }
}
