// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.NoCamera;
import org.penseal.liveness.LivenessException.Unreadable;
import org.penseal.liveness.Portraits;

class CamerasTest {
  @TempDir Path folder;

  private Path clip(int frames) throws Exception {
    Path clip = Files.createDirectories(folder.resolve("clip"));
    for (int i = frames - 1; i >= 0; i--) {
      byte[] bgr = new byte[3 * 64 * 48];
      Arrays.fill(bgr, (byte) (40 * i));
      Frame frame = new Frame(64, 48, bgr, Duration.ZERO, false);
      Files.write(clip.resolve("f%03d.png".formatted(i)), Stills.png(frame));
    }
    return clip;
  }

  @Test
  void playsAFolderInTheOrderOfItsNamesAtThirtyFrames() throws Exception {
    Path clip = clip(3);
    Files.writeString(clip.resolve("readme.txt"), "no picture");
    try (Camera camera = Cameras.open("clip:" + clip)) {
      assertEquals(30, camera.framesPerSecond());
      assertFalse(camera.synthetic());
      assertEquals(CameraOrigin.RECORDED, camera.origin(), "whatever lies beside it");
      for (int i = 0; i < 3; i++) {
        Frame frame = camera.next().orElseThrow();
        assertEquals((byte) (40 * i), frame.bgr()[0]);
        assertEquals(i / 30.0, frame.at().toNanos() / 1e9, 1e-6);
        assertFalse(frame.synthetic());
      }
      assertTrue(camera.next().isEmpty());
    }
  }

  @Test
  void pacedClipTakesItsOwnTime() throws Exception {
    try (Camera camera = Cameras.paced(Cameras.open("clip:" + clip(4)))) {
      long start = System.nanoTime();
      while (camera.next().isPresent()) {
        assertEquals(30, camera.framesPerSecond());
      }
      // Four frames at 30 a second: the last one is due 100 ms after the first.
      assertTrue(System.nanoTime() - start >= 99_000_000L);
    }
  }

  @Test
  void believesTheMarkerThatAClipIsSynthetic() throws Exception {
    Path clip = clip(1);
    Files.writeString(clip.resolve("clip.json"), "{\"synthetic\": true, \"framesPerSecond\": 25}");
    try (Camera camera = Cameras.open("clip:" + clip)) {
      assertTrue(camera.synthetic());
      assertEquals(25, camera.framesPerSecond());
      assertTrue(camera.next().orElseThrow().synthetic());
    }
  }

  @Test
  void refusesAMarkerThatSaysNothing() throws Exception {
    Path clip = clip(1);
    Files.writeString(clip.resolve("clip.json"), "{\"synthetic\": \"perhaps\"}");
    assertThrows(Unreadable.class, () -> Cameras.open("clip:" + clip));
  }

  @Test
  void writesAFilmAndReadsItBackWithItsLabel() throws Exception {
    Path clip = clip(4);
    Files.writeString(clip.resolve("clip.json"), "{\"synthetic\": true}");
    Path film = folder.resolve("film.avi");
    try (Camera camera = Cameras.open("clip:" + clip)) {
      assertEquals(4, ClipWriter.write(camera, film, "a test"));
    }
    try (Camera camera = Cameras.open("clip:" + film)) {
      assertTrue(camera.synthetic());
      assertEquals(30, camera.framesPerSecond(), 0.1);
      for (int i = 0; i < 4; i++) {
        int grey = camera.next().orElseThrow().bgr()[0] & 0xff;
        assertEquals(40 * i, grey, 3);
      }
      assertTrue(camera.next().isEmpty());
    }
  }

  @Test
  void refusesAFilmWhosePictureClaimsToBeHuge() throws Exception {
    Path film = folder.resolve("bomb.avi");
    try (Camera camera = Cameras.open("clip:" + clip(2))) {
      ClipWriter.write(camera, film, "a test");
    }
    byte[] bytes = Files.readAllBytes(film);
    int size = 0;
    while (bytes[size] != (byte) 0xff || bytes[size + 1] != (byte) 0xc0) {
      size++; // SOF0 (ITU-T T.81, B.2.2); the header of the file says 64 x 48 still
    }
    Arrays.fill(bytes, size + 5, size + 9, (byte) 0x7f);
    Files.write(film, bytes);
    try (Camera camera = Cameras.open("clip:" + film)) {
      assertThrows(Unreadable.class, camera::next);
    }
  }

  @Test
  void filmThatIsCutOffGivesWhatIsThereAndSaysSo() throws Exception {
    Path film = folder.resolve("cut.avi");
    try (Camera camera = Cameras.open("clip:" + clip(4))) {
      ClipWriter.write(camera, film, "a test");
    }
    byte[] bytes = Files.readAllBytes(film);
    int second = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("00dc");
    second = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("00dc", second + 4);
    Files.write(film, Arrays.copyOf(bytes, second + 20));
    try (Camera camera = Cameras.open("clip:" + film)) {
      assertTrue(camera.next().isPresent());
      assertThrows(Unreadable.class, camera::next);
    }
    Files.write(film, Arrays.copyOf(bytes, 100));
    assertThrows(Unreadable.class, () -> Cameras.open("clip:" + film));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dev:", "dev:x", "dev:-1", "rtsp://somewhere", "clip"})
  void refusesAddressesItDoesNotKnow(String uri) {
    assertThrows(NoCamera.class, () -> Cameras.open(uri));
  }

  @Test
  void saysThatThereIsNoSuchDevice() {
    assumeFalse(Files.exists(Path.of("/dev/video97")));
    NoCamera none = assertThrows(NoCamera.class, () -> Cameras.open("dev:97"));
    assertEquals("dev:97", none.uri());
  }

  @Test
  void refusesClipsThatAreNone() throws Exception {
    assertThrows(Unreadable.class, () -> Cameras.open("clip:" + folder.resolve("nowhere")));
    assertThrows(Unreadable.class, () -> Cameras.open("clip:" + folder));
    Path text = Files.writeString(folder.resolve("text.avi"), "no film at all");
    assertThrows(Unreadable.class, () -> Cameras.open("clip:" + text));
  }

  @Test
  void refusesAPictureThatIsCutOff() throws Exception {
    byte[] whole = Files.readAllBytes(Portraits.astronautFile());
    assertThrows(Unreadable.class, () -> Stills.decode(Arrays.copyOf(whole, 40), "cut"));
    assertThrows(Unreadable.class, () -> Stills.decode(new byte[0], "empty"));
  }

  @Test
  void refusesASmallFileThatClaimsToBeAHugePicture() throws LivenessException {
    byte[] bomb = Stills.png(Portraits.grey());
    // PNG (ISO/IEC 15948, 11.2.2): width and height are big-endian at 16 and 20.
    bomb[16] = 0x00;
    bomb[17] = 0x01;
    bomb[20] = 0x00;
    bomb[21] = 0x01;
    assertThrows(Unreadable.class, () -> Stills.decode(bomb, "bomb"));
  }
}
