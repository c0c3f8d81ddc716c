// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.PreparedPdf;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** Copies a prepared file with its hole filled; compares files with the input. */
final class Completion {
  private static final int BUFFER_BYTES = 1 << 16;

  private Completion() {}

  static void write(PreparedPdf prepared, byte[] hole, OutputStream out)
      throws IOException, SigningException {
    try (InputStream in = Files.newInputStream(prepared.file())) {
      copyInput(prepared.file(), in, prepared.input(), prepared.inputLength(), out);
      byte[] increment = in.readAllBytes();
      if (!sha256(increment).equals(prepared.incrementDigest())) {
        throw new DocumentException.Damaged(prepared.file(), "increment differs", null);
      }
      fill(increment, prepared, hole);
      out.write(increment);
    }
  }

  /**
   * Makes sure that a file begins with the whole of the input as it is now.
   *
   * @throws FileException.InputChanged if not
   * @throws IOException if the file cannot be read
   */
  static void requireSame(Path file, Path input, long inputLength)
      throws IOException, SigningException {
    try (InputStream in = Files.newInputStream(file)) {
      copyInput(file, in, input, inputLength, OutputStream.nullOutputStream());
    }
  }

  private static void copyInput(
      Path file, InputStream in, Path input, long length, OutputStream out)
      throws IOException, SigningException {
    try (InputStream original = openInput(input)) {
      byte[] mine = new byte[BUFFER_BYTES];
      byte[] theirs = new byte[BUFFER_BYTES];
      long left = length;
      while (left > 0) {
        int want = (int) Math.min(BUFFER_BYTES, left);
        if (in.readNBytes(mine, 0, want) != want) {
          throw new DocumentException.Damaged(file, "cut off", null);
        }
        int got = original.readNBytes(theirs, 0, want);
        if (!Arrays.equals(mine, 0, want, theirs, 0, got)) {
          throw new FileException.InputChanged(input, null);
        }
        out.write(mine, 0, want);
        left -= want;
      }
      if (original.read() >= 0) {
        throw new FileException.InputChanged(input, null);
      }
    }
  }

  private static InputStream openInput(Path input) throws SigningException {
    try {
      return Files.newInputStream(input);
    } catch (IOException e) {
      throw new FileException.InputChanged(input, e);
    }
  }

  private static void fill(byte[] increment, PreparedPdf prepared, byte[] filled)
      throws SigningException {
    ByteRange range = prepared.range();
    int hole = Math.toIntExact(range.holeStart() - prepared.inputLength());
    int end = Math.toIntExact(range.holeEnd() - prepared.inputLength());
    if (increment[hole] != '<' || increment[end - 1] != '>') {
      throw new DocumentException.Damaged(prepared.file(), "no hole", null);
    }
    System.arraycopy(filled, 0, increment, hole, filled.length);
  }

  private static Octets sha256(byte[] bytes) {
    try {
      return Octets.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
