// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessReadView;

/** The first bytes of a file, read as if the file ended there: one revision of a PDF. */
final class Prefix implements RandomAccessRead {
  private final RandomAccessReadBufferedFile file;
  private final long length;

  Prefix(Path path, long length) throws IOException {
    this.file = new RandomAccessReadBufferedFile(path.toFile());
    this.length = Math.min(length, file.length());
  }

  @Override
  public int read() throws IOException {
    return isEOF() ? -1 : file.read();
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (isEOF()) {
      return -1;
    }
    return file.read(target, offset, (int) Math.min(count, length - file.getPosition()));
  }

  @Override
  public long getPosition() throws IOException {
    return file.getPosition();
  }

  @Override
  public void seek(long position) throws IOException {
    file.seek(Math.min(position, length));
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isClosed() {
    return file.isClosed();
  }

  @Override
  public boolean isEOF() throws IOException {
    return file.getPosition() >= length;
  }

  @Override
  public RandomAccessReadView createView(long start, long count) throws IOException {
    return file.createView(start, Math.min(count, length - start));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
