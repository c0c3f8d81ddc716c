// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.liveness.puppet.attack.Attacks;
import org.penseal.liveness.rule.Thresholds;

@Tag("slow")
class LivenessCheckTest {
  private static final List<Challenge> TASK = Challenge.parse("turn-left,blink");
  private static final ModelFiles MODELS = ModelFiles.bundled();
  private static Frame astronaut;
  private static Frame hopper;
  private static Puppet collins;
  private static Puppet grace;

  /** What the first one did and was told, {@link #TASK} being asked: several tests look at it. */
  private static Verdict passed;

  private static final List<String> TOLD = new ArrayList<>();

  private final LivenessCheck check = new LivenessCheck(MODELS, Thresholds.standard());

  @BeforeAll
  static void makePuppets() throws Exception {
    astronaut = Portraits.astronaut();
    hopper = Portraits.hopper();
    collins = new Puppet(MODELS, astronaut);
    grace = new Puppet(MODELS, hopper);
    try (Camera camera = collins.camera(TASK)) {
      passed =
          new LivenessCheck(MODELS, Thresholds.standard()).run(camera, TASK, new Listener(TOLD));
    }
  }

  /** Writes down what the observer is told. */
  private record Listener(List<String> told) implements LivenessObserver {
    @Override
    public void lookStraight(Duration at) {
      told.add("straight");
    }

    @Override
    public void asked(Challenge challenge, int index, Duration at) {
      told.add("asked " + challenge.word() + " " + index);
    }

    @Override
    public void passed(Challenge challenge, int index, Duration at) {
      told.add("passed " + challenge.word() + " " + index);
    }
  }

  private Verdict run(Camera camera, List<Challenge> challenges) throws Exception {
    try (camera) {
      return check.run(camera, challenges, LivenessObserver.NONE);
    }
  }

  private static Duration at(Verdict verdict, int step) {
    return Objects.requireNonNull(verdict.steps().get(step).at());
  }

  private void refused(Reason reason, Camera camera) throws Exception {
    Verdict verdict = run(camera, TASK);
    assertFalse(verdict.live(), verdict::toString);
    assertEquals(List.of(reason), verdict.reasons(), verdict::toString);
    assertTrue(verdict.score() < 0.5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void livingPuppetPassesForWhatItDoes(boolean first) throws Exception {
    Verdict verdict = first ? passed : run(grace.camera(TASK), TASK);
    assertTrue(verdict.live(), verdict::toString);
    assertTrue(verdict.synthetic());
    assertTrue(verdict.score() >= 0.5);
    // The script turns from 1.2 s to 3.05 s and closes the eyes from 3.75 s to 4.1 s.
    assertEquals(2.9, at(verdict, 0).toMillis() / 1000.0, 0.4);
    assertEquals(4.0, at(verdict, 1).toMillis() / 1000.0, 0.3);
    assertTrue(verdict.steps().get(0).facts().get(1).measured() > 0.1, verdict::toString);
    assertNotNull(verdict.portrait());
  }

  @ParameterizedTest
  @EnumSource
  void livingPuppetPassesEachChallenge(Challenge challenge) throws Exception {
    Verdict verdict = run(collins.camera(List.of(challenge)), List.of(challenge));
    assertTrue(verdict.live(), verdict::toString);
  }

  @Test
  void turningToTheOtherSideIsRefused() throws Exception {
    refused(Reason.WRONG_ORDER, collins.camera(Challenge.parse("turn-right,blink")));
  }

  @Test
  void blinkingInsteadOfTurningIsRefused() throws Exception {
    refused(Reason.CHALLENGE_MISSED, collins.camera(Challenge.parse("blink,mouth-open")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void swungPhotoIsSeenToBeFlat(boolean first) throws Exception {
    refused(Reason.FLAT, Attacks.swungPhoto(MODELS, first ? astronaut : hopper, TASK));
  }

  @Test
  void photoThatStandsStillMissesItsChallenge() throws Exception {
    List<Challenge> nothing = Challenge.parse("mouth-open,mouth-open");
    refused(Reason.CHALLENGE_MISSED, Attacks.swungPhoto(MODELS, astronaut, nothing));
  }

  @Test
  void personWhoChangesWhileTurnedAwayIsRefused() throws Exception {
    refused(
        Reason.PERSON_CHANGED,
        Attacks.swapped(collins.camera(TASK), grace.camera(TASK), Duration.ofMillis(2200)));
  }

  @Test
  void personWhoChangesAtTheVeryEndIsRefused() throws Exception {
    Duration end = at(passed, 1).plusMillis(10);
    refused(Reason.PERSON_CHANGED, Attacks.swapped(collins.camera(TASK), grace.camera(TASK), end));
  }

  @Test
  void pictureThatStandsStillToTheLastBitIsRefused() throws Exception {
    refused(
        Reason.FROZEN,
        Attacks.frozen(collins.camera(TASK), Duration.ofMillis(1500), Duration.ofSeconds(1)));
  }

  @Test
  void loopedClipIsRefused() throws Exception {
    refused(Reason.REPEATED, Attacks.looped(collins.camera(TASK), Duration.ofSeconds(1), 4));
  }

  @Test
  void twoFacesAreRefused() throws Exception {
    Frame two = Portraits.twoPeople();
    refused(Reason.SEVERAL_FACES, noisy(two));
  }

  @Test
  void emptyRoomIsRefused() throws Exception {
    refused(Reason.NO_FACE, noisy(Portraits.grey()));
  }

  /** A still with one changing pixel, so that it is not refused as frozen. */
  private static Camera noisy(Frame still) {
    return new Camera() {
      private int index;

      @Override
      public Optional<Frame> next() {
        if (index >= 60) {
          return Optional.empty();
        }
        byte[] bgr = still.bgr().clone();
        bgr[0] = (byte) index;
        Duration at = Duration.ofMillis(33L * index++);
        return Optional.of(new Frame(still.width(), still.height(), bgr, at, false));
      }

      @Override
      public double framesPerSecond() {
        return 30;
      }

      @Override
      public CameraOrigin origin() {
        return CameraOrigin.RECORDED;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Test
  void clipOnDiskGivesTheSameVerdictAndKeepsItsLabel(@TempDir Path folder) throws Exception {
    Path film = folder.resolve("puppet.avi");
    collins.render(TASK, film);
    Verdict verdict = run(Cameras.open("clip:" + film), TASK);
    assertTrue(verdict.live(), verdict::toString);
    assertTrue(verdict.synthetic());
  }

  @Test
  void tellsTheObserverWhatIsAskedInOrder() {
    assertEquals(
        List.of(
            "straight",
            "asked turn-left 0",
            "passed turn-left 0",
            "asked blink 1",
            "passed blink 1"),
        TOLD);
  }

  @Test
  void interruptCancels() throws Exception {
    try (Camera camera = collins.camera(TASK)) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class, () -> check.run(camera, TASK, LivenessObserver.NONE));
    }
  }
}
