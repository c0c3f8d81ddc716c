// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

/**
 * When the picture of a card is good enough. Sharpness and glare were set on one half of drawn and
 * distorted cards (docs/id-cards.md); no picture of a real card was among them.
 *
 * @param smallestEyesPx least distance of the portrait's eyes, pixels of the picture
 * @param leastSharpness least variance of the Laplacian
 * @param mostGlare largest share of the card that may be white, 0 to 1
 */
public record CardThresholds(double smallestEyesPx, double leastSharpness, double mostGlare) {
  /** Those of the product. */
  public static CardThresholds usual() {
    return new CardThresholds(25, 5.5, 0.03);
  }
}
