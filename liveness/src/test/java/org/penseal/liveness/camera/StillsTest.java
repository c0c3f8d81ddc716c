// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.Unreadable;
import org.penseal.liveness.Portraits;

/** Picture files that somebody made to do harm, or that are no still pictures. */
class StillsTest {
  private static byte[] gif(int pictures) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < pictures; i++) {
        BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(i, 0, 0xffffff);
        writer.writeToSequence(new IIOImage(image, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A chunk without a checksum of its own that matters: it is refused before it is read. */
  private static byte[] animatedPng() throws LivenessException {
    byte[] still = Stills.png(Portraits.grey());
    int afterHeader = 8 + 25; // signature, IHDR (ISO/IEC 15948, 11.2.2)
    ByteBuffer animated = ByteBuffer.allocate(still.length + 20);
    animated.put(still, 0, afterHeader).putInt(8);
    animated.put("acTL".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(0).putInt(0);
    animated.put(still, afterHeader, still.length - afterHeader);
    return animated.array();
  }

  private static void refused(byte[] encoded) {
    Unreadable refused =
        assertThrows(Unreadable.class, () -> Stills.decode(encoded, "the picture"));
    assertEquals("the picture", refused.path());
  }

  @Test
  void readsAGifOfOnePictureAndRefusesOneThatMoves() throws Exception {
    assertEquals(16, Stills.decode(gif(1), "still").width());
    refused(gif(2));
  }

  @Test
  void refusesAPngThatMoves() throws Exception {
    refused(animatedPng());
  }

  @Test
  void refusesWebpOfWhichNothingIsKnownBeforeItIsDecoded() {
    // RIFF container, VP8X with the animation flag (RFC 9649, 2.7)
    byte[] webp = Arrays.copyOf("RIFF\0\0\0\0WEBPVP8X".getBytes(StandardCharsets.US_ASCII), 64);
    webp[20] = 0x02;
    refused(webp);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void claimOfHugeSizeIsRefusedBeforeMemoryIsTaken(String format) throws Exception {
    byte[] bomb =
        format.equals("png") ? Stills.png(Portraits.grey()) : Stills.jpeg(Portraits.grey(), 90);
    int size = 16; // width and height in IHDR (ISO/IEC 15948, 11.2.2), 4 bytes each
    if (format.equals("jpg")) {
      size = 2;
      while (bomb[size + 1] != (byte) 0xc0) { // SOF0 (ITU-T T.81, B.2.2)
        size += 2 + (ByteBuffer.wrap(bomb).getShort(size + 2) & 0xffff);
      }
      size += 5; // marker, length, precision; then height and width of 2 bytes
    }
    Arrays.fill(bomb, size, size + 4, (byte) 0x7f);
    if (format.equals("png")) {
      bomb[size] = 0;
      bomb[size + 4] = 0;
      bomb[size + 5] = 0x7f;
    }
    refused(bomb);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 33, 60, 200})
  void refusesWhatIsCutOff(int length) throws Exception {
    refused(Arrays.copyOf(Stills.png(Portraits.grey()), length));
  }
}
