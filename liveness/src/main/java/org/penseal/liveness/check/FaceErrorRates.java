// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.check.FaceEvaluation.Evaluation;
import org.penseal.liveness.check.FaceEvaluation.Interval;
import org.penseal.liveness.check.FaceEvaluation.Intervals;

/** Error rates from similarities (ISO/IEC 19795-1: FMR, FNMR and what is derived from them). */
final class FaceErrorRates {
  private static final int RESAMPLES = 400;
  private static final long SEED = 19795; // equal lists give equal figures

  private final double[] genuine;
  private final double[] impostor;

  /**
   * Sorts copies.
   *
   * @param genuine similarities of pairs of one person
   * @param impostor similarities of pairs of two
   */
  FaceErrorRates(List<Double> genuine, List<Double> impostor) {
    this.genuine = genuine.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    this.impostor = impostor.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  static Evaluation of(PairList list, Embeddings embeddings, double threshold) {
    List<Double> genuine = new ArrayList<>();
    List<Double> impostor = new ArrayList<>();
    for (PairList.Pair pair : list.pairs()) {
      Optional<Embedding> first = embeddings.of(pair.first());
      Optional<Embedding> second = embeddings.of(pair.second());
      if (first.isPresent() && second.isPresent()) {
        (pair.genuine() ? genuine : impostor).add(first.get().similarity(second.get()));
      }
    }
    FaceErrorRates rates = new FaceErrorRates(genuine, impostor);
    double best = rates.bestThreshold();
    return new Evaluation(
        new FaceEvaluation.Counts(
            list.pairs().size(), genuine.size(), impostor.size(), embeddings.failed()),
        rates.eer(),
        rates.accuracy(best),
        best,
        rates.accuracy(threshold),
        new FaceEvaluation.Accepted(rates.acceptedAt(0.01), rates.acceptedAt(0.001)),
        embeddings.unreadable(),
        rates.intervals(threshold));
  }

  /** How many of sorted values lie at or above a threshold. */
  private static int above(double[] sorted, double threshold) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return sorted.length - low;
  }

  private double falseMatch(double threshold) {
    return (double) above(impostor, threshold) / impostor.length;
  }

  private double falseNonMatch(double threshold) {
    return 1 - (double) above(genuine, threshold) / genuine.length;
  }

  /** Every threshold at which something changes, and one above all. */
  private double[] thresholds() {
    double[] all = Arrays.copyOf(genuine, genuine.length + impostor.length + 1);
    System.arraycopy(impostor, 0, all, genuine.length, impostor.length);
    // Above all of them: two models together are compared in deviations, which have no end.
    all[all.length - 1] = Double.NEGATIVE_INFINITY;
    Arrays.sort(all);
    System.arraycopy(all, 1, all, 0, all.length - 1);
    all[all.length - 1] = all.length == 1 ? 0 : Math.nextUp(all[all.length - 2]);
    return all;
  }

  /** Mean of both error rates where they are nearest to each other; NaN without both kinds. */
  double eer() {
    if (genuine.length == 0 || impostor.length == 0) {
      return Double.NaN;
    }
    double threshold = crossing();
    return (falseMatch(threshold) + falseNonMatch(threshold)) / 2;
  }

  /** The threshold at which both error rates are nearest to each other. */
  private double crossing() {
    double crossing = Double.NaN;
    double gap = Double.POSITIVE_INFINITY;
    for (double threshold : thresholds()) {
      double apart = Math.abs(falseMatch(threshold) - falseNonMatch(threshold));
      if (apart < gap) {
        gap = apart;
        crossing = threshold;
      }
    }
    return crossing;
  }

  /**
   * The middle 95 of 100 equal error rates of lists drawn anew from these pairs, and what both
   * rates allow exactly: lists drawn from pairs without an error have none either, however few
   * there are.
   */
  Interval eerInterval() {
    if (genuine.length == 0 || impostor.length == 0) {
      return new Interval(0, 1);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] rates = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      rates[i] = new FaceErrorRates(drawn(genuine, random), drawn(impostor, random)).eer();
    }
    Arrays.sort(rates);
    double threshold = crossing();
    Interval match = interval(falseMatch(threshold), impostor.length);
    Interval nonMatch = interval(falseNonMatch(threshold), genuine.length);
    return new Interval(
        Math.min(rates[RESAMPLES / 40], (match.low() + nonMatch.low()) / 2),
        Math.max(rates[RESAMPLES - 1 - RESAMPLES / 40], (match.high() + nonMatch.high()) / 2));
  }

  private static List<Double> drawn(double[] values, SplittableRandom random) {
    List<Double> drawn = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      drawn.add(values[random.nextInt(values.length)]);
    }
    return drawn;
  }

  private Intervals intervals(double threshold) {
    int all = genuine.length + impostor.length;
    return new Intervals(
        eerInterval(),
        interval(accuracy(threshold), all),
        interval(acceptedAt(0.01), genuine.length),
        interval(acceptedAt(0.001), genuine.length),
        interval(impostor.length == 0 ? Double.NaN : falseMatch(threshold), impostor.length),
        interval(genuine.length == 0 ? Double.NaN : falseNonMatch(threshold), genuine.length));
  }

  private static Interval interval(double share, int of) {
    if (Double.isNaN(share)) {
      return new Interval(0, 1);
    }
    Proportion counted = new Proportion((int) Math.round(share * of), of);
    return new Interval(counted.low(), counted.high());
  }

  /** Share decided rightly; NaN without pairs. */
  double accuracy(double threshold) {
    int right = above(genuine, threshold) + impostor.length - above(impostor, threshold);
    int all = genuine.length + impostor.length;
    return all == 0 ? Double.NaN : (double) right / all;
  }

  /** Threshold of the best accuracy. */
  double bestThreshold() {
    double[] thresholds = thresholds();
    double best = thresholds[thresholds.length - 1];
    for (double threshold : thresholds) {
      if (accuracy(threshold) > accuracy(best)) {
        best = threshold;
      }
    }
    return best;
  }

  /** Share of genuine pairs accepted where at most this share of impostors is. */
  double acceptedAt(double falseMatchRate) {
    if (genuine.length == 0 || impostor.length == 0) {
      return Double.NaN;
    }
    int allowed = (int) Math.floor(falseMatchRate * impostor.length + 1e-9);
    // The threshold lies just above the first impostor that is not allowed any more.
    double bar = impostor[impostor.length - 1 - allowed];
    return (double) above(genuine, Math.nextUp(bar)) / genuine.length;
  }
}
