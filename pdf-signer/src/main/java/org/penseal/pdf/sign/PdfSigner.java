// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.CmsSignature;
import org.penseal.file.Draft;
import org.penseal.file.Durable;
import org.penseal.file.Failures;
import org.penseal.file.InputFile;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignedPdf;
import org.penseal.pdf.Suite;
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
 * <p>{@link #prepare} appends a revision with an empty hole and gives the digest; the caller lets a
 * key sign the attributes that hold this digest; {@link #complete} puts the CMS into the hole. The
 * input is never modified, and the output begins with exactly its bytes. Memory does not grow with
 * the size of the file. May be shared between threads.
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
  public PreparedPdf prepare(
      Path input,
      @Nullable String password,
      Path workFolder,
      SignatureSpec spec,
      int containerBytes)
      throws SigningException {
    requireSuite(spec);
    try (InputFile source = InputFile.open(input)) {
      source.requireUnlocked();
      Placeholder placeholder = placeholder(source, password, spec, containerBytes);
      return written(source, placeholder, spec, workFolder);
    }
  }

  private PreparedPdf written(
      InputFile source, Placeholder placeholder, SignatureSpec spec, Path workFolder)
      throws SigningException {
    Path file;
    try {
      file = Files.createTempFile(workFolder, "prepared-", ".pdf");
    } catch (IOException e) {
      throw Failures.writing(workFolder, e);
    }
    try {
      PreparedPdf prepared;
      try (OutputStream out = Files.newOutputStream(file)) {
        prepared = copied(source, placeholder, spec, file, out);
      }
      Facts.write(prepared);
      Durable.force(file);
      return prepared;
    } catch (IOException e) {
      Durable.remove(file);
      throw Failures.writing(file, e);
    } catch (SigningException | RuntimeException e) {
      Durable.remove(file);
      throw e;
    }
  }

  /**
   * Goes through the motions without writing anything.
   *
   * @throws SigningException as {@link #prepare}, but for what lies in the place to be written to
   */
  public void rehearse(
      Path input, @Nullable String password, SignatureSpec spec, int containerBytes)
      throws SigningException {
    requireSuite(spec);
    try (InputFile source = InputFile.open(input)) {
      source.requireUnlocked();
      placeholder(source, password, spec, containerBytes);
    }
  }

  /** Makes the message for a file that is complete but for it. */
  @FunctionalInterface
  public interface Signing {
    /**
     * Signs.
     *
     * @param prepared its file is the output in the making
     * @return the message, with its time-stamp if the profile asks for one
     */
    CmsSignature over(PreparedPdf prepared) throws SigningException;
  }

  /**
   * Signs in one go, reading the input once and writing the output once: for keys that can simply
   * be asked again after a crash, of which nothing is kept.
   *
   * @param output where the signed file goes; replaced if it exists
   * @param signing asked once
   * @throws SigningException as {@link #prepare} and {@link #complete}, and what {@code signing}
   *     throws; no part of an output is left then and an earlier output is untouched
   */
  public SignedPdf sign(
      Path input,
      @Nullable String password,
      SignatureSpec spec,
      int containerBytes,
      Path output,
      Signing signing)
      throws SigningException {
    requireSuite(spec);
    Path target = output.toAbsolutePath();
    PdfEditor.requireOther(target, input);
    try (InputFile source = InputFile.open(input)) {
      source.requireUnlocked();
      Placeholder placeholder = placeholder(source, password, spec, containerBytes);
      try (Draft draft = Draft.of(target)) {
        PreparedPdf[] prepared = new PreparedPdf[1];
        draft.write(out -> prepared[0] = copied(source, placeholder, spec, draft.part(), out));
        CmsSignature cms = signing.over(prepared[0]);
        requireFits(prepared[0], cms);
        draft.patch(placeholder.range().holeStart(), Hole.filled(placeholder.range(), cms.der()));
        requireUnchanged(source, draft.part());
        return new SignedPdf(target, draft.publish(), placeholder.fieldName());
      }
    }
  }

  private static void requireUnchanged(InputFile source, Path file) throws SigningException {
    if (source.surelyUnchanged()) {
      return;
    }
    try {
      Completion.requireSame(file, source.path(), source.length());
    } catch (IOException e) {
      throw Failures.writing(file, e);
    }
  }

  private static Placeholder placeholder(
      InputFile input, @Nullable String password, SignatureSpec spec, int containerBytes)
      throws SigningException {
    try {
      return Placeholder.of(input, password, spec, containerBytes);
    } catch (IOException e) {
      throw new DocumentException.Damaged(input.path(), "cannot be updated", e);
    }
  }

  private PreparedPdf copied(
      InputFile source, Placeholder placeholder, SignatureSpec spec, Path file, OutputStream out)
      throws IOException {
    byte[] increment = placeholder.increment().bytes();
    InputStream whole =
        new SequenceInputStream(source.stream(), new ByteArrayInputStream(increment));
    RangeDigest.Result digests =
        RangeDigest.of(whole, source.length(), placeholder.range(), spec.suite(), hashing, out);
    return new PreparedPdf(
        file,
        source.path().toAbsolutePath(),
        source.length(),
        digests.input(),
        digests.increment(),
        placeholder.range(),
        spec.profile(),
        spec.suite(),
        digests.covered(),
        placeholder.fieldName());
  }

  private static void requireSuite(SignatureSpec spec) throws SigningException {
    if (spec.profile().gm() && spec.suite() != Suite.SM2_SM3) {
      throw new CredentialException.UnfitKey("profile", spec.suite().key(), 0);
    }
  }

  /**
   * Opens a prepared file again, for example after a crash; its digests are recomputed.
   *
   * @param file the prepared file
   * @throws DocumentException.Damaged if it or its facts are cut off, altered or missing
   */
  public PreparedPdf reopen(Path file) throws SigningException {
    PreparedPdf facts = Facts.read(file);
    try (InputFile prepared = InputFile.open(file)) {
      RangeDigest.Result result =
          RangeDigest.of(
              prepared.stream(),
              facts.inputLength(),
              facts.range(),
              facts.suite(),
              hashing,
              OutputStream.nullOutputStream());
      if (!result.covered().equals(facts.digest())
          || !result.input().equals(facts.inputDigest())
          || !result.increment().equals(facts.incrementDigest())) {
        throw new DocumentException.Damaged(file, "differs from its facts", null);
      }
      return facts;
    } catch (IOException e) {
      throw new DocumentException.Damaged(file, "cannot be read", e);
    }
  }

  /**
   * Writes the signed file: first whole under another name in the output's folder, then renamed.
   *
   * <p>If it fails, no part of an output is left and an earlier output is untouched; it may be
   * called again, for example with a CMS that now has its time-stamp.
   *
   * @param prepared from {@link #prepare} or {@link #reopen}
   * @param cms the signature over {@link PreparedPdf#digest()}
   * @param output where the signed file goes; replaced if it exists
   * @throws CmsException.WrongCms if the CMS is over another digest, of another profile, or lacks
   *     the time-stamp that the profile asks for
   * @throws CmsException.ContainerTooSmall if it is larger than the hole
   * @throws FileException.InputChanged if the input is not what it was
   * @throws DocumentException.Damaged if the prepared file is not what it was
   * @throws FileException.OutputNotWritable if the output cannot be written or is the input
   * @throws FileException.NoRoom if the disk is full
   */
  public SignedPdf complete(PreparedPdf prepared, CmsSignature cms, Path output)
      throws SigningException {
    requireFits(prepared, cms);
    byte[] hole = Hole.filled(prepared.range(), cms.der());
    Path target = output.toAbsolutePath();
    PdfEditor.requireOther(target, prepared.input());
    String tag = prepared.digest().hex().substring(0, 32);
    long length = Durable.replace(target, tag, out -> Completion.write(prepared, hole, out));
    return new SignedPdf(target, length, prepared.fieldName());
  }

  private static void requireFits(PreparedPdf prepared, CmsSignature cms) throws SigningException {
    if (cms.gm() != prepared.profile().gm()) {
      throw new CmsException.WrongCms("another-profile", null);
    }
    if (!cms.isOver(prepared.digest())) {
      throw new CmsException.WrongCms("digest-mismatch", null);
    }
    if (prepared.profile().stamped() && cms.timestamp().isEmpty()) {
      throw new CmsException.WrongCms("no-timestamp", null);
    }
  }

  /** Removes the prepared file and its facts; missing files are no fault. */
  public void discard(PreparedPdf prepared) {
    Durable.remove(prepared.file());
    Durable.remove(Facts.beside(prepared.file()));
  }
}
