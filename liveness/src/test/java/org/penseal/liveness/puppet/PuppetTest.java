// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.NoFace;
import org.penseal.liveness.LivenessException.SeveralFaces;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.model.ModelFiles;

@Tag("slow")
class PuppetTest {
  private static final ModelFiles MODELS = ModelFiles.bundled();

  @Test
  void sameStillGivesTheSameFramesAndNoTwoFramesAreEqual() throws Exception {
    Frame still = Portraits.astronaut();
    try (Camera one = new Puppet(MODELS, still).camera(List.of(Challenge.BLINK));
        Camera two = new Puppet(MODELS, still).camera(List.of(Challenge.BLINK))) {
      byte[] before = new byte[0];
      for (int i = 0; i < 45; i++) {
        Frame frame = one.next().orElseThrow();
        assertArrayEquals(frame.bgr(), two.next().orElseThrow().bgr());
        assertFalse(Arrays.equals(before, frame.bgr()));
        assertTrue(frame.synthetic());
        before = frame.bgr();
      }
    }
  }

  @Test
  void writesAFolderThatSaysItIsSynthetic(@TempDir Path folder) throws Exception {
    int count = new Puppet(MODELS, Portraits.hopper()).render(List.of(Challenge.BLINK), folder);
    try (var files = Files.list(folder)) {
      assertEquals(count + 1, files.count());
    }
    assertTrue(Files.readString(folder.resolve("clip.json")).contains("\"synthetic\" : true"));
    try (Camera camera = Cameras.open("clip:" + folder)) {
      assertTrue(camera.synthetic());
      assertEquals(640, camera.next().orElseThrow().width());
    }
  }

  @Test
  void needsOneFace() {
    assertThrows(NoFace.class, () -> new Puppet(MODELS, Portraits.grey()));
    assertThrows(SeveralFaces.class, () -> new Puppet(MODELS, Portraits.twoPeople()));
  }

  @Test
  void trianglesCoverTheWholeFace() throws Exception {
    int[] corners = Triangles.load(MODELS);
    // MediaPipe's canonical face model: 468 points, 898 triangles, no hole.
    assertEquals(3 * 898, corners.length);
    assertEquals(468, Arrays.stream(corners).distinct().count());
  }
}
