// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.penseal.liveness.Camera;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.liveness.check.Proportion;

/**
 * The check run over many clips: error rates as ISO/IEC 30107-3 (GB/T 41815.3-2023) names them.
 *
 * @param outcomes one for each clip, in their order
 */
public record Trial(List<Outcome> outcomes) {

  /** Copies the list. */
  public Trial {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What became of one clip.
   *
   * @param presentation the clip
   * @param verdict of the check
   */
  public record Outcome(Presentation presentation, Verdict verdict) {
    /** Whether it was decided as it should be. */
    public boolean right() {
      return verdict.live() == (presentation.kind() == Kind.LIVING);
    }
  }

  /**
   * Runs every clip, one after the other.
   *
   * @param told each outcome as it comes
   */
  public static Trial run(
      LivenessCheck check, Collection<Presentation> clips, Consumer<Outcome> told)
      throws LivenessException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Presentation clip : clips) {
      try (Camera camera = clip.source().open()) {
        Outcome outcome =
            new Outcome(clip, check.run(camera, clip.challenges(), LivenessObserver.NONE));
        outcomes.add(outcome);
        told.accept(outcome);
      }
    }
    return new Trial(outcomes);
  }

  /** APCER of each species that was shown: the share of its attacks that passed. */
  public Map<Kind, Proportion> apcer() {
    Map<Kind, Proportion> rates = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      List<Outcome> shown = outcomes.stream().filter(o -> o.presentation().kind() == kind).toList();
      if (kind != Kind.LIVING && !shown.isEmpty()) {
        rates.put(kind, passed(shown));
      }
    }
    return rates;
  }

  /** The APCER that counts: the highest of any species; empty of none. */
  public Proportion worstApcer() {
    return apcer().values().stream()
        .max((a, b) -> Double.compare(a.value(), b.value()))
        .orElse(new Proportion(0, 0));
  }

  /** BPCER: the share of living that were refused. Those that could not be seen are not counted. */
  public Proportion bpcer() {
    List<Outcome> judged = living().stream().filter(o -> !o.verdict().hindered()).toList();
    int passed = passed(judged).hits();
    return new Proportion(judged.size() - passed, judged.size());
  }

  /** BPNRR: the share of living of which nothing could be said. */
  public Proportion bpnrr() {
    List<Outcome> living = living();
    int hindered = (int) living.stream().filter(o -> o.verdict().hindered()).count();
    return new Proportion(hindered, living.size());
  }

  private List<Outcome> living() {
    return outcomes.stream().filter(o -> o.presentation().kind() == Kind.LIVING).toList();
  }

  private static Proportion passed(List<Outcome> shown) {
    return new Proportion(
        (int) shown.stream().filter(o -> o.verdict().live()).count(), shown.size());
  }
}
