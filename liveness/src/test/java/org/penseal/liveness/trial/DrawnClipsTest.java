// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;

@Tag("slow")
class DrawnClipsTest {
  private static final ModelFiles MODELS = ModelFiles.bundled();

  private final LivenessCheck check = new LivenessCheck(MODELS, Thresholds.standard());

  private static List<Presentation> clips() throws Exception {
    return DrawnClips.of(MODELS, List.of(Portraits.astronaut(), Portraits.hopper()));
  }

  @Test
  void halvesShareNoClipAndHaveEveryKind() throws Exception {
    List<Presentation> all = clips();
    assertEquals(
        all.size(), all.stream().map(Presentation::name).collect(Collectors.toSet()).size());
    for (DataSplit half : DataSplit.values()) {
      List<Presentation> some = all.stream().filter(clip -> clip.half() == half).toList();
      assertTrue(some.size() >= 40, () -> half + ": " + some.size());
      assertEquals(Kind.values().length, some.stream().map(Presentation::kind).distinct().count());
    }
  }

  /** The kinds that LivenessCheckTest does not show, one clip of each that is reported on. */
  @ParameterizedTest
  @CsvSource({
    "photo-bent, WRONG_ORDER",
    "cut-out, FLAT",
    "screen-replay, DOUBTFUL",
    "loop-noisy, REPEATED",
    "gap, TIMING",
    "all-movements, WRONG_ORDER"
  })
  void attackIsRefusedForItsOwnReason(String word, Reason reason) throws Exception {
    Presentation clip =
        clips().stream()
            .filter(c -> c.kind().word().equals(word) && c.half() == DataSplit.REPORTING)
            .findFirst()
            .orElseThrow();
    try (Camera camera = clip.source().open()) {
      Verdict verdict = check.run(camera, clip.challenges(), LivenessObserver.NONE);
      assertFalse(verdict.live());
      assertTrue(verdict.synthetic());
      assertEquals(List.of(reason), verdict.reasons(), () -> clip.name() + " " + verdict);
    }
  }

  private static List<Presentation> bentMasks() throws Exception {
    List<Presentation> masks =
        clips().stream()
            .filter(c -> c.kind() == Kind.CUT_OUT_BENT && c.half() == DataSplit.REPORTING)
            .toList();
    assertEquals(4, masks.size());
    return masks;
  }

  private static Verdict verdict(LivenessCheck by, Presentation clip) throws Exception {
    try (Camera camera = clip.source().open()) {
      return by.run(camera, clip.challenges(), LivenessObserver.NONE);
    }
  }

  /** To the mesh it turns as a head, and its eyes and mouth live: only its relief gives it away. */
  @Test
  void bentMaskWithLivingEyesIsRefused() throws Exception {
    Presentation mask = bentMasks().getFirst();
    Verdict verdict = verdict(check, mask);
    assertFalse(verdict.live());
    assertEquals(List.of(Reason.FLAT), verdict.reasons(), () -> mask.name() + " " + verdict);
  }

  @Test
  @Tag("full")
  void everyBentMaskIsRefusedAndTheFirstTwoByTheirReliefAlone() throws Exception {
    List<Presentation> masks = bentMasks();
    LivenessCheck blind = new LivenessCheck(MODELS, withoutRelief());
    for (Presentation clip : masks) {
      Verdict verdict = verdict(check, clip);
      assertFalse(verdict.live(), () -> clip.name() + " " + verdict);
      assertEquals(masks.indexOf(clip) < 2, verdict(blind, clip).live(), clip.name());
    }
  }

  private static Thresholds withoutRelief() {
    Thresholds all = Thresholds.standard();
    Thresholds.Head head = all.head();
    return new Thresholds(
        new Thresholds.Head(
            head.turnDegrees(),
            head.nodDegrees(),
            head.frontalDegrees(),
            head.turnParallax(),
            Double.NEGATIVE_INFINITY,
            head.nodParallax(),
            head.foreshortening()),
        all.blink(),
        all.mouth(),
        all.closerFactor(),
        all.times(),
        all.likeness(),
        all.picture(),
        all.cues());
  }

  @Test
  @Tag("full") // five minutes
  void everyClipThatIsReportedOnIsDecidedRightly() throws Exception {
    List<Presentation> reported =
        clips().stream().filter(clip -> clip.half() == DataSplit.REPORTING).toList();
    Trial trial = Trial.run(check, reported, outcome -> {});
    assertEquals(0, trial.worstApcer().hits(), () -> trial.apcer().toString());
    assertEquals(0, trial.bpcer().hits(), () -> trial.outcomes().toString());
  }
}
