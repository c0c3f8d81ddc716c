// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.Unreadable;

/**
 * A film of JPEG pictures in an AVI file (RIFF). Read here and not by OpenCV, which believes the
 * size that a picture claims: 64 pixels on paper could take gigabytes. One thread; who opens it
 * closes it.
 */
final class MotionJpeg implements AutoCloseable {
  private static final int MOST_FRAMES = 20_000;
  private static final int MOST_CHUNKS = 200_000;
  private static final int MOST_BYTES = 32 << 20; // of one picture
  private static final int HEAD = 8; // name and length
  private static final int LIST_HEAD = 12; // and the kind of list
  private static final int STREAM_BYTES = 28; // of strh up to dwRate

  /** Where a picture lies. */
  private record Place(long at, int length) {}

  private final Path file;
  private final FileChannel channel;
  private final List<Place> pictures = new ArrayList<>();
  private double framesPerSecond = Double.NaN;
  private boolean cut;

  private MotionJpeg(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a film.
   *
   * @throws Unreadable when it is none or has no picture
   */
  static MotionJpeg open(Path file) throws Unreadable {
    try {
      MotionJpeg film = new MotionJpeg(file, FileChannel.open(file));
      try {
        film.scan();
      } catch (IOException e) {
        film.close();
        throw e;
      }
      return film;
    } catch (IOException e) {
      throw new Unreadable(file.toString(), e);
    }
  }

  /** Lists are gone into, so that the chunks come in a row. */
  private void scan() throws IOException {
    if (!name(0).equals("RIFF") || !name(HEAD).equals("AVI ")) {
      throw new IOException("no AVI");
    }
    long at = LIST_HEAD;
    for (int i = 0; i < MOST_CHUNKS && at + HEAD <= channel.size(); i++) {
      String name = name(at);
      if (name.equals("LIST") || name.equals("RIFF")) {
        at += LIST_HEAD;
        continue;
      }
      long length = Integer.toUnsignedLong(read(at + 4, 4).getInt());
      cut = at + HEAD + length > channel.size();
      if (cut || pictures.size() == MOST_FRAMES) {
        break;
      }
      chunk(name, at + HEAD, length);
      at += HEAD + length + length % 2;
    }
    if (pictures.isEmpty()) {
      throw new IOException("no picture");
    }
  }

  private void chunk(String name, long at, long length) throws IOException {
    if (name.equals("strh") && length >= STREAM_BYTES && Double.isNaN(framesPerSecond)) {
      ByteBuffer head = read(at, STREAM_BYTES);
      framesPerSecond = head.getInt(24) / (double) head.getInt(20); // dwRate, dwScale
    } else if (name.matches("[0-9]{2}d[bc]") && length > 0) {
      if (length > MOST_BYTES) {
        throw new IOException("picture of " + length + " bytes");
      }
      pictures.add(new Place(at, (int) length));
    }
  }

  private String name(long at) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(read(at, 4)).toString();
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // a channel may give less than was asked for
    }
    if (bytes.hasRemaining()) {
      throw new IOException("ends at " + channel.size());
    }
    return bytes.flip();
  }

  /** As the file says, NaN when it does not. */
  double framesPerSecond() {
    return framesPerSecond;
  }

  /**
   * A picture, or empty after the last one.
   *
   * @throws Unreadable also where the file is cut off: what a person did then is not known
   */
  Optional<Frame> frame(int index) throws LivenessException {
    if (index >= pictures.size() && cut) {
      throw new Unreadable(file.toString(), null);
    }
    if (index >= pictures.size()) {
      return Optional.empty();
    }
    Place place = pictures.get(index);
    try {
      return Optional.of(Stills.decode(read(place.at, place.length).array(), file.toString()));
    } catch (IOException e) {
      throw new Unreadable(file.toString(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // a file that was read only
    }
  }
}
