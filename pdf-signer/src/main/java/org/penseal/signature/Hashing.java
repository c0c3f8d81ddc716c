// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where digests come from: the one seam at which a faster SM3 can be put in.
 *
 * <p>A source may be shared between threads; a digest that it starts may not.
 */
@FunctionalInterface
public interface Hashing {
  /**
   * Starts a digest that can be cloned.
   *
   * @param algorithm JCA name, {@link Suite#digest()}
   * @throws IllegalStateException if no registered provider knows the algorithm
   */
  MessageDigest start(String algorithm);

  /**
   * The same for as many bytes as are to come, near enough: what is fast to begin may be slow to go
   * on, and the other way round.
   *
   * @throws IllegalStateException if no registered provider knows the algorithm
   */
  default MessageDigest start(String algorithm, long expectedBytes) {
    return start(algorithm);
  }

  /** Digests of the providers registered with {@link java.security.Security}. */
  static Hashing jca() {
    return algorithm -> {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("no provider for " + algorithm, e);
      }
    };
  }
}
