// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Frame;
import org.penseal.liveness.TurnedPictures;

/** A picture comes upright whatever way it comes in. */
class TurnedPicturesTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;
  private static final int NEAR = 12; // JPEG at 95
  @TempDir Path folder;

  /** Four quarters of which no two are alike, wider than high. */
  private static Frame quarters() {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        java.util.Arrays.fill(bgr, 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3, (byte) grey(x, y));
      }
    }
    return new Frame(WIDTH, HEIGHT, bgr, Duration.ZERO, false);
  }

  private static int grey(int x, int y) {
    return 30 + (x < WIDTH / 2 ? 0 : 60) + (y < HEIGHT / 2 ? 0 : 120);
  }

  private static void assertUpright(Frame frame) {
    assertEquals(WIDTH, frame.width());
    assertEquals(HEIGHT, frame.height());
    for (int x : new int[] {4, WIDTH - 5}) {
      for (int y : new int[] {4, HEIGHT - 5}) {
        int found = frame.bgr()[3 * (y * WIDTH + x)] & 0xff;
        assertTrue(Math.abs(found - grey(x, y)) <= NEAR, x + "," + y + " is " + found);
      }
    }
  }

  private static Frame first(String uri) throws Exception {
    try (Camera camera = Cameras.open(uri)) {
      return camera.next().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void comesUprightFromMemoryFilePictureClipAndFolder(int orientation) throws Exception {
    byte[] jpeg = TurnedPictures.jpeg(quarters(), orientation);
    assertUpright(Stills.decode(jpeg, "memory"));
    Path clip = Files.createDirectory(folder.resolve("clip"));
    Path file = Files.write(clip.resolve("0001.jpg"), jpeg);
    assertUpright(Stills.read(file));
    assertUpright(first("clip:" + file));
    assertUpright(first("clip:" + clip));
  }

  @Test
  void aPngSaysItTheSameWay() throws Exception {
    // Chunk eXIf (PNG third edition, 11.3.4.5): what follows "Exif\\0\\0" in a JPEG.
    byte[] turned = TurnedPictures.jpeg(quarters(), 6);
    byte[] stored = Stills.png(Stills.decode(withoutExif(turned), "stored"));
    ByteBuffer chunk = ByteBuffer.allocate(4 + 4 + 26 + 4).putInt(26);
    chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(turned, 12, 26);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 30);
    chunk.putInt((int) crc.getValue());
    int afterHeader = 8 + 25; // signature, IHDR
    ByteBuffer png = ByteBuffer.allocate(stored.length + chunk.capacity());
    png.put(stored, 0, afterHeader).put(chunk.array());
    png.put(stored, afterHeader, stored.length - afterHeader);
    assertUpright(Stills.decode(png.array(), "png"));
  }

  private static byte[] withoutExif(byte[] jpeg) {
    ByteBuffer plain = ByteBuffer.allocate(jpeg.length - 36);
    return plain.put(jpeg, 0, 2).put(jpeg, 38, jpeg.length - 38).array();
  }
}
