// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;

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

  /**
   * The decoders of this installation: services of this interface on the class path, asked one
   * after the other. One that fails counts as one that cannot.
   */
  static PhotoDecoder installed() {
    return installed(PhotoDecoder.class.getClassLoader());
  }

  /** The decoders that a class loader finds. */
  static PhotoDecoder installed(ClassLoader loader) {
    return photo ->
        ServiceLoader.load(PhotoDecoder.class, loader).stream()
            .flatMap(decoder -> attempt(decoder, photo).stream())
            .findFirst();
  }

  private static Optional<Portrait> attempt(
      ServiceLoader.Provider<PhotoDecoder> decoder, byte[] photo) {
    try {
      // Whoever brings a decoder may not keep to what is said here.
      return Optional.ofNullable(decoder.get().decode(photo.clone())).flatMap(portrait -> portrait);
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      // A vendor's library may be missing or fail: the card is read all the same.
      LoggerFactory.getLogger(PhotoDecoder.class).warn("photo decoder {}", decoder.type(), e);
      return Optional.empty();
    }
  }

  /** For installations without a decoder. */
  static PhotoDecoder none() {
    return photo -> Optional.empty();
  }
}
