// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penseal.signature.Octets;

/**
 * Validation data with the time at which each piece is proven to have existed (ETSI EN 319 102-1,
 * section 5.6.2.3): a response whose signer ended later counts only if it is proven to be older
 * than that end, since a key that nobody watches any more could have signed it afterwards.
 *
 * @param layers in any order; a piece in several of them has the earliest time
 */
public record ProvenData(List<Layer> layers) {
  /**
   * Data that existed together.
   *
   * @param data the data
   * @param existed the time of the document time-stamp over it; for data that nothing protects the
   *     time of verification
   */
  public record Layer(ValidationData data, Instant existed) {}

  /** Copies the list. */
  public ProvenData {
    layers = List.copyOf(layers);
  }

  /** Data that nothing protects. */
  public static ProvenData unprotected(ValidationData data, Instant now) {
    return new ProvenData(List.of(new Layer(data, now)));
  }

  /** Everything together. */
  public ValidationData all() {
    ValidationData all = ValidationData.NONE;
    for (Layer each : layers) {
      all = all.plus(each.data);
    }
    return all;
  }

  /** When a response or list existed at the latest; empty if it is in no layer. */
  Optional<Instant> existed(Octets piece) {
    return layers.stream()
        .filter(each -> each.data.ocsps().contains(piece) || each.data.crls().contains(piece))
        .map(Layer::existed)
        .min(Instant::compareTo);
  }
}
