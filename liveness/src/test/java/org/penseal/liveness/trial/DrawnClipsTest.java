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

  private void refusesBentMasks(int from, int to) throws Exception {
    List<Presentation> masks =
        clips().stream()
            .filter(c -> c.kind() == Kind.CUT_OUT_BENT && c.half() == DataSplit.REPORTING)
            .toList();
    assertEquals(4, masks.size());
    for (Presentation clip : masks.subList(from, to)) {
      try (Camera camera = clip.source().open()) {
        Verdict verdict = check.run(camera, clip.challenges(), LivenessObserver.NONE);
        assertFalse(verdict.live(), () -> clip.name() + " " + verdict);
      }
    }
  }

  /**
   * To the mesh it turns as a head, and its eyes and mouth live: one passed before relief counted.
   */
  @Test
  void bentMaskWithLivingEyesIsRefused() throws Exception {
    refusesBentMasks(0, 1);
  }

  @Test
  @Tag("full")
  void everyBentMaskIsRefused() throws Exception {
    refusesBentMasks(1, 4);
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
