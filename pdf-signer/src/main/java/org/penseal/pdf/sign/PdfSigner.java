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
import org.penseal.file.Draft;
import org.penseal.file.Durable;
import org.penseal.file.Failures;
import org.penseal.file.InputFile;
import org.penseal.file.Keeping;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SignedPdf;
import org.penseal.pdf.cos.Placeholder;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;

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
  private final Keeping keeping;

  /** A signer that takes its digests from a source. */
  public PdfSigner(Hashing hashing) {
    this(hashing, Keeping.DURABLE);
  }

  /** The same; says what becomes of what {@link #sign} writes. */
  public PdfSigner(Hashing hashing, Keeping keeping) {
    this.hashing = hashing;
    this.keeping = keeping;
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
    try (InputFile source = InputFile.open(input)) {
      source.requireUnlocked();
      Placeholder placeholder = placeholder(source, password, spec, containerBytes);
      return written(source, placeholder, spec, workFolder);
    }
  }

  private <P extends Profile> Prepared<P> written(
      InputFile source, Placeholder placeholder, SignatureSpec<P> spec, Path workFolder)
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
      return new Prepared<>(prepared, hashing);
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
      Path input, @Nullable String password, SignatureSpec<?> spec, int containerBytes)
      throws SigningException {
    spec.profile().requireFor(spec.suite());
    try (InputFile source = InputFile.open(input)) {
      source.requireUnlocked();
      placeholder(source, password, spec, containerBytes);
    }
  }

  /**
   * Takes the steps from a file with an empty hole to the message that goes into it.
   *
   * @param <P> whether a time-stamp is asked for
   */
  @FunctionalInterface
  public interface Steps<P extends Profile> {
    /**
     * Takes them.
     *
     * @param prepared its file is the output in the making
     */
    Completable from(Prepared<P> prepared) throws SigningException;
  }

  /**
   * Signs in one go, reading the input once and writing the output once: for keys that can simply
   * be asked again after a crash, of which nothing is kept.
   *
   * @param output where the signed file goes; replaced if it exists
   * @param steps taken once
   * @throws IllegalArgumentException if they end with the message of another file
   * @throws SigningException as {@link #prepare} and {@link #complete}, and what the steps throw;
   *     no part of an output is left then and an earlier output is untouched
   */
  public <P extends Profile> SignedPdf sign(
      Path input,
      @Nullable String password,
      SignatureSpec<P> spec,
      int containerBytes,
      Path output,
      Steps<P> steps)
      throws SigningException {
    spec.profile().requireFor(spec.suite());
    Path target = output.toAbsolutePath();
    PdfEditor.requireOther(target, input);
    try (InputFile source = InputFile.open(input)) {
      source.requireUnlocked();
      Placeholder placeholder = placeholder(source, password, spec, containerBytes);
      try (Draft draft = Draft.of(target)) {
        PreparedPdf[] copied = new PreparedPdf[1];
        draft.write(out -> copied[0] = copied(source, placeholder, spec, draft.part(), out));
        Completable last = steps.from(new Prepared<>(copied[0], hashing));
        if (last.pdf() != copied[0]) {
          throw new IllegalArgumentException("the message of another file");
        }
        byte[] hole = MessageSpace.filled(placeholder.range(), last.cms().der());
        draft.patch(placeholder.range().holeStart(), hole);
        requireUnchanged(source, draft.part());
        return new SignedPdf(target, draft.publish(keeping), placeholder.fieldName());
      }
    }
  }

  static void requireUnchanged(InputFile source, Path file) throws SigningException {
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
      InputFile input, @Nullable String password, SignatureSpec<?> spec, int containerBytes)
      throws SigningException {
    try {
      return OpenPdf.guarded(
          input.path(), () -> Placeholder.of(input, password, spec, containerBytes));
    } catch (IOException e) {
      throw new DocumentException.Damaged(input.path(), "cannot be updated", e);
    }
  }

  private PreparedPdf copied(
      InputFile source, Placeholder placeholder, SignatureSpec<?> spec, Path file, OutputStream out)
      throws IOException, SigningException {
    byte[] increment = placeholder.increment().bytes();
    InputStream whole =
        new SequenceInputStream(source.stream(), new ByteArrayInputStream(increment));
    RangeDigest.Result digests;
    try {
      digests =
          RangeDigest.of(whole, source.length(), placeholder.range(), spec.suite(), hashing, out);
    } catch (IOException e) {
      // A file that has become longer or shorter is no fault of the output.
      source.requireUnchanged();
      throw e;
    }
    // What was copied must be what was parsed.
    source.requireUnchanged();
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

  /**
   * Opens a prepared file again, for example after a crash; its digests are recomputed.
   *
   * @param file the prepared file
   * @throws DocumentException.Damaged if it or its facts are cut off, altered or missing
   */
  public Prepared<Profile> reopen(Path file) throws SigningException {
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
    byte[] hole = MessageSpace.filled(prepared.range(), last.cms().der());
    Path target = output.toAbsolutePath();
    PdfEditor.requireOther(target, prepared.input());
    String tag = prepared.digest().hex().substring(0, 32);
    long length = Durable.replace(target, tag, out -> Completion.write(prepared, hole, out));
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
}
