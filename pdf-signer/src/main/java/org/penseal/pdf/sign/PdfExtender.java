// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.cos.LongTermUpdate;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.revocation.ValidationData;

/**
 * Appends validation data and a document time-stamp to a signed PDF.
 *
 * <p>The input is never modified, and the output begins with exactly its bytes. Memory does not
 * grow with the size of the file. May be shared between threads.
 */
public final class PdfExtender {
  private final Hashing hashing;

  /** An extender that takes its digests from a source. */
  public PdfExtender(Hashing hashing) {
    this.hashing = hashing;
  }

  /** Gets a time-stamp token over a digest. */
  @FunctionalInterface
  public interface Stamper {
    /** DER of the token. */
    Octets stamp(Octets digest) throws SigningException;
  }

  /**
   * A document time-stamp that is wanted.
   *
   * @param digest JCA name of the digest that is stamped
   * @param containerBytes size of the hole
   * @param stamper gets the token
   */
  public record Stamping(String digest, int containerBytes, Stamper stamper) {}

  /**
   * Writes the output whole or not at all.
   *
   * @param input a PDF; never modified
   * @param password user or owner password, or null
   * @param workFolder an existing folder for a file that is removed again
   * @param data what is not in the file yet is added
   * @param stamping a document time-stamp over all of it, or null
   * @param output replaced if it exists
   * @return the length of the output, bytes
   * @throws DocumentException.Encrypted without a password or with a wrong one
   * @throws CmsException.ContainerTooSmall if the token is larger than the hole
   * @throws FileException.OutputNotWritable if the output cannot be written or is the input
   */
  public long extend(
      Path input,
      @Nullable String password,
      Path workFolder,
      ValidationData data,
      @Nullable Stamping stamping,
      Path output)
      throws SigningException {
    Path target = output.toAbsolutePath();
    try {
      if (Files.exists(target) && Files.isSameFile(target, input)) {
        throw new FileException.OutputNotWritable(target, "is the input", null);
      }
    } catch (IOException e) {
      throw Failures.writing(target, e);
    }
    if (stamping == null) {
      return Durable.replace(
          target, tag(), out -> LongTermUpdate.write(input, password, data, 0, out));
    }
    Path work = null;
    try {
      work = Files.createTempFile(workFolder, "extended-", ".pdf");
      Optional<ByteRange> range;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(work), 1 << 16)) {
        range = LongTermUpdate.write(input, password, data, stamping.containerBytes, out);
      }
      return stamped(work, range.orElseThrow(), stamping, target);
    } catch (IOException e) {
      throw Failures.writing(workFolder, e);
    } finally {
      if (work != null) {
        Durable.remove(work);
      }
    }
  }

  private static String tag() {
    return UUID.randomUUID().toString();
  }

  private long stamped(Path work, ByteRange range, Stamping stamping, Path target)
      throws SigningException, IOException {
    Octets digest = RangeDigest.covered(work, range, stamping.digest, hashing);
    Octets token = stamping.stamper.stamp(digest);
    if (token.size() > range.capacity()) {
      throw new CmsException.ContainerTooSmall(token.size(), range.capacity(), null);
    }
    return Durable.replace(target, tag(), out -> fill(work, range, token, out));
  }

  private static void fill(Path work, ByteRange range, Octets token, OutputStream out)
      throws IOException {
    byte[] hex = token.hex().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(work)) {
      copy(in, range.holeStart(), out);
      out.write('<');
      out.write(hex);
      // In an encrypted document PDFBox has written the empty hole as cipher text.
      out.write("0".repeat(2 * range.capacity() - hex.length).getBytes(StandardCharsets.US_ASCII));
      out.write('>');
      in.skipNBytes(range.holeEnd() - range.holeStart());
      copy(in, range.end() - range.holeEnd(), out);
    }
  }

  private static void copy(InputStream in, long length, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("cut off");
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }
}
