// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penseal.liveness.Face;
import org.penseal.liveness.FaceMatch;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.TooSmall;
import org.penseal.liveness.Quality;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.liveness.vision.Vision;

/** Measures single pictures and whole lists of pairs, for the command line and the laboratory. */
public final class FaceEvaluation {
  private final ModelFiles models;
  private final Thresholds thresholds;

  /** Loads nothing yet. */
  public FaceEvaluation(ModelFiles models, Thresholds thresholds) {
    this.models = models;
    this.thresholds = thresholds;
  }

  /**
   * Figures over a list of pairs.
   *
   * @param counts how many of each kind
   * @param eer equal error rate, 0 to 1; NaN without both kinds
   * @param accuracy share decided rightly at {@code bestThreshold}, among the compared
   * @param bestThreshold cosine at which the accuracy is best (chosen on this very list)
   * @param accuracyAtThreshold share decided rightly at the product's threshold
   * @param accepted shares of genuine pairs that are accepted
   * @param unreadable pictures that are missing or cannot be read, in the order of the list
   * @param intervals of these figures, 95 %
   */
  public record Evaluation(
      Counts counts,
      double eer,
      double accuracy,
      double bestThreshold,
      double accuracyAtThreshold,
      Accepted accepted,
      List<Path> unreadable,
      Intervals intervals) {}

  /**
   * Pairs and pictures.
   *
   * @param pairs lines of the list
   * @param genuine pairs of one person that could be compared
   * @param impostor pairs of two persons that could be compared
   * @param failedToDetect pictures in which no face could be found, each counted once
   */
  public record Counts(int pairs, int genuine, int impostor, int failedToDetect) {}

  /**
   * Genuine pairs accepted (true acceptance rate).
   *
   * @param atFar1 where at most 1 % of the impostor pairs are
   * @param atFar01 the same at 0.1 %
   */
  public record Accepted(double atFar1, double atFar01) {}

  /**
   * Where the true rate lies in 95 of 100 such lists.
   *
   * @param low 0 to 1
   * @param high 0 to 1
   */
  public record Interval(double low, double high) {}

  /**
   * The intervals of the figures: exact (Clopper and Pearson), and for the equal error rate the
   * wider ends of resampling the pairs and of the exact ones of its two rates. They take pairs as
   * independent; pictures that stand in several pairs make the true ones wider.
   *
   * @param falseMatch of two persons taken for one, at the product's threshold (FMR)
   * @param falseNonMatch of one person taken for two, at the product's threshold (FNMR)
   */
  public record Intervals(
      Interval eer,
      Interval accuracyAtThreshold,
      Interval tarAtFar1,
      Interval tarAtFar01,
      Interval falseMatch,
      Interval falseNonMatch) {}

  /** A face and how good its picture is. */
  public record Seen(Face face, Quality quality) {}

  /** All faces of a picture, the largest first; empty when there is none. */
  public List<Seen> detect(Path picture) throws LivenessException {
    try (Vision vision = new Vision(models)) {
      Frame frame = Stills.read(picture);
      List<Seen> seen = new ArrayList<>();
      for (Face face : vision.faces(frame)) {
        seen.add(new Seen(face, vision.quality(frame, face)));
      }
      return List.copyOf(seen);
    }
  }

  /**
   * Compares the central large face of each picture. Without the quality gate of {@link FaceToId},
   * but an eye distance is still needed.
   *
   * @throws LivenessException.NoFace when one shows none
   * @throws TooSmall when the eyes of one are too near to each other
   */
  public FaceMatch compare(Path first, Path second) throws LivenessException {
    try (Vision vision = new Vision(models)) {
      Frame a = Stills.read(first);
      Face faceA = large(vision.mainFace(a));
      Frame b = Stills.read(second);
      Face faceB = large(vision.mainFace(b));
      double similarity = vision.embed(a, faceA).similarity(vision.embed(b, faceB));
      return new FaceMatch(
          similarity,
          thresholds.likeness().idMatch(),
          similarity >= thresholds.likeness().idMatch(),
          vision.quality(a, faceA),
          vision.quality(b, faceB));
    }
  }

  private Face large(Face face) throws TooSmall {
    if (face.eyeDistancePx() < thresholds.likeness().smallestEyesPx()) {
      throw new TooSmall(face.eyeDistancePx(), thresholds.likeness().smallestEyesPx());
    }
    return face;
  }

  /**
   * Compares every pair of a list, on all processors. Every picture is read once. A pair with a
   * picture in which no face is found is left out of the rates and counted, one with a picture that
   * cannot be read is left out and the picture named.
   *
   * @param list lines {@code fileA TAB fileB TAB 0|1}, 1 for one person; relative to the list's
   *     folder or to the working folder; blank lines and lines starting with # are skipped
   * @throws LivenessException.Unreadable for a list or line that cannot be read, for a list without
   *     a pair, and if none of its pictures can be read
   */
  public Evaluation evaluate(Path list) throws LivenessException, InterruptedException {
    PairList pairs = PairList.read(list);
    Embeddings embeddings = Embeddings.of(models, pairs.pictures());
    if (!embeddings.unreadable().isEmpty() && embeddings.byPicture().isEmpty()) {
      throw new LivenessException.Unreadable(embeddings.unreadable().getFirst().toString(), null);
    }
    return FaceErrorRates.of(pairs, embeddings, thresholds.likeness().idMatch());
  }
}
