// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import org.penseal.liveness.FaceMatch;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.liveness.vision.Models;

/**
 * Compares the face in front of the camera with the portrait on an ID card. Any thread may use it;
 * each call opens its own networks.
 */
public final class FaceToId {
  private final Models models;
  private final Thresholds thresholds;

  /** Loads nothing yet. */
  public FaceToId(Models models, Thresholds thresholds) {
    this.models = models;
    this.thresholds = thresholds;
  }

  /**
   * Compares two pictures.
   *
   * @param live best frontal frame of a liveness check
   * @param idPortrait the picture on or in the card
   * @throws LivenessException.NoFace when one shows none
   * @throws LivenessException.SeveralFaces when one shows several of like size
   * @throws LivenessException.TooSmall when the eyes of one are less than 25 px apart
   * @throws LivenessException.PoorPicture when one is too blurred, dark, bright or turned away
   */
  public FaceMatch compare(Frame live, Frame idPortrait) throws LivenessException {
    throw new UnsupportedOperationException(models + " " + thresholds);
  }
}
