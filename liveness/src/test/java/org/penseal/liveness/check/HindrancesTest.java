// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.PoorPicture;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.model.Models;
import org.penseal.liveness.plan.ChallengePlan;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.liveness.rule.Thresholds;

/** Pictures of which nothing can be said, and clips of another case. */
class HindrancesTest {
  private static final Models MODELS = Models.bundled();
  private static final List<Challenge> TASK = Challenge.parse("turn-left,blink");

  private final LivenessCheck check = new LivenessCheck(MODELS, Thresholds.standard());

  /** What is done to a frame. */
  private interface Change {
    void in(byte[] bgr, int width, int height);
  }

  private static Frame changed(Frame frame, Change change) {
    byte[] bgr = frame.bgr().clone();
    change.in(bgr, frame.width(), frame.height());
    return new Frame(frame.width(), frame.height(), bgr, frame.at(), true);
  }

  private static Camera changed(Camera camera, Change change) {
    return new Camera() {
      @Override
      public Optional<Frame> next() throws org.penseal.liveness.LivenessException {
        return camera.next().map(frame -> changed(frame, change));
      }

      @Override
      public double framesPerSecond() {
        return camera.framesPerSecond();
      }

      @Override
      public boolean synthetic() {
        return true;
      }

      @Override
      public void close() {
        camera.close();
      }
    };
  }

  private void hindered(Reason reason, Change change) throws Exception {
    Puppet puppet = new Puppet(MODELS, Portraits.astronaut());
    // Settling ends after ten seconds; a clip that ends before is judged by what it showed.
    try (Camera camera = changed(puppet.camera(Challenge.parse("blink")), change)) {
      Verdict verdict = check.run(camera, TASK, LivenessObserver.NONE);
      assertFalse(verdict.live());
      assertEquals(List.of(reason), verdict.reasons());
      assertTrue(verdict.hindered());
    }
  }

  private static void scale(byte[] bgr, double factor) {
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) Math.clamp(Math.round((bgr[i] & 0xff) * factor), 0, 255);
    }
  }

  /** A dark bar over both eyes, as wide as the face: the puppet's eyes are at a known height. */
  private static void glasses(byte[] bgr, int width, double eyeY, double eyesPx) {
    int top = (int) (eyeY - 0.28 * eyesPx);
    int bottom = (int) (eyeY + 0.28 * eyesPx);
    for (int y = top; y < bottom; y++) {
      for (int x = (int) (width / 2.0 - eyesPx); x < width / 2.0 + eyesPx; x++) {
        for (int channel = 0; channel < 3; channel++) {
          bgr[3 * (y * width + x) + channel] = 18;
        }
      }
    }
  }

  @Test
  void darknessIsAdviceAndNoAccusation() throws Exception {
    hindered(Reason.TOO_DARK, (bgr, width, height) -> scale(bgr, 0.12));
  }

  @Test
  void darkGlassesAreAskedToBeTakenOff() throws Exception {
    Puppet puppet = new Puppet(MODELS, Portraits.astronaut());
    double eyeY = (puppet.landmarks().y(33) + puppet.landmarks().y(263)) / 2;
    double eyesPx = puppet.landmarks().distance(33, 263);
    hindered(Reason.EYES_HIDDEN, (bgr, width, height) -> glasses(bgr, width, eyeY, eyesPx));
    Frame worn = changed(puppet.still(), (bgr, width, height) -> glasses(bgr, width, eyeY, eyesPx));
    PoorPicture refused;
    try (FaceToId faces = new FaceToId(MODELS, Thresholds.standard())) {
      refused = assertThrows(PoorPicture.class, () -> faces.requirePortrait(worn));
    }
    assertEquals("eyeShade", refused.measure());
  }

  @Test
  void clipOfAnotherCaseIsRefused() throws Exception {
    byte[] nonce = new byte[ChallengePlan.NONCE_BYTES];
    ChallengePlan mine = ChallengePlan.draw("business 1 document ab", nonce);
    ChallengePlan other = ChallengePlan.draw("business 2 document ab", nonce);
    Puppet puppet = new Puppet(MODELS, Portraits.astronaut());
    try (Camera own = puppet.camera(mine.challenges());
        Camera recorded = puppet.camera(other.challenges())) {
      assertTrue(check.run(own, mine.challenges(), LivenessObserver.NONE).live());
      Verdict verdict = check.run(recorded, mine.challenges(), LivenessObserver.NONE);
      assertFalse(verdict.live());
      assertEquals(List.of(Reason.WRONG_ORDER), verdict.reasons(), verdict::toString);
    }
  }
}
