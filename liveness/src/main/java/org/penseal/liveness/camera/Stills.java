// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.Unreadable;
import org.penseal.liveness.LivenessException.VisionUnavailable;

/** Reads and writes single pictures. Any thread. */
public final class Stills {
  private static final long MOST_BYTES = 64L << 20;
  private static final long MOST_PIXELS = 64_000_000;
  private static final Set<String> SEVERAL = Set.of("gif", "tif"); // names of ImageIO

  private Stills() {}

  /**
   * Reads a picture file (PNG or JPEG, and BMP, GIF, TIFF), turned upright by EXIF.
   *
   * @throws Unreadable when there is none, it is no file or no picture, it is several (a GIF or PNG
   *     that moves, a TIFF of several pages), or it is larger than 64 megapixels
   */
  public static Frame read(Path file) throws LivenessException {
    try {
      // A pipe or a device says that it is empty, and may never end.
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new Unreadable(file.toString(), null);
      }
      return decode(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new Unreadable(file.toString(), e);
    }
  }

  /**
   * Decodes a picture in memory.
   *
   * @param name for the error
   */
  public static Frame decode(byte[] encoded, String name) throws LivenessException {
    checkSize(encoded, name);
    Mats.loadNatives();
    try (PointerScope scope = new PointerScope()) {
      Mat packed = new Mat(new BytePointer(encoded), false);
      Mat picture = opencv_imgcodecs.imdecode(packed, opencv_imgcodecs.IMREAD_COLOR);
      if (picture == null || picture.empty()) {
        throw new Unreadable(name, null);
      }
      return Mats.frame(picture, Duration.ZERO, false);
    } catch (RuntimeException e) {
      // javacpp turns OpenCV's exceptions (a corrupt file) into RuntimeException itself.
      throw new Unreadable(name, e);
    }
  }

  /** A small file can claim to be a huge picture: its header is read before it is decoded. */
  private static void checkSize(byte[] encoded, String name) throws Unreadable {
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new Unreadable(name, null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, false, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS
            || moves(encoded)
            || SEVERAL.contains(reader.getFormatName()) && reader.getNumImages(true) > 1) {
          throw new Unreadable(name, null);
        }
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers answer a corrupt header with either.
      throw new Unreadable(name, e);
    }
  }

  /**
   * An animated PNG has the chunk acTL (PNG third edition, 11.3.6.1) before its first IDAT. Which
   * of its pictures would be looked at is nobody's choice.
   */
  private static boolean moves(byte[] png) {
    int at = 8; // after the signature
    while (png[0] == (byte) 0x89 && at + 8 <= png.length) {
      int length = ByteBuffer.wrap(png, at, 4).getInt();
      String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (type.equals("acTL")) {
        return true;
      }
      if (type.equals("IDAT") || length < 0 || length > png.length - at - 8) {
        return false;
      }
      at += length + 12;
    }
    return false;
  }

  /**
   * Encodes as JPEG.
   *
   * @param quality 1 to 100
   */
  public static byte[] jpeg(Frame frame, int quality) throws VisionUnavailable {
    return encode(frame, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
  }

  /** Encodes as PNG. */
  public static byte[] png(Frame frame) throws VisionUnavailable {
    return encode(frame, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 3);
  }

  private static byte[] encode(Frame frame, String extension, int key, int value)
      throws VisionUnavailable {
    Mats.loadNatives();
    try (PointerScope scope = new PointerScope()) {
      BytePointer packed = new BytePointer();
      boolean done =
          opencv_imgcodecs.imencode(extension, Mats.of(frame), packed, new IntPointer(key, value));
      if (!done) {
        throw new IllegalStateException("OpenCV encodes no " + extension);
      }
      byte[] bytes = new byte[Math.toIntExact(packed.limit())];
      packed.get(bytes);
      return bytes;
    }
  }
}
