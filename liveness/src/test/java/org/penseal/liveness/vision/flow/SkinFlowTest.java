// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Measures.SkinMotion;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.Vision;

@Tag("slow")
class SkinFlowTest {
  private static Frame portrait;
  private static Face face;

  private final SkinFlow flow = new SkinFlow();

  @BeforeAll
  static void find() throws LivenessException {
    portrait = Portraits.astronaut();
    try (Vision vision = new Vision(ModelFiles.bundled())) {
      face = vision.onlyFace(portrait);
    }
  }

  @AfterEach
  void close() {
    flow.close();
  }

  private static Face turned(double yaw) {
    Face.Pose pose = new Face.Pose(yaw, face.pose().pitch(), face.pose().roll());
    return new Face(
        face.box(),
        face.detection(),
        face.presence(),
        face.landmarks(),
        pose,
        face.eyes(),
        face.mouthOpenness());
  }

  /** The picture moved to the right and down; what comes in at the edges is what was there. */
  private static Frame shifted(int x, int y) {
    byte[] bgr = portrait.bgr().clone();
    int width = portrait.width();
    for (int row = y; row < portrait.height(); row++) {
      for (int column = x; column < width; column++) {
        System.arraycopy(
            portrait.bgr(),
            3 * ((row - y) * width + column - x),
            bgr,
            3 * (row * width + column),
            3);
      }
    }
    return new Frame(width, portrait.height(), bgr, portrait.at(), false);
  }

  @Test
  void followsWhatMoves() throws LivenessException {
    SkinMotion begun = flow.follow(portrait, face, 0);
    assertTrue(begun.count() > 30, begun::toString);
    flow.follow(shifted(2, 1), face, 0);
    SkinMotion motion = flow.follow(shifted(5, 3), face, 0);
    assertSame(begun.start(), motion.start());
    assertTrue(motion.count() > 0.9 * begun.count(), motion::toString);
    double x = 0;
    double y = 0;
    for (int i = 0; i < motion.count(); i++) {
      x += (motion.to()[2 * i] - motion.from()[2 * i]) / motion.count();
      y += (motion.to()[2 * i + 1] - motion.from()[2 * i + 1]) / motion.count();
    }
    assertEquals(5, x, 0.1);
    assertEquals(3, y, 0.1);
  }

  @Test
  void leavesEyesAndMouthOut() throws LivenessException {
    SkinMotion begun = flow.follow(portrait, face, 0);
    // From the region's corner to the picture's: the leftmost point of the mesh by its room.
    for (int[] hole : new int[][] {{33, 133}, {362, 263}, {61, 291}}) {
      double width = face.landmarks().distance(hole[0], hole[1]);
      double x = (face.landmarks().x(hole[0]) + face.landmarks().x(hole[1])) / 2;
      double y = (face.landmarks().y(hole[0]) + face.landmarks().y(hole[1])) / 2;
      try (var region = new org.bytedeco.opencv.opencv_core.Rect()) {
        Skin.region(region, face.landmarks(), portrait);
        for (int i = 0; i < begun.count(); i++) {
          double away =
              Math.hypot(
                  begun.from()[2 * i] + region.x() - x, begun.from()[2 * i + 1] + region.y() - y);
          assertTrue(away > 0.5 * width, "point in an eye or the mouth");
        }
      }
    }
  }

  @Test
  void beginsAnewWhenTheHeadIsStraighter() throws LivenessException {
    SkinMotion begun = flow.follow(portrait, turned(10), 0);
    assertSame(begun.start(), flow.follow(shifted(1, 0), turned(20), 0).start());
    assertSame(begun.start(), flow.follow(portrait, turned(-9), 0).start());
    Face straight = turned(-3);
    assertSame(straight, flow.follow(portrait, straight, 0).start());
    assertSame(straight, flow.follow(portrait, turned(2), -12).start());
    Face aside = turned(-12); // the camera stands aside: this is where the person looks straight
    assertSame(aside, flow.follow(portrait, aside, -12).start());
    assertSame(aside, flow.follow(portrait, turned(1), -12).start());
    flow.forget();
    assertNotSame(straight, flow.follow(portrait, turned(20), 0).start());
  }

  @Test
  void aPictureWithoutTextureHasNothingToFollow() throws LivenessException {
    Frame grey =
        new Frame(
            portrait.width(),
            portrait.height(),
            new byte[portrait.bgr().length],
            portrait.at(),
            false);
    assertEquals(0, flow.follow(grey, face, 0).count());
    assertEquals(0, flow.follow(portrait, face, 0).count());
  }

  @Test
  void aFaceAtTheEdgeStaysInsideThePicture() throws LivenessException {
    Frame part = Portraits.part(portrait, 200, 60, 120, 100);
    assertTrue(flow.follow(part, face, 0).count() >= 0);
    flow.follow(part, face, 0);
  }

  /** A folder of pictures, or a camera that came back, may change its size in the middle. */
  @Test
  void anotherPictureSizeIsABeginning() throws LivenessException {
    assertTrue(flow.follow(portrait, face, 0).count() > 30);
    Frame small = Portraits.part(portrait, 150, 20, 160, 200);
    Face straight = turned(20);
    assertSame(straight, flow.follow(small, straight, 0).start());
    assertSame(face, flow.follow(portrait, face, 0).start());
    Frame large = Portraits.within(portrait, portrait.width() + 100, portrait.height() + 100);
    assertSame(straight, flow.follow(large, straight, 0).start());
  }

  @Test
  void aFaceOutsideThePictureHasNothingToFollow() throws LivenessException {
    for (int side : new int[] {1, 2, 7, 30}) {
      Frame corner = Portraits.part(portrait, 0, portrait.height() - side, side, side);
      assertEquals(0, flow.follow(corner, face, 0).count());
      assertEquals(0, flow.follow(corner, face, 0).count());
      flow.forget();
    }
  }

  @Test
  void aSinglePointIsFollowed() throws LivenessException {
    int side = 2;
    byte[] bgr = new byte[portrait.bgr().length];
    int left = (int) face.landmarks().x(151) - side / 2; // the forehead
    int top = (int) face.landmarks().y(151) - side / 2;
    for (int y = top; y < top + side; y++) {
      int from = 3 * (y * portrait.width() + left);
      java.util.Arrays.fill(bgr, from, from + 3 * side, (byte) 200);
    }
    Frame spot = new Frame(portrait.width(), portrait.height(), bgr, portrait.at(), false);
    assertEquals(1, flow.follow(spot, face, 0).count());
    assertEquals(1, flow.follow(spot, face, 0).count());
  }

  @Test
  void pointsThatDoNotFindBackAreDropped() throws LivenessException {
    byte[] other = portrait.bgr().clone();
    int row = 3 * portrait.width();
    for (int y = 0; y < portrait.height(); y++) { // upside down
      System.arraycopy(portrait.bgr(), row * (portrait.height() - 1 - y), other, row * y, row);
    }
    int begun = flow.follow(portrait, face, 0).count();
    Frame after =
        new Frame(portrait.width(), portrait.height(), other, portrait.at(), portrait.synthetic());
    int kept = flow.follow(after, face, 0).count();
    assertTrue(kept < 0.5 * begun, () -> kept + " of " + begun);
  }
}
