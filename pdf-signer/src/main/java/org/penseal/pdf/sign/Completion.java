// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Octets;
import org.penseal.pdf.PreparedPdf;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Copies a prepared file with its hole filled, while comparing it with the input. */
final class Completion {
  private static final int BUFFER_BYTES = 1 << 16;

  private Completion() {}

  static void write(PreparedPdf prepared, Octets cms, OutputStream out)
      throws IOException, SigningException {
    try (InputStream in = Files.newInputStream(prepared.file())) {
      copyInput(prepared, in, out);
      byte[] increment = in.readAllBytes();
      if (!sha256(increment).equals(prepared.incrementDigest())) {
        throw new DocumentException.Damaged(prepared.file(), "increment differs", null);
      }
      fill(increment, prepared, cms);
      out.write(increment);
    }
  }

  private static void copyInput(PreparedPdf prepared, InputStream in, OutputStream out)
      throws IOException, SigningException {
    try (InputStream original = openInput(prepared)) {
      long left = prepared.inputLength();
      while (left > 0) {
        int want = (int) Math.min(BUFFER_BYTES, left);
        byte[] mine = in.readNBytes(want);
        byte[] theirs = original.readNBytes(want);
        if (mine.length != want) {
          throw new DocumentException.Damaged(prepared.file(), "cut off", null);
        }
        if (!Arrays.equals(mine, theirs)) {
          throw new FileException.InputChanged(prepared.input(), null);
        }
        out.write(mine);
        left -= want;
      }
      if (original.read() >= 0) {
        throw new FileException.InputChanged(prepared.input(), null);
      }
    }
  }

  private static InputStream openInput(PreparedPdf prepared) throws SigningException {
    try {
      return Files.newInputStream(prepared.input());
    } catch (IOException e) {
      throw new FileException.InputChanged(prepared.input(), e);
    }
  }

  private static void fill(byte[] increment, PreparedPdf prepared, Octets cms)
      throws SigningException {
    ByteRange range = prepared.range();
    int hole = Math.toIntExact(range.holeStart() - prepared.inputLength());
    int end = Math.toIntExact(range.holeEnd() - prepared.inputLength());
    if (increment[hole] != '<' || increment[end - 1] != '>') {
      throw new DocumentException.Damaged(prepared.file(), "no hole", null);
    }
    byte[] hex = cms.hex().toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    // In an encrypted document PDFBox has written the empty hole as cipher text: the rest is zeros.
    Arrays.fill(increment, hole + 1, end - 1, (byte) '0');
    System.arraycopy(hex, 0, increment, hole + 1, hex.length);
  }

  private static Octets sha256(byte[] bytes) {
    try {
      return Octets.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
