// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Box;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Cues;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.EmbeddingComparison;
import org.penseal.liveness.Face;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Quality;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.Verdict.Reason;

/** The rules on measures made by hand: 30 frames a second, no pictures. */
class JudgeTest {
  private static final Landmarks MESH = mesh();
  private static final Embedding ONE = embedding(1, 0);
  private static final Embedding OTHER = embedding(0, 1);

  private final Judge blink = new Judge(List.of(Challenge.BLINK), Thresholds.standard());
  private int frame;

  private static Landmarks mesh() {
    float[] xyz = new float[3 * Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      xyz[3 * i] = 100 + i % 23;
      xyz[3 * i + 1] = 100 + i / 23;
    }
    return new Landmarks(xyz);
  }

  private static Face face(double yaw, double openness, double closed, double boxX) {
    return new Face(
        new Box(boxX, 100, 100, 100),
        0.9,
        1,
        MESH,
        new Face.Pose(yaw, 0, 0),
        new Face.Eyes(openness, closed, closed),
        0.05);
  }

  private Measures measures(@Nullable Face face, Embedding embedding) {
    int index = frame++;
    Duration at = Duration.ofNanos(index * 33_333_333L);
    float[] thumbnail = new float[Cues.COLUMNS * Cues.ROWS];
    Cues cues = new Cues(index, thumbnail, Double.NaN, Double.NaN);
    Quality quality = face == null ? null : new Quality(60, 300, 0.5, 0.2, 1, 0.8);
    return new Measures(at, face == null ? 0 : 1, face, quality, null, embedding, 0.9, cues);
  }

  private void show(Judge judge, int frames, double openness, double closed) {
    for (int i = 0; i < frames; i++) {
      judge.accept(measures(face(0, openness, closed, 100), ONE));
    }
  }

  private void refused(Judge judge, Reason reason) {
    Verdict verdict = judge.verdict(CameraOrigin.RECORDED, null);
    assertFalse(verdict.live());
    assertEquals(List.of(reason), verdict.reasons(), verdict::toString);
  }

  private static Embedding embedding(float... values) {
    EmbeddingComparison cosine =
        new EmbeddingComparison(EmbeddingComparison.Measure.COSINE, 0.324, 0, 0.1);
    return new Embedding(List.of(new Embedding.Part(values, cosine)));
  }

  @Test
  void blinkOfATenthOfASecondPasses() {
    show(blink, 20, 0.30, 0);
    show(blink, 4, 0.15, 0.9);
    show(blink, 10, 0.30, 0);
    Verdict verdict = blink.verdict(CameraOrigin.RECORDED, null);
    assertTrue(verdict.live(), verdict::toString);
    assertEquals(0.9, verdict.passive(), 1e-9);
    assertTrue(verdict.steps().getFirst().explanation().contains("eyeOpennessByMedian 0.500"));
  }

  @Test
  void eyesThatStayClosedAreNoBlink() {
    show(blink, 20, 0.30, 0);
    show(blink, 40, 0.15, 0.9);
    show(blink, 10, 0.30, 0);
    refused(blink, Reason.CHALLENGE_MISSED);
  }

  @Test
  void narrowEyesThatTheEyeModelCallsOpenAreNoBlink() {
    show(blink, 20, 0.30, 0);
    show(blink, 4, 0.15, 0.1);
    show(blink, 10, 0.30, 0);
    refused(blink, Reason.CHALLENGE_MISSED);
  }

  @Test
  void closedWithoutNarrowerEyesIsNoBlink() {
    show(blink, 20, 0.30, 0);
    show(blink, 4, 0.29, 1);
    show(blink, 10, 0.30, 0);
    refused(blink, Reason.CHALLENGE_MISSED);
  }

  @Test
  void timeRunsOutByTheTimeOfTheFrames() {
    show(blink, 8 + 302, 0.30, 0);
    assertTrue(blink.done());
    refused(blink, Reason.CHALLENGE_MISSED);
    assertNull(blink.asked());
  }

  @Test
  void faceThatIsGoneForLongIsLost() {
    show(blink, 20, 0.30, 0);
    for (int i = 0; i < 17; i++) {
      blink.accept(measures(null, ONE));
    }
    refused(blink, Reason.FACE_LOST);
  }

  @Test
  void faceThatIsGoneForAGlanceIsNot() {
    show(blink, 20, 0.30, 0);
    for (int i = 0; i < 5; i++) {
      blink.accept(measures(null, ONE));
    }
    show(blink, 4, 0.15, 0.9);
    show(blink, 10, 0.30, 0);
    assertTrue(blink.verdict(CameraOrigin.RECORDED, null).live());
  }

  @Test
  void faceThatJumpsIsLost() {
    show(blink, 20, 0.30, 0);
    blink.accept(measures(face(0, 0.3, 0, 400), ONE));
    refused(blink, Reason.FACE_LOST);
  }

  @Test
  void oneDoubtfulComparisonIsForgivenTwoAreNot() {
    show(blink, 20, 0.30, 0);
    blink.accept(measures(face(0, 0.3, 0, 100), OTHER));
    assertTrue(blink.wantsEmbedding());
    show(blink, 1, 0.30, 0);
    assertFalse(blink.done());
    blink.accept(measures(face(0, 0.3, 0, 100), OTHER));
    blink.accept(measures(face(0, 0.3, 0, 100), OTHER));
    refused(blink, Reason.PERSON_CHANGED);
  }

  @Test
  void changeAfterTheLastChallengeIsStillSeen() {
    show(blink, 20, 0.30, 0);
    show(blink, 4, 0.15, 0.9);
    show(blink, 1, 0.30, 0);
    assertFalse(blink.done());
    blink.accept(measures(face(0, 0.3, 0, 100), OTHER));
    blink.accept(measures(face(0, 0.3, 0, 100), OTHER));
    refused(blink, Reason.PERSON_CHANGED);
  }

  @Test
  void turnWithoutParallaxIsNoTurn() {
    Judge turn = new Judge(List.of(Challenge.TURN_LEFT), Thresholds.standard());
    show(turn, 20, 0.30, 0);
    // The yaw says a turn, but no point moved: the mesh is the same in each frame.
    for (int i = 0; i < 10; i++) {
      turn.accept(measures(face(30, 0.3, 0, 100), ONE));
    }
    show(turn, 20, 0.30, 0);
    Verdict verdict = turn.verdict(CameraOrigin.RECORDED, null);
    assertFalse(verdict.live());
    assertTrue(verdict.steps().getFirst().facts().get(0).met());
    assertFalse(verdict.steps().getFirst().facts().get(1).met());
  }

  @Test
  void faceThatNeverLooksStraightIsNotJudged() {
    for (int i = 0; i < 310; i++) {
      blink.accept(measures(face(40, 0.3, 0, 100), ONE));
    }
    refused(blink, Reason.NOT_FRONTAL);
  }
}
