// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.liveness.LivenessException.Unreadable;

/** Files that are given for pictures. */
@Timeout(600)
class PictureFilesTest {
  @TempDir Path folder;

  private static void refused(Path file) {
    assertThrows(Unreadable.class, () -> Stills.read(file), file.toString());
  }

  @Test
  void whatIsNoFileIsRefusedWithoutWaiting() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    refused(pipe);
    refused(loop);
    refused(folder);
    refused(folder.resolve("missing"));
    refused(Path.of("/dev/zero"));
  }

  @Test
  void whatIsNoPictureIsRefused() throws Exception {
    Path astronaut = Path.of("..", "testdata", "portraits", "astronaut.png");
    Path file = folder.resolve("file");
    byte[] head = java.util.Arrays.copyOf(Files.readAllBytes(astronaut), 20);
    for (byte[] bytes : new byte[][] {{}, "text".getBytes(StandardCharsets.UTF_8), head}) {
      Files.write(file, bytes);
      refused(file);
    }
  }

  /** Which of the pages would be looked at is nobody's choice. */
  @Test
  void tiffOfSeveralPagesIsRefusedAndOneOfOneIsRead() throws Exception {
    BufferedImage page = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
    for (int pages = 1; pages <= 2; pages++) {
      Path file = folder.resolve(pages + ".tif");
      ImageWriter writer = ImageIO.getImageWritersByFormatName("tif").next();
      try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
        for (int i = 0; i < pages; i++) {
          writer.writeToSequence(new IIOImage(page, null, null), null);
        }
        writer.endWriteSequence();
      } finally {
        writer.dispose();
      }
    }
    assertEquals(40, Stills.read(folder.resolve("1.tif")).width());
    refused(folder.resolve("2.tif"));
  }

  @Test
  void headThatClaimsAHugePictureIsRefused() throws Exception {
    // 30000 x 30000 pixels of one bit: a chunk of 13 bytes claims 2.7 GB (ISO/IEC 15948, 11.2.2).
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(chunk);
    head.writeBytes("IHDR");
    head.writeInt(30_000);
    head.writeInt(30_000);
    head.write(new byte[] {1, 0, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(png);
    out.writeLong(0x89504E470D0A1A0AL);
    out.writeInt(13);
    out.write(chunk.toByteArray());
    out.writeInt((int) crc.getValue());
    Path file = folder.resolve("huge.png");
    Files.write(file, png.toByteArray());
    refused(file);
  }
}
