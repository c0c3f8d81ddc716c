// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.jspecify.annotations.Nullable;

/**
 * Octets in memory for a parser, which goes one step back after most of what it reads: PDFBox's own
 * buffers look their block up again for each of these steps. Not safe for several threads at once;
 * each view has a position of its own.
 */
public final class HeldBytes implements RandomAccessRead {
  /** More octets than these are not held. */
  static final int LARGEST = 1 << 20;

  private static final int MOST_DIGITS = 9;
  private static final int RECENT = 64;

  private final byte[] bytes;
  private final COSName[] recent = new COSName[RECENT];
  private int position;
  private boolean closed;

  /** Reads from an array, which nobody changes. */
  public HeldBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The first bytes of a file, read as if it ended there; those of a large one stay on the disk.
   *
   * @param end how many; more than there are for all
   */
  public static RandomAccessRead of(Path file, long end) throws IOException {
    long size = Files.size(file);
    if (Math.min(end, size) > LARGEST) {
      return end >= size ? new RandomAccessReadBufferedFile(file) : new Prefix(file, end);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new HeldBytes(in.readNBytes((int) Math.min(end, size)));
    }
  }

  /** All of it in memory. */
  static HeldBytes all(RandomAccessRead source) throws IOException {
    byte[] bytes = new byte[(int) source.length()];
    source.readFully(bytes);
    return new HeldBytes(bytes);
  }

  /**
   * The octets of a hexadecimal string that begins here, and moves behind it; null, without moving,
   * unless it is nothing but pairs of digits (ISO 32000-2, 7.3.4.3).
   */
  byte @Nullable [] hexadecimal() throws IOException {
    requireOpen();
    if (position >= bytes.length || bytes[position] != '<') {
      return null;
    }
    int end = position + 1;
    while (end < bytes.length && HexFormat.isHexDigit(bytes[end])) {
      end++;
    }
    int digits = end - position - 1;
    if (end == bytes.length || bytes[end] != '>' || digits % 2 != 0) {
      return null;
    }
    String text = new String(bytes, position + 1, digits, StandardCharsets.ISO_8859_1);
    position = end + 1;
    return HexFormat.of().parseHex(text);
  }

  /**
   * Moves over white space and comments (ISO 32000-2, 7.2.3 and 7.2.4), if octets in memory are
   * read; false if others are.
   */
  static boolean skipSpaces(RandomAccessRead source) throws IOException {
    if (source instanceof HeldBytes held) {
      held.skipSpaces();
      return true;
    }
    return false;
  }

  private void skipSpaces() throws IOException {
    requireOpen();
    int at = position;
    boolean comment = false;
    while (at < bytes.length) {
      int c = bytes[at];
      boolean line = c == '\n' || c == '\r';
      if (!comment && c != '%' && !line && c != ' ' && c != '\t' && c != '\f' && c != 0) {
        break;
      }
      comment = !line && (comment || c == '%');
      at++;
    }
    position = at;
  }

  /** The plain name that begins here, and moves behind it; null, without moving, for any other. */
  @Nullable COSName name() throws IOException {
    requireOpen();
    int start = position + 1;
    int end = start;
    int hash = 0;
    while (end < bytes.length && isOfName(bytes[end])) {
      hash = 31 * hash + bytes[end++];
    }
    if (end >= bytes.length || bytes[position] != '/' || !isEnd(bytes[end])) {
      return null;
    }
    position = end;
    int slot = (hash ^ hash >>> 6) & RECENT - 1;
    COSName known = recent[slot];
    if (known == null || !isWritten(known.getName(), start, end)) {
      known =
          COSName.getPDFName(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
      recent[slot] = known;
    }
    return known;
  }

  private boolean isWritten(String name, int start, int end) {
    if (name.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (name.charAt(i - start) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfName(byte c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  private static boolean isEnd(byte c) {
    return switch (c) {
      case ' ', '\t', '\r', '\n', '/', '[', ']', '<', '>', '(' -> true;
      default -> false;
    };
  }

  /**
   * The whole number of at most nine digits and no sign that begins here, and moves behind it; -1,
   * without moving, for anything else.
   */
  int number() throws IOException {
    requireOpen();
    int value = 0;
    int end = position;
    while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
      value = 10 * value + bytes[end] - '0';
      end++;
    }
    int digits = end - position;
    if (digits == 0 || digits > MOST_DIGITS || end == bytes.length || !isEnd(bytes[end])) {
      return -1;
    }
    position = end;
    return value;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
  }

  @Override
  public int read() throws IOException {
    requireOpen();
    return position < bytes.length ? bytes[position++] & 0xFF : -1;
  }

  @Override
  public int peek() throws IOException {
    requireOpen();
    return position < bytes.length ? bytes[position] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    requireOpen();
    if (position >= bytes.length) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public long getPosition() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public void seek(long place) throws IOException {
    requireOpen();
    if (place < 0) {
      throw new IOException("before the first octet: " + place);
    }
    position = (int) Math.min(place, bytes.length);
  }

  @Override
  public void rewind(int count) throws IOException {
    seek((long) position - count);
  }

  @Override
  public void skip(int count) throws IOException {
    seek((long) position + count);
  }

  @Override
  public long length() throws IOException {
    requireOpen();
    return bytes.length;
  }

  @Override
  public boolean isEOF() throws IOException {
    requireOpen();
    return position >= bytes.length;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public RandomAccessReadView createView(long start, long count) throws IOException {
    requireOpen();
    long there = Math.max(0, Math.min(count, bytes.length - start));
    return new RandomAccessReadView(new HeldBytes(bytes), start, there, true);
  }

  @Override
  public void close() {
    closed = true;
  }
}
