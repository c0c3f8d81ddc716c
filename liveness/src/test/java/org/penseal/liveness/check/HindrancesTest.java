// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.PoorPicture;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.liveness.rule.ChallengePlan;
import org.penseal.liveness.rule.Thresholds;

/** Pictures of which nothing can be said, and clips of another case. */
@Tag("slow")
class HindrancesTest {
  private static final ModelFiles MODELS = ModelFiles.bundled();
  private static final List<Challenge> TASK = Challenge.parse("turn-left,blink");

  private static Puppet puppet;

  private final LivenessCheck check = new LivenessCheck(MODELS, Thresholds.standard());

  @BeforeAll
  static void makePuppet() throws Exception {
    puppet = new Puppet(MODELS, Portraits.astronaut());
  }

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
      public CameraOrigin origin() {
        return CameraOrigin.SIMULATED;
      }

      @Override
      public void close() {
        camera.close();
      }
    };
  }

  /** Every hint that is told comes again; the check must end for this reason. */
  private List<@Nullable Reason> hindered(Reason reason, Change change) throws Exception {
    List<@Nullable Reason> hints = new ArrayList<>();
    LivenessObserver observer =
        new LivenessObserver() {
          @Override
          public void hint(@Nullable Reason hint) {
            hints.add(hint);
          }
        };
    // Settling ends after ten seconds; a clip that ends before is judged by what it showed.
    try (Camera camera = changed(puppet.camera(Challenge.parse("blink")), change)) {
      Verdict verdict = check.run(camera, TASK, observer);
      assertFalse(verdict.live());
      assertEquals(List.of(reason), verdict.reasons());
      assertTrue(verdict.hindered());
    }
    return hints;
  }

  private static void scale(byte[] bgr, double factor) {
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) Math.clamp(Math.round((bgr[i] & 0xff) * factor), 0, 255);
    }
  }

  /** Towards white by this share. */
  private static void lighten(byte[] bgr, double share) {
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) Math.round(255 - (1 - share) * (255 - (bgr[i] & 0xff)));
    }
  }

  /** The mean of a square around each pixel. */
  private static void blur(byte[] bgr, int width, int height, int reach) {
    int side = 2 * reach + 1;
    try (PointerScope scope = new PointerScope()) {
      Mat picture = new Mat(height, width, opencv_core.CV_8UC3, new BytePointer(bgr));
      opencv_imgproc.blur(
          picture, picture, new Size(side, side), new Point(-1, -1), opencv_core.BORDER_REPLICATE);
      picture.data().get(bgr);
    }
  }

  /** The whole picture, this many times smaller, in the middle of grey. */
  private static void shrink(byte[] bgr, int width, int height, int times) {
    byte[] from = bgr.clone();
    Arrays.fill(bgr, (byte) 120);
    for (int y = 0; y < height / times; y++) {
      for (int x = 0; x < width / times; x++) {
        int to =
            3 * ((y + (height - height / times) / 2) * width + x + (width - width / times) / 2);
        System.arraycopy(from, 3 * (y * times * width + x * times), bgr, to, 3);
      }
    }
  }

  private static void moveLeft(byte[] bgr, int width, int height, int pixels) {
    for (int y = 0; y < height; y++) {
      int row = 3 * y * width;
      System.arraycopy(bgr, row + 3 * pixels, bgr, row, 3 * (width - pixels));
      Arrays.fill(bgr, row + 3 * (width - pixels), row + 3 * width, (byte) 120);
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
  void darknessIsAdviceThatIsToldOnceAndNoAccusation() throws Exception {
    assertEquals(
        List.of(Reason.TOO_DARK),
        hindered(Reason.TOO_DARK, (bgr, width, height) -> scale(bgr, 0.12)));
  }

  @Test
  void tooMuchLightIsAdviceAndNoAccusation() throws Exception {
    hindered(Reason.TOO_BRIGHT, (bgr, width, height) -> lighten(bgr, 0.85));
  }

  @Test
  void blurIsAdviceAndNoAccusation() throws Exception {
    hindered(Reason.BLURRED, (bgr, width, height) -> blur(bgr, width, height, 9));
  }

  @Test
  void faceThatIsTooFarAwayIsAskedToComeCloser() throws Exception {
    hindered(Reason.TOO_SMALL, (bgr, width, height) -> shrink(bgr, width, height, 5));
  }

  @Test
  void faceAtTheEdgeOfThePictureIsAskedToTheMiddle() throws Exception {
    int nose = (int) puppet.landmarks().x(4);
    double half = puppet.landmarks().distance(234, 454) / 2;
    hindered(
        Reason.CUT_OFF,
        (bgr, width, height) -> moveLeft(bgr, width, height, (int) (nose - 0.45 * half)));
  }

  @Test
  void darkGlassesAreAskedToBeTakenOff() throws Exception {
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
    try (Camera own = puppet.camera(mine.challenges());
        Camera recorded = puppet.camera(other.challenges())) {
      assertTrue(check.run(own, mine.challenges(), LivenessObserver.NONE).live());
      Verdict verdict = check.run(recorded, mine.challenges(), LivenessObserver.NONE);
      assertFalse(verdict.live());
      assertEquals(List.of(Reason.WRONG_ORDER), verdict.reasons(), verdict::toString);
    }
  }
}
