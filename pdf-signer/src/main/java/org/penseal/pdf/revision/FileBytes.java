// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.penseal.pdf.raw.Source;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/**
 * Looks at the bytes of a file without taking it into memory; the opener closes it. What is added
 * to the file afterwards is not seen; what is cut off ends reading with an exception.
 */
public final class FileBytes implements Source, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ELSEWHERE_BYTES = 1 << 12;
  private static final int DIGEST_BYTES = 1 << 17;
  private static final int TAIL_BYTES = 1024;

  private final RandomAccessFile file;
  private final long length;
  // What was read last: objects are looked at one after the other.
  private byte[] window = {};
  private long windowStart;

  /** Opens a file. */
  public FileBytes(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
    this.length = file.length();
  }

  /** Its length. */
  @Override
  public long length() {
    return length;
  }

  /** Bytes from an offset; fewer at the end of the file. */
  @Override
  public byte[] at(long offset, int count) throws IOException {
    int wanted = (int) Math.min(count, Math.max(0, length - offset));
    if (wanted == 0) {
      return new byte[0];
    }
    if (wanted > BUFFER_BYTES / 2) {
      return read(offset, wanted);
    }
    if (offset < windowStart || offset + wanted > windowStart + window.length) {
      move(offset, wanted);
    }
    int from = (int) (offset - windowStart);
    return Arrays.copyOfRange(window, from, from + wanted);
  }

  // A small file is read once. In a large one, whoever goes elsewhere mostly looks at little there;
  // who goes on from what was read last wants more.
  private void move(long offset, int wanted) throws IOException {
    boolean whole = length <= BUFFER_BYTES;
    boolean goesOn = offset >= windowStart && offset <= windowStart + window.length;
    long start = whole ? 0 : offset;
    int most = whole || goesOn ? BUFFER_BYTES : Math.max(wanted, ELSEWHERE_BYTES);
    window = read(start, (int) Math.min(most, length - start));
    windowStart = start;
  }

  private byte[] read(long offset, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(offset);
    file.readFully(bytes);
    return bytes;
  }

  /** Bytes as characters 0 to 255. */
  public String text(long offset, int count) throws IOException {
    return new String(at(offset, count), StandardCharsets.ISO_8859_1);
  }

  /** Whether the bytes up to an offset end with an end-of-file mark and at most one line end. */
  public boolean endsRevision(long end) throws IOException {
    int count = (int) Math.min(TAIL_BYTES, end);
    return text(end - count, count).matches("(?s).*%%EOF(\\r\\n|\\r|\\n)?");
  }

  /** Whether only white space lies between two offsets. */
  public boolean blank(long from, long to) throws IOException {
    for (long offset = from; offset < to; offset += BUFFER_BYTES) {
      for (byte each : at(offset, (int) Math.min(BUFFER_BYTES, to - offset))) {
        if (each != ' ' && each != '\r' && each != '\n' && each != '\t' && each != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** The digest over the first bytes. */
  public Octets digest(long length, String algorithm, Hashing hashing) throws IOException {
    MessageDigest digest = hashing.start(algorithm, length);
    feed(digest, 0, length);
    return Octets.of(digest.digest());
  }

  /** Sees the bytes that are given to a digest, so that nobody has to read them again. */
  @FunctionalInterface
  public interface Watcher {
    /** So many bytes from an offset on; the buffer is used again afterwards. */
    void seen(long offset, byte[] buffer, int count);
  }

  /** Gives the bytes between two offsets to a digest. */
  public void feed(MessageDigest digest, long from, long to) throws IOException {
    feed(digest, from, to, (offset, buffer, count) -> {});
  }

  /** The same, watched. */
  public void feed(MessageDigest digest, long from, long to, Watcher watcher) throws IOException {
    byte[] buffer = new byte[(int) Math.clamp(to - from, 0, DIGEST_BYTES)];
    file.seek(from);
    long left = to - from;
    while (left > 0) {
      int count = file.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("the range ends behind the file");
      }
      digest.update(buffer, 0, count);
      watcher.seen(to - left, buffer, count);
      left -= count;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
