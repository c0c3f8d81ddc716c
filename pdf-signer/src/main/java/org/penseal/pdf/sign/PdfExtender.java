// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.file.Draft;
import org.penseal.file.InputFile;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.cos.LongTermUpdate;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
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
      ValidationData data,
      @Nullable Stamping stamping,
      Path output)
      throws SigningException {
    try (InputFile source = InputFile.open(input)) {
      return extend(source, password, data, stamping, output);
    }
  }

  /**
   * The same for a file that was opened before, for example to be verified.
   *
   * @throws FileException.InputChanged if it is not what it was when it was opened
   * @throws FileException.Locked if another process holds it
   */
  public long extend(
      InputFile source,
      @Nullable String password,
      ValidationData data,
      @Nullable Stamping stamping,
      Path output)
      throws SigningException {
    Path target = output.toAbsolutePath();
    PdfEditor.requireOther(target, source.path());
    source.requireUnlocked();
    try {
      int container = stamping == null ? 0 : stamping.containerBytes;
      LongTermUpdate update =
          OpenPdf.guarded(
              source.path(), () -> LongTermUpdate.of(source, password, data, container));
      try (Draft draft = Draft.of(target)) {
        draft.write(
            out -> {
              source.stream().transferTo(out);
              out.write(update.increment().bytes());
            });
        // What was copied must be what was opened.
        source.requireUnchanged();
        if (stamping != null) {
          stamp(draft, update.range().orElseThrow(), stamping);
        }
        PdfSigner.requireUnchanged(source, draft.part());
        return draft.publish();
      }
    } catch (IOException e) {
      throw new DocumentException.Damaged(source.path(), "cannot be updated", e);
    }
  }

  private void stamp(Draft draft, ByteRange range, Stamping stamping)
      throws SigningException, IOException {
    try (InputStream in = Files.newInputStream(draft.part())) {
      Octets digest = RangeDigest.covered(in, range, stamping.digest, hashing);
      draft.patch(range.holeStart(), MessageSpace.filled(range, stamping.stamper.stamp(digest)));
    }
  }
}
