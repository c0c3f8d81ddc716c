// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.util.Optional;
import org.penseal.liveness.Frame;

/**
 * An ID card that was found in a picture, flat and upright.
 *
 * @param side which side it shows
 * @param sheet 1027 by 648 pixels, 12 for a millimetre
 * @param portrait the portrait on it; empty on the side of the emblem
 * @param numberLine the line with the number; empty on the side of the emblem
 * @param measures how good the picture is
 */
public record CardPicture(
    Side side,
    Frame sheet,
    Optional<Frame> portrait,
    Optional<Frame> numberLine,
    Measures measures) {

  /** A side of the card. */
  public enum Side {
    /** The side with name, portrait and number. */
    PORTRAIT,
    /** The side with emblem, issuer and validity. */
    EMBLEM
  }

  /**
   * How good the picture of the card is.
   *
   * @param widthPx length of the card's long side in the picture, pixels
   * @param eyesPx distance of the portrait's eyes in the picture, pixels; 0 on the other side
   * @param sharpness variance of the Laplacian over the grey card
   * @param glare share of the card that is as bright as can be, 0 to 1
   */
  public record Measures(double widthPx, double eyesPx, double sharpness, double glare) {}

  /** Nothing of it: it is personal data. */
  @Override
  public String toString() {
    return "CardPicture[" + side + " " + measures + "]";
  }
}
