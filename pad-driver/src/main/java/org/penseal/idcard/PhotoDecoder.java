// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.util.Optional;

/**
 * Makes a picture of a card's raw photo. The real format (WLT) is proprietary and its decoders are
 * the vendors': an installation brings its own.
 */
@FunctionalInterface
public interface PhotoDecoder {

  /**
   * A portrait.
   *
   * @param image an encoded picture
   * @param mediaType e.g. {@code image/png}
   * @param simulated whether it did not come from a card
   */
  // Copied in and out and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Portrait(byte[] image, String mediaType, boolean simulated) {
    /** Copies the picture. */
    public Portrait {
      image = image.clone();
    }

    /** A copy of the picture. */
    @Override
    public byte[] image() {
      return image.clone();
    }
  }

  /** The portrait, or empty when this decoder cannot make one. */
  Optional<Portrait> decode(byte[] photo);

  /** For installations without a decoder. */
  static PhotoDecoder none() {
    return photo -> Optional.empty();
  }
}
