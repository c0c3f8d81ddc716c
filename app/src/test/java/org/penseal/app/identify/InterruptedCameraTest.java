// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.authority.CodeEntry;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.DeskRules;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Challenges;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.signing.CaseException;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.PhoneCode;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CameraInterrupted;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.liveness.rule.ChallengePlan;
import org.penseal.liveness.rule.Thresholds;

/** A camera that is unplugged while somebody stands before it, and plugged in again. */
@Slow
class InterruptedCameraTest {
  private static final BusinessType TYPE =
      new BusinessType(
          "alive",
          new BusinessType.Words("活体", "Alive"),
          List.of(IdentityMode.PORTRAIT),
          IdentityMode.PORTRAIT,
          true,
          new BusinessType.CardRule(false, ExpiredCards.REFUSE),
          1,
          Set.of(),
          BusinessType.Words.NONE,
          DeskRules.STANDARD);
  private static final int FRAMES_BEFORE_INTERRUPTION = 3;
  private static Puppet puppet;

  private final ModelFiles models = ModelFiles.bundled();
  private final List<ChallengePlan> drawn = new ArrayList<>();
  private final List<List<Challenge>> begun = new ArrayList<>();
  private int opened;
  private int closed;

  @BeforeAll
  static void puppet() throws LivenessException {
    puppet =
        Puppet.of(ModelFiles.bundled(), Path.of("..", "testdata", "portraits", "astronaut.png"));
  }

  // The nonces are counted, so that the plans are known to differ; in use they are random.
  private ChallengePlan draw() {
    byte[] nonce = new byte[ChallengePlan.NONCE_BYTES];
    nonce[0] = (byte) drawn.size();
    drawn.add(ChallengePlan.draw("business 1", nonce));
    return drawn.getLast();
  }

  /** No real camera can be unplugged here: the puppet, which does what was drawn last. */
  private final class Unplugged implements Camera {
    private int left;
    private int frames;
    private @Nullable Camera shown;

    Unplugged(int times, List<Challenge> first) {
      left = times;
      shown = puppet.camera(first);
    }

    @Override
    public Optional<Frame> next() throws LivenessException {
      if (left > 0 && frames++ == FRAMES_BEFORE_INTERRUPTION) {
        left--;
        frames = 0;
        shown = null;
        throw new CameraInterrupted();
      }
      Camera now = shown;
      if (now == null) {
        now = puppet.camera(drawn.getLast().challenges());
        shown = now;
      }
      return now.next();
    }

    @Override
    public double framesPerSecond() {
      return 30;
    }

    @Override
    public CameraOrigin origin() {
      return CameraOrigin.SIMULATED;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  /** An authority that is no demonstration's, and is told nothing: in the mode portrait, either. */
  private static final class Nobody implements Authority {
    @Override
    public Health probe() {
      return new Health("Ministry", false);
    }

    @Override
    public IdentityResult verify(IdentityClaim claim, String idempotencyKey) {
      throw new AssertionError();
    }

    @Override
    public PhoneCode sendCode(IdentityClaim claim, String idempotencyKey) {
      throw new AssertionError();
    }

    @Override
    public void close() {}
  }

  private Identified run(int interruptions) throws Exception {
    return run(IdentityMode.PORTRAIT, interruptions);
  }

  private Identified run(IdentityMode mode, int interruptions) throws Exception {
    return run(mode, interruptions, Optional.empty());
  }

  private Identified run(IdentityMode mode, int interruptions, Optional<CardReading> card)
      throws Exception {
    IdentifyRequest request =
        new IdentifyRequest(
            mode,
            Optional.of("李娜"),
            Optional.of(DemoPopulation.ID_NUMBERS.getFirst()),
            Optional.empty(),
            card,
            Optional.of(
                challenges -> {
                  opened++;
                  return new Unplugged(interruptions, challenges);
                }),
            this::draw,
            org.penseal.app.evidence.Origin.DEVICE);
    LivenessObserver observer =
        new LivenessObserver() {
          @Override
          public void begins(List<Challenge> asked) {
            begun.add(asked);
          }
        };
    Thresholds thresholds = Thresholds.standard();
    try (FaceToId faces = new FaceToId(models, thresholds)) {
      return new IdentifyFlow(
              new IdentifyFlow.FaceChecks(
                  new LivenessCheck(models, thresholds), faces, portrait -> false),
              new Nobody(),
              CodeEntry.NONE,
              TYPE,
              Clock.systemUTC())
          .run(request, observer);
    }
  }

  private void assertEachTryWasDrawnAnew(int tries) {
    assertEquals(tries, drawn.size());
    assertEquals(drawn.stream().map(ChallengePlan::challenges).toList(), begun);
    assertEquals(tries, Set.copyOf(begun).size(), begun::toString);
    assertEquals(1, opened);
    assertEquals(1, closed);
  }

  @Test
  void cameraThatIsNoneIsRefusedBeforeARealAuthorityIsTold() {
    CaseException.LaboratoryWithService refused =
        assertThrows(
            CaseException.LaboratoryWithService.class, () -> run(IdentityMode.REAL_PERSON, 0));
    assertEquals("camera", refused.source);
    assertEquals(List.of(), begun, "nothing was asked before the camera");
    assertEquals(1, closed);
  }

  @Test
  void cardOfAReaderThatIsNoneIsRefusedBeforeARealAuthorityIsTold() {
    CardReading card =
        new CardReading(
            "resident",
            "李娜",
            DemoPopulation.ID_NUMBERS.getFirst(),
            true,
            "",
            "",
            Optional.empty(),
            org.penseal.app.evidence.Origin.SIMULATED,
            List.of());
    CaseException.LaboratoryWithService refused =
        assertThrows(
            CaseException.LaboratoryWithService.class,
            () -> run(IdentityMode.REAL_PERSON, 0, Optional.of(card)));
    assertEquals("person", refused.source);
    assertEquals(0, opened, "no camera was opened");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theCheckBeginsAnewWithChallengesDrawnAnew(int interruptions) throws Exception {
    Identified identified = run(interruptions);
    assertEachTryWasDrawnAnew(interruptions + 1);
    List<String> transcripts =
        identified.evidence().stream()
            .filter(piece -> piece.type() == ArtefactType.LIVENESS_TRANSCRIPT)
            .map(piece -> new String(piece.content(), StandardCharsets.UTF_8))
            .toList();
    assertEquals(1, transcripts.size(), "of the try that came to its end");
    assertTrue(
        transcripts.getFirst().contains("nonce " + drawn.getLast().nonce()), transcripts::toString);
    assertEquals("live", identified.signer().identity().liveness());
    assertEquals(
        Optional.of(Challenges.of(drawn.getLast())), identified.signer().origins().challenges());
    assertEquals(
        Optional.of(org.penseal.app.evidence.Origin.SIMULATED),
        identified.signer().origins().camera());
  }

  @Test
  void theThirdInterruptionEndsTheCase() {
    assertThrows(CameraInterrupted.class, () -> run(3));
    assertEachTryWasDrawnAnew(3);
  }
}
