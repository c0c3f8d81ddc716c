// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The photo of a simulated card: 1024 bytes that say so and hold the SHA-256 of a still, and the
 * decoder that knows that still.
 */
public final class SimulatedPhoto {
  private static final int LENGTH = 1024;
  private static final byte[] MARK =
      "PENSEAL SIMULATED PHOTO\0".getBytes(StandardCharsets.US_ASCII);

  private SimulatedPhoto() {}

  /** The opaque bytes for a still. */
  public static byte[] of(byte[] still) {
    byte[] photo = Arrays.copyOf(MARK, LENGTH);
    byte[] digest = sha256(still);
    System.arraycopy(digest, 0, photo, MARK.length, digest.length);
    return photo;
  }

  /** A decoder that gives the still for its own bytes and nothing for others. */
  public static PhotoDecoder decoder(byte[] still, String mediaType) {
    byte[] known = of(still);
    byte[] copy = still.clone();
    return photo ->
        Arrays.equals(photo, known)
            ? Optional.of(new PhotoDecoder.Portrait(copy, mediaType, true))
            : Optional.empty();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
