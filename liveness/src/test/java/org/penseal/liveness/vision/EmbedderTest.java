// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

@Tag("slow")
class EmbedderTest {

  private static final ModelFiles FIRST = ModelFiles.bundled();
  private static final ModelFiles SECOND = FIRST.asking(ModelFiles.Recognition.SECOND);
  private static final Path FACE_API =
      Path.of("src/main/npm/node_modules/@vladmandic/face-api").toAbsolutePath();

  @TempDir Path folder;

  /** The same chip through the bare network, its input filled by hand. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void equalsAPlainForwardPass(boolean astronaut) throws Exception {
    Frame frame = astronaut ? Portraits.astronaut() : Portraits.hopper();
    try (Vision vision = new Vision(FIRST);
        Embedder embedder = new Embedder(FIRST, Model.EMBEDDER);
        CropBuffer inlet = new CropBuffer(112);
        Mat picture = Mats.of(frame);
        Net net = opencv_dnn.readNetFromONNX(FIRST.bytes(Model.EMBEDDER))) {
      Face face = vision.onlyFace(frame);
      byte[] chip = Mats.bytes(inlet.colour(picture, embedder.chip(face.landmarks())));
      int plane = 112 * 112;
      Mat blob = new Mat(new int[] {1, 3, 112, 112}, opencv_core.CV_32F);
      FloatBuffer input = blob.createBuffer();
      for (int i = 0; i < plane; i++) {
        for (int channel = 0; channel < 3; channel++) {
          input.put(channel * plane + i, ((chip[3 * i + channel] & 0xff) - 127) / 128f);
        }
      }
      net.setInput(blob);
      FloatBuffer output = net.forward().createBuffer();
      float[] plain = new float[512];
      output.get(plain);
      float[] found = vision.embed(frame, face).parts().getFirst().values();
      assertArrayEquals(unit(plain), unit(found), 1e-3f);
    }
  }

  /** The converted network equals face-api's own program over its own weights. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSecondOneEqualsTheProgramItWasMadeFor(boolean astronaut) throws Exception {
    Frame frame = astronaut ? Portraits.astronaut() : Portraits.hopper();
    try (Vision vision = new Vision(SECOND);
        Embedder embedder = new Embedder(SECOND, Model.SECOND_EMBEDDER);
        CropBuffer inlet = new CropBuffer(150);
        Mat picture = Mats.of(frame)) {
      Face face = vision.onlyFace(frame);
      byte[] chip = Mats.bytes(inlet.colour(picture, embedder.chip(face.landmarks())));
      float[] found = vision.embed(frame, face).parts().getFirst().values();
      assertArrayEquals(faceApi(chip), found, 1e-4f);
    }
  }

  private float[] faceApi(byte[] chip) throws Exception {
    ByteBuffer pixels = ByteBuffer.allocate(4 * chip.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < chip.length; i += 3) {
      for (int channel = 2; channel >= 0; channel--) {
        pixels.putFloat(chip[i + channel] & 0xff);
      }
    }
    Path input = Files.write(folder.resolve("chip"), pixels.array());
    Process node =
        new ProcessBuilder(
                "node", "src/test/js/face-api-reference.mjs", FACE_API.toString(), input.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    List<String> lines = node.inputReader().lines().toList();
    assertEquals(0, node.waitFor(), () -> "node: " + folder.resolve("errors"));
    String[] numbers = lines.getLast().split(" ");
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i]);
    }
    return values;
  }

  /** Whichever is asked: a face is itself under small changes, and nobody else. */
  @ParameterizedTest
  @EnumSource
  void knowsAPortraitFlippedCroppedAndCompressed(ModelFiles.Recognition whom) throws Exception {
    ModelFiles models = FIRST.asking(whom);
    try (Vision vision = new Vision(models)) {
      Frame portrait = Portraits.astronaut();
      Embedding original = vision.embed(portrait, vision.onlyFace(portrait));
      double same = original.similarity(original);
      double match = models.match();
      for (Frame changed : changed(portrait)) {
        double similarity = original.similarity(vision.embed(changed, vision.onlyFace(changed)));
        assertTrue(
            similarity > (match + same) / 2,
            () -> whom + ": " + similarity + ", match " + match + ", same " + same);
      }
      Frame other = Portraits.hopper();
      Embedding stranger = vision.embed(other, vision.onlyFace(other));
      assertTrue(original.similarity(stranger) < match, whom::toString);
    }
  }

  private static List<Frame> changed(Frame portrait) throws Exception {
    try (Mat picture = Mats.of(portrait);
        BytePointer jpeg = new BytePointer();
        IntPointer quality = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 60)) {
      opencv_imgcodecs.imencode(".jpg", picture, jpeg, quality);
      byte[] bytes = new byte[(int) jpeg.limit()];
      jpeg.get(bytes);
      int width = portrait.width() - 37;
      return List.of(
          Portraits.mirrored(portrait),
          Portraits.part(portrait, 20, 0, width, portrait.height() - 31),
          Stills.decode(bytes, "jpeg"));
    }
  }

  private static float[] unit(float[] values) {
    double norm = 0;
    for (float v : values) {
      norm += (double) v * v;
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(norm));
    }
    return unit;
  }

  @Test
  void similarityIsFoundFromPointsThatWereMovedByOne() {
    // A turn by 30 degrees, scale 2, shift (5, -3), worked out by hand.
    double a = 2 * Math.cos(Math.PI / 6);
    double b = 2 * Math.sin(Math.PI / 6);
    double[] from = {0, 0, 10, 0, 3, 7};
    double[] to = new double[6];
    for (int i = 0; i < 6; i += 2) {
      to[i] = a * from[i] - b * from[i + 1] + 5;
      to[i + 1] = b * from[i] + a * from[i + 1] - 3;
    }
    Crop crop = Crop.between(from, to);
    assertArrayEquals(
        new double[] {a, b, 5, -3}, new double[] {crop.a(), crop.b(), crop.tx(), crop.ty()}, 1e-9);
    assertArrayEquals(
        new double[] {3, 7},
        new double[] {crop.backX(to[4], to[5]), crop.backY(to[4], to[5])},
        1e-9);
  }
}
