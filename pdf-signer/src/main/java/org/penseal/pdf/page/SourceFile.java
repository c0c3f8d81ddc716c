// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.penseal.file.ByteSource;

/**
 * The bytes that a document is parsed from and that PDFBox copies in front of an incremental
 * update; once they are {@link #passOver}ed that copy is empty, since whoever has the source copies
 * whole blocks for much less.
 *
 * <p>Reads through a cache of pages; closing does not close the source. Not safe for several
 * threads at once.
 */
public final class SourceFile implements RandomAccessRead {
  private static final int PAGE_BYTES = 1 << 13;
  private static final byte[] NOTHING = {};

  private final Pages pages;
  private long position;
  private byte[] page = NOTHING;
  private long pageStart;
  private boolean passedOver;
  private boolean closed;

  SourceFile(ByteSource source) {
    this(new Pages(source));
  }

  private SourceFile(Pages pages) {
    this.pages = pages;
  }

  /** The pages that were read last. */
  private static final class Pages extends LinkedHashMap<Long, byte[]> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 512;

    private final transient ByteSource source;

    Pages(ByteSource source) {
      super(MOST, 0.75f, true);
      this.source = source;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
      return size() > MOST;
    }

    byte[] at(long start) throws IOException {
      byte[] known = get(start);
      if (known != null) {
        return known;
      }
      byte[] bytes = new byte[(int) Math.min(PAGE_BYTES, source.length() - start)];
      for (int done = 0; done < bytes.length; ) {
        int count = source.read(start + done, bytes, done, bytes.length - done);
        if (count < 0) {
          throw new IOException("the file has become shorter");
        }
        done += count;
      }
      put(start, bytes);
      return bytes;
    }
  }

  /** From now on no byte of it is given out. */
  public void passOver() {
    passedOver = true;
  }

  private boolean turn() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (position >= length()) {
      return false;
    }
    long start = position & -PAGE_BYTES;
    if (start != pageStart || page.length == 0) {
      page = pages.at(start);
      pageStart = start;
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    return turn() ? page[(int) (position++ - pageStart)] & 0xFF : -1;
  }

  @Override
  public int peek() throws IOException {
    return turn() ? page[(int) (position - pageStart)] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!turn()) {
      return -1;
    }
    int from = (int) (position - pageStart);
    int count = Math.min(length, page.length - from);
    System.arraycopy(page, from, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public void seek(long target) throws IOException {
    if (target < 0) {
      throw new IOException("position " + target);
    }
    position = Math.min(target, length());
  }

  @Override
  public long length() {
    return pages.source.length();
  }

  @Override
  public boolean isEOF() {
    return passedOver || position >= length();
  }

  @Override
  public RandomAccessReadView createView(long start, long streamLength) {
    return new RandomAccessReadView(new SourceFile(pages), start, streamLength, true);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
