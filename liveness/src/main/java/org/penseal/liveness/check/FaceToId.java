// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.util.OptionalDouble;
import org.penseal.liveness.Face;
import org.penseal.liveness.FaceMatch;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.PoorPicture;
import org.penseal.liveness.LivenessException.TooSmall;
import org.penseal.liveness.Quality;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.liveness.vision.Vision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the face in front of the camera with the portrait on an ID card. Any thread may use it;
 * the networks are opened by the first call and stay open until they are let go or it is closed.
 */
public final class FaceToId implements AutoCloseable {
  /** A passport-like picture is straighter than this; beyond it the embedding loses its worth. */
  private static final double MOST_YAW = 25;

  private static final Logger LOG = LoggerFactory.getLogger(FaceToId.class);

  private final KeptVision visions;
  private final Thresholds thresholds;

  /** Loads nothing yet. */
  public FaceToId(ModelFiles models, Thresholds thresholds) {
    this.visions = new KeptVision(models);
    this.thresholds = thresholds;
  }

  /**
   * Compares two pictures.
   *
   * @param live best frontal frame of a liveness check
   * @param idPortrait the picture on or in the card
   * @throws LivenessException.NoFace when one shows none
   * @throws LivenessException.SeveralFaces when one shows several of like size
   * @throws TooSmall when the eyes of one are less than 25 px apart
   * @throws PoorPicture when one is too blurred, dark, bright or turned away
   */
  public FaceMatch compare(Frame live, Frame idPortrait) throws LivenessException {
    return visions.use(vision -> compare(vision, live, idPortrait));
  }

  private FaceMatch compare(Vision vision, Frame live, Frame idPortrait) throws LivenessException {
    Face first = vision.onlyFace(live);
    Quality liveQuality = gate(vision, live, first);
    Face second = vision.onlyFace(idPortrait);
    Quality idQuality = gate(vision, idPortrait, second);
    double similarity = vision.embed(live, first).similarity(vision.embed(idPortrait, second));
    return new FaceMatch(
        similarity,
        thresholds.likeness().idMatch(),
        similarity >= thresholds.likeness().idMatch(),
        liveQuality,
        idQuality);
  }

  /**
   * The same for encoded pictures, as an authority's comparison needs it.
   *
   * @return the similarity, or empty when a picture cannot be read or fails the quality gate
   */
  public OptionalDouble similarity(byte[] first, byte[] second) {
    try {
      Frame a = Stills.decode(first, "first portrait");
      Frame b = Stills.decode(second, "second portrait");
      return OptionalDouble.of(compare(a, b).similarity());
    } catch (LivenessException e) {
      LOG.info("portraits not compared: {}", e.getMessage());
      return OptionalDouble.empty();
    }
  }

  /**
   * Refuses a picture that could not serve as a portrait.
   *
   * @throws LivenessException.NoFace when it shows none; see also SeveralFaces
   * @throws TooSmall when the eyes are less than 25 px apart
   * @throws PoorPicture when it is too blurred, dark, bright or turned away
   */
  public void requirePortrait(Frame picture) throws LivenessException {
    visions.use(vision -> gate(vision, picture, vision.onlyFace(picture)));
  }

  /** Lets the networks go, about 30 MB, until the next call opens them again; any thread. */
  public void rest() {
    visions.rest();
  }

  /** Whether networks are open and wait for the next call. */
  public boolean isOpen() {
    return visions.isOpen();
  }

  @Override
  public void close() {
    visions.close();
  }

  private Quality gate(Vision vision, Frame picture, Face face) throws LivenessException {
    Quality quality = vision.quality(picture, face);
    if (quality.eyeDistancePx() < thresholds.likeness().smallestEyesPx()) {
      throw new TooSmall(quality.eyeDistancePx(), thresholds.likeness().smallestEyesPx());
    }
    if (quality.brightness() < thresholds.picture().darkest()) {
      throw new PoorPicture("brightness", quality.brightness(), thresholds.picture().darkest());
    }
    if (quality.brightness() > thresholds.picture().brightest()) {
      throw new PoorPicture("brightness", quality.brightness(), thresholds.picture().brightest());
    }
    if (quality.sharpness() < thresholds.picture().leastSharpness()) {
      throw new PoorPicture(
          "sharpness", quality.sharpness(), thresholds.picture().leastSharpness());
    }
    if (quality.inside() < thresholds.picture().leastInside()) {
      throw new PoorPicture("inside", quality.inside(), thresholds.picture().leastInside());
    }
    if (quality.eyeShade() < thresholds.picture().leastEyeShade()) {
      throw new PoorPicture("eyeShade", quality.eyeShade(), thresholds.picture().leastEyeShade());
    }
    if (Math.abs(face.pose().yaw()) > MOST_YAW) {
      throw new PoorPicture("yawDegrees", face.pose().yaw(), MOST_YAW);
    }
    return quality;
  }
}
