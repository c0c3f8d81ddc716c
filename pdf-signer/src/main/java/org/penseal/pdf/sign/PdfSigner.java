// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.penseal.file.Durable;
import org.penseal.file.Failures;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SignedPdf;
import org.penseal.pdf.cos.Placeholder;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;

/**
 * Signs PDF files in two halves, so that the key never meets the document.
 *
 * <p>{@link #prepare} appends a revision with an empty hole; the caller lets a key sign the
 * attributes that hold its digest ({@link Prepared#toSign}); {@link #complete} puts the CMS into
 * the hole. Steps in a wrong order do not compile. The input is never modified, and the output
 * begins with exactly its bytes. Memory does not grow with the size of the file. May be shared
 * between threads.
 */
public final class PdfSigner {
  private final Hashing hashing;

  /** A signer that takes its digests from a source. */
  public PdfSigner(Hashing hashing) {
    this.hashing = hashing;
  }

  /**
   * Writes the prepared file and its facts into the work folder.
   *
   * @param input a PDF; never modified
   * @param password user or owner password, or null
   * @param workFolder an existing folder for the prepared file
   * @param spec what the signature is to be
   * @param containerBytes size of the hole, from {@link org.penseal.cms.ContainerSize}
   * @throws CredentialException.UnfitKey if the profile is not for keys of the suite
   * @throws DocumentException.NotPdf if the input is no PDF
   * @throws DocumentException.Damaged if it is cut off
   * @throws DocumentException.Encrypted without a password or with a wrong one
   * @throws PlacementException.MissingGlyph if the font lacks a character of the appearance
   * @throws PlacementException.NoSuchPage if the page does not exist
   * @throws PlacementException.NoSuchField if the field does not exist or is signed
   * @throws PlacementException.KeywordNotFound if the keyword does not stand in the document
   * @throws PlacementException.PlacementOutside if the rectangle is not on the page
   * @throws DocumentException.NotPermitted if a certification forbids it
   * @throws FileException.NoRoom if the disk is full
   * @throws FileException.OutputNotWritable if the work folder cannot be written
   * @throws FileException.Locked if another process holds the input
   */
  public <P extends Profile> Prepared<P> prepare(
      Path input,
      @Nullable String password,
      Path workFolder,
      SignatureSpec<P> spec,
      int containerBytes)
      throws SigningException {
    spec.profile().requireFor(spec.suite());
    requireUnlocked(input);
    Path file;
    try {
      file = Files.createTempFile(workFolder, "prepared-", ".pdf");
    } catch (IOException e) {
      throw Failures.writing(workFolder, e);
    }
    try {
      Placeholder placeholder;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        placeholder = Placeholder.write(input, password, spec, containerBytes, out);
      }
      PreparedPdf prepared = digested(file, input, spec, placeholder);
      Facts.write(prepared);
      Durable.force(file);
      return new Prepared<>(prepared, hashing);
    } catch (IOException e) {
      Durable.remove(file);
      throw Failures.writing(file, e);
    } catch (SigningException | RuntimeException e) {
      Durable.remove(file);
      throw e;
    }
  }

  private PreparedPdf digested(
      Path file, Path input, SignatureSpec<?> spec, Placeholder placeholder) throws IOException {
    long length = Files.size(input);
    RangeDigest.Result result =
        RangeDigest.of(file, length, placeholder.range(), spec.suite(), hashing);
    return new PreparedPdf(
        file,
        input.toAbsolutePath(),
        length,
        result.input(),
        result.increment(),
        placeholder.range(),
        spec.profile(),
        spec.suite(),
        result.covered(),
        placeholder.fieldName());
  }

  /**
   * Opens a prepared file again, for example after a crash; its digests are recomputed.
   *
   * @param file the prepared file
   * @throws DocumentException.Damaged if it or its facts are cut off, altered or missing
   */
  public Prepared<Profile> reopen(Path file) throws SigningException {
    PreparedPdf facts = Facts.read(file);
    try {
      RangeDigest.Result result =
          RangeDigest.of(file, facts.inputLength(), facts.range(), facts.suite(), hashing);
      if (!result.covered().equals(facts.digest())
          || !result.input().equals(facts.inputDigest())
          || !result.increment().equals(facts.incrementDigest())) {
        throw new DocumentException.Damaged(file, "differs from its facts", null);
      }
      return new Prepared<>(facts, hashing);
    } catch (IOException e) {
      throw new DocumentException.Damaged(file, "cannot be read", e);
    }
  }

  /**
   * Writes the signed file: first whole under another name in the output's folder, then renamed.
   *
   * <p>If it fails, no part of an output is left and an earlier output is untouched; it may be
   * called again.
   *
   * @param last the signature with its time-stamp, or one that was kept
   * @param output where the signed file goes; replaced if it exists
   * @throws CmsException.ContainerTooSmall if it is larger than the hole
   * @throws FileException.InputChanged if the input is not what it was
   * @throws DocumentException.Damaged if the prepared file is not what it was
   * @throws FileException.OutputNotWritable if the output cannot be written or is the input
   * @throws FileException.NoRoom if the disk is full
   */
  public SignedPdf complete(Completable last, Path output) throws SigningException {
    PreparedPdf prepared = last.pdf();
    Octets der = last.cms().der();
    if (der.size() > prepared.range().capacity()) {
      throw new CmsException.ContainerTooSmall(der.size(), prepared.range().capacity(), null);
    }
    Path target = output.toAbsolutePath();
    try {
      if (Files.exists(target) && Files.isSameFile(target, prepared.input())) {
        throw new FileException.OutputNotWritable(target, "is the input", null);
      }
    } catch (IOException e) {
      throw Failures.writing(target, e);
    }
    String tag = prepared.digest().hex().substring(0, 32);
    long length = Durable.replace(target, tag, out -> Completion.write(prepared, der, out));
    return new SignedPdf(target, length, prepared.fieldName());
  }

  /** The same for a signature of which no time-stamp is asked. */
  public SignedPdf complete(Signed<? extends Profile.Unstamped> last, Path output)
      throws SigningException {
    return complete(last.unstamped(), output);
  }

  /** Removes the prepared file and its facts; missing files are no fault. */
  public void discard(Prepared<?> prepared) {
    Durable.remove(prepared.pdf().file());
    Durable.remove(Facts.beside(prepared.pdf().file()));
  }

  private static void requireUnlocked(Path input) throws SigningException {
    if (!Files.isRegularFile(input)) {
      throw new FileException.InputUnreadable(input, "no such file", null);
    }
    try (FileChannel channel = FileChannel.open(input, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      if (lock == null) {
        throw new FileException.Locked(input, null);
      }
    } catch (IOException e) {
      throw new FileException.InputUnreadable(input, "cannot be opened", e);
    }
  }
}
