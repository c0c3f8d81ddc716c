// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another reader finds in a file: decrypted and decoded object streams, for which the bytes of
 * the file do not suffice, and the values of objects.
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
   * The place where a reader finds an object.
   *
   * @param at offset, or minus the number of the object stream that holds it
   * @param generation 0 in an object stream
   */
  record Place(long at, int generation) {
    /** For an object number that a reader finds at several places. */
    public static final Place SEVERAL = new Place(Long.MIN_VALUE, 0);
  }

  /** The object stream of this number; null if there is none, or if it cannot be decoded. */
  @Nullable Stream of(long number) throws IOException;

  /** The place where each object is found, by number; null if that is not known. */
  default @Nullable Map<Long, Place> places() {
    return null;
  }

  /** Whether readers differ in which strings and streams of the file they decrypt. */
  default boolean decryptsDifferently() {
    return false;
  }

  /** The key with which strings and streams of an object are encrypted with AES; else null. */
  default byte @Nullable [] aesKey(Value.Ref object) {
    return null;
  }

  /**
   * Whether a reader has exactly the value that the file has for an object in use.
   *
   * @param value as in {@link Value}
   * @param dataLength of a stream's data, bytes; -1 if it is none
   * @param packed whether it is in an object stream
   */
  default boolean reads(Value.Ref object, Object value, long dataLength, boolean packed) {
    return true;
  }

  /** Whether a reader has exactly the newest trailer of the file. */
  default boolean readsTrailer(Map<String, Object> trailer) {
    return true;
  }

  /**
   * Whether a reader has so many pages, and one of them in this object.
   *
   * @param page object number
   * @param index of that page, from 0
   * @param pages how many there are
   */
  default boolean hasPages(long page, long index, long pages) {
    return true;
  }

  /** Whether any object of the file refers to the number, which no object has. */
  default boolean refersToMissing(long number) {
    return false;
  }

  /** Whether any object of the file refers to one that it does not have. */
  default boolean refersToMissing() {
    return false;
  }
}
