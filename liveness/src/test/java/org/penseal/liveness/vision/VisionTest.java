// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.NoFace;
import org.penseal.liveness.LivenessException.SeveralFaces;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;

class VisionTest {
  private static Vision vision;

  @BeforeAll
  static void open() throws LivenessException {
    vision = new Vision(ModelFiles.bundled());
  }

  @AfterAll
  static void close() {
    vision.close();
  }

  private static Embedding embedding(Frame frame) throws LivenessException {
    return vision.embed(frame, vision.onlyFace(frame));
  }

  @Test
  void findsTheFaceOfThePortraitWhereItIs() throws LivenessException {
    Face face = vision.onlyFace(Portraits.astronaut());
    // By eye in the picture: the pupils are at about (203, 101) and (247, 102).
    assertEquals(203, (face.landmarks().x(33) + face.landmarks().x(133)) / 2, 4);
    assertEquals(101, (face.landmarks().y(33) + face.landmarks().y(133)) / 2, 4);
    assertEquals(247, (face.landmarks().x(362) + face.landmarks().x(263)) / 2, 4);
    assertEquals(45, face.eyeDistancePx(), 4);
    assertTrue(face.presence() > 0.9);
    assertTrue(Math.abs(face.pose().yaw()) < 10, () -> face.pose().toString());
  }

  @Test
  void findsNoFaceInAnEmptyPicture() {
    assertThrows(NoFace.class, () -> vision.onlyFace(Portraits.grey()));
  }

  /** A face of a sixteenth of the width, which the detector for near faces does not see. */
  @Test
  void findsAFaceThatIsFarAway() throws LivenessException {
    Frame far = Portraits.within(Portraits.astronaut(), 1600, 1200);
    try (FaceDetector near = FaceDetector.near(ModelFiles.bundled());
        Mat picture = Mats.of(far)) {
      assertEquals(List.of(), near.detect(picture));
    }
    Face face = vision.onlyFace(far);
    assertEquals(800 - 256 + 225, (face.landmarks().x(33) + face.landmarks().x(263)) / 2, 6);
    assertEquals(45, face.eyeDistancePx(), 5);
  }

  @Test
  void refusesTwoFacesSideBySide() throws LivenessException {
    Frame two = Portraits.twoPeople();
    assertEquals(2, vision.faces(two).size());
    SeveralFaces refused = assertThrows(SeveralFaces.class, () -> vision.onlyFace(two));
    assertEquals(2, refused.count());
  }

  @Test
  void yawChangesItsSignInTheMirror() throws LivenessException {
    for (Frame frame : List.of(Portraits.astronaut(), Portraits.hopper())) {
      double yaw = vision.onlyFace(frame).pose().yaw();
      double mirrored = vision.onlyFace(Portraits.mirrored(frame)).pose().yaw();
      // 600 mirrored pictures of LFW: 5 % and 95 % points of the sum are -2.6 and 2.6 degrees.
      assertEquals(0, yaw + mirrored, 4);
    }
  }

  @Test
  void embeddingStaysUnderMirrorCropAndJpeg() throws LivenessException {
    for (Frame frame : List.of(Portraits.astronaut(), Portraits.hopper())) {
      Embedding plain = embedding(frame);
      assertTrue(plain.similarity(embedding(Portraits.mirrored(frame))) > 0.8);
      Frame crop = Portraits.part(frame, 60, 0, 400, 400);
      assertTrue(plain.similarity(embedding(crop)) > 0.9);
      Frame jpeg = Stills.decode(Stills.jpeg(frame, 60), "jpeg");
      assertTrue(plain.similarity(embedding(jpeg)) > 0.9);
    }
  }

  @Test
  void tellsTwoPersonsApart() throws LivenessException {
    double similarity = embedding(Portraits.astronaut()).similarity(embedding(Portraits.hopper()));
    assertTrue(similarity < 0.25, () -> "similarity " + similarity);
  }

  @Test
  void openEyesAreSeenOpen() throws LivenessException {
    Face face = vision.onlyFace(Portraits.astronaut());
    assertTrue(face.eyes().openness() > 0.2);
    assertTrue(face.eyes().closed() < 0.5, () -> face.eyes().toString());
  }
}
