// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CardUnfit;
import org.penseal.liveness.LivenessException.CardUnfit.Why;
import org.penseal.liveness.LivenessException.TooSmall;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.vision.Vision;
import org.penseal.liveness.vision.card.CardPicture.Measures;
import org.penseal.liveness.vision.card.CardPicture.Side;

/**
 * Finds an ID card in a picture, whichever way up it lies, and makes it flat and upright. One
 * thread at a time, as its {@link Vision}, which the caller closes.
 */
public final class CardFinder {
  // Layout of the second-generation card, measured on its published specimen, millimetres.
  private static final FlatCard.Part PORTRAIT = new FlatCard.Part(52, 4, 31, 38);
  private static final FlatCard.Part NUMBER = new FlatCard.Part(24, 42.5, 60, 8.5);
  // The lowest line from edge to edge, so that it is the same one mirrored.
  private static final FlatCard.Part WRITTEN = new FlatCard.Part(3, 42.5, 79.6, 8.5);
  private static final FlatCard.Part EMBLEM = new FlatCard.Part(4, 4, 19, 20);

  private static final double MOST_ROLL_DEGREES = 25;
  private static final double LEAST_FACE_MM = 7;
  private static final double MOST_FACE_MM = 28;

  /** Detectors see faces upside down too and take them for upright, with 0.55 to 0.7. */
  static final double LEAST_CONFIDENCE = 0.75;

  /** Of the 24 and more that stand there; glare may cover some. Other pictures have fewer. */
  private static final int LEAST_CHARACTERS = 7;

  private static final double LEAST_RED = 0.15;

  private final Vision vision;
  private final CardThresholds thresholds;

  /** Finds cards with these networks. */
  public CardFinder(Vision vision, CardThresholds thresholds) {
    this.vision = vision;
    this.thresholds = thresholds;
  }

  /** A sheet and which way it lies. */
  private record View(Side side, boolean mirrored, FlatCard sheet, @Nullable Face face) {}

  /**
   * The card of a picture, when it can be used.
   *
   * @throws CardUnfit when there is none, or it is mirrored, blurred or covered by glare
   * @throws TooSmall when the eyes of the portrait are less than 25 px apart
   */
  public CardPicture find(Frame picture) throws LivenessException {
    CardPicture found = look(picture);
    Measures measures = found.measures();
    if (found.side() == Side.PORTRAIT && measures.eyesPx() < thresholds.smallestEyesPx()) {
      throw new TooSmall(measures.eyesPx(), thresholds.smallestEyesPx());
    }
    if (measures.glare() > thresholds.mostGlare()) {
      throw new CardUnfit(Why.GLARE, measures.glare(), thresholds.mostGlare());
    }
    if (measures.sharpness() < thresholds.leastSharpness()) {
      throw new CardUnfit(Why.BLURRED, measures.sharpness(), thresholds.leastSharpness());
    }
    return found;
  }

  /**
   * The card of a picture, however bad it is.
   *
   * @throws CardUnfit when there is none, or it is mirrored
   * @throws TooSmall when there is none, but a face that is too small for one
   */
  public CardPicture look(Frame picture) throws LivenessException {
    try (Mat mat = Mats.of(picture)) {
      for (Corners corners : Outlines.in(mat)) {
        FlatCard sheet = FlatCard.cut(mat, corners, picture.synthetic());
        Optional<View> portrait = portraitSide(sheet);
        Optional<View> view = portrait.isPresent() ? portrait : emblemSide(sheet);
        if (view.isPresent()) {
          return picture(view.get(), corners.widthPx());
        }
      }
    }
    throw new MissingCard(vision, thresholds).in(picture);
  }

  private static CardPicture picture(View view, double widthPx) throws LivenessException {
    if (view.mirrored) {
      throw new CardUnfit(Why.MIRRORED, 0, 0);
    }
    Face face = view.face;
    double eyesPx = face == null ? 0 : face.eyeDistancePx() * widthPx / FlatCard.WIDTH;
    FlatCard sheet = view.sheet;
    return new CardPicture(
        view.side,
        sheet.frame(),
        face == null ? Optional.empty() : Optional.of(sheet.part(PORTRAIT)),
        face == null ? Optional.empty() : Optional.of(sheet.part(NUMBER)),
        CardQuality.measure(sheet, widthPx, eyesPx));
  }

  /** The side with a face in its right part; with one in its left part it is mirrored. */
  private Optional<View> portraitSide(FlatCard sheet) throws LivenessException {
    View best = null;
    double most = LEAST_CONFIDENCE;
    for (FlatCard turned : List.of(sheet, sheet.turned())) {
      for (Face face : vision.faces(turned.frame())) {
        double confidence = face.presence() * face.detection();
        if (inPlace(face) && confidence > most) {
          most = confidence;
          boolean left = face.box().centreX() < FlatCard.WIDTH / 2.0;
          best = new View(Side.PORTRAIT, left, turned, face);
        }
      }
    }
    return best == null || !written(best.sheet) ? Optional.empty() : Optional.of(best);
  }

  /** Whether something is written in the lowest line: number or validity. */
  private static boolean written(FlatCard sheet) throws LivenessException {
    return NumberLine.characters(sheet.part(WRITTEN)) >= LEAST_CHARACTERS;
  }

  /** Whether a face is upright and where a portrait is, or where one is in a mirrored picture. */
  private static boolean inPlace(Face face) {
    double x = face.box().centreX() / FlatCard.PX_PER_MM;
    double y = face.box().centreY() / FlatCard.PX_PER_MM;
    double height = face.box().height() / FlatCard.PX_PER_MM;
    double middle = PORTRAIT.x() + PORTRAIT.width() / 2;
    double away = Math.min(Math.abs(x - middle), Math.abs(85.6 - x - middle));
    return Math.abs(face.pose().roll()) < MOST_ROLL_DEGREES
        && away < PORTRAIT.width() / 3
        && y > PORTRAIT.y()
        && y < PORTRAIT.y() + PORTRAIT.height()
        && height > LEAST_FACE_MM
        && height < MOST_FACE_MM;
  }

  /** The side with a red emblem in its upper left corner. */
  private static Optional<View> emblemSide(FlatCard sheet) throws LivenessException {
    double right = 85.6 - EMBLEM.x() - EMBLEM.width();
    double bottom = 54 - EMBLEM.y() - EMBLEM.height();
    double[] red = {
      red(sheet, EMBLEM.x(), EMBLEM.y()),
      red(sheet, right, EMBLEM.y()),
      red(sheet, right, bottom),
      red(sheet, EMBLEM.x(), bottom)
    };
    int most = 0;
    double sum = 0;
    for (int i = 0; i < red.length; i++) {
      sum += red[i];
      most = red[i] > red[most] ? i : most;
    }
    if (red[most] < LEAST_RED || red[most] < 0.6 * sum) {
      return Optional.empty();
    }
    FlatCard upright = most >= 2 ? sheet.turned() : sheet;
    if (!written(upright)) {
      return Optional.empty();
    }
    return Optional.of(new View(Side.EMBLEM, most % 2 == 1, upright, null));
  }

  /** Share of the pixels that are red where the emblem would be. */
  private static double red(FlatCard sheet, double x, double y) throws LivenessException {
    try (PointerScope scope = new PointerScope()) {
      Frame frame = sheet.part(new FlatCard.Part(x, y, EMBLEM.width(), EMBLEM.height()));
      Mat hsv = new Mat();
      opencv_imgproc.cvtColor(Mats.of(frame), hsv, opencv_imgproc.COLOR_BGR2HSV);
      Mat low = new Mat();
      Mat high = new Mat();
      opencv_core.inRange(
          hsv, new Mat(new Scalar(0, 120, 60, 0)), new Mat(new Scalar(7, 255, 255, 0)), low);
      opencv_core.inRange(
          hsv, new Mat(new Scalar(172, 120, 60, 0)), new Mat(new Scalar(180, 255, 255, 0)), high);
      int count = opencv_core.countNonZero(low) + opencv_core.countNonZero(high);
      return (double) count / ((double) frame.width() * frame.height());
    }
  }
}
