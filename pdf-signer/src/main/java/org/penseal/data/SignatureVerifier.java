// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.data.SignerFinding;
import org.penseal.file.Draft;
import org.penseal.file.Failures;
import org.penseal.file.InputFile;
import org.penseal.pdf.Report;
import org.penseal.pdf.judge.VerificationContext;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/**
 * Verifies signatures over files of any size: integrity, chain and time of every signer. May be
 * shared between threads.
 */
public final class SignatureVerifier {
  /** Reason code: what was signed is no plain data, but a structure of another content type. */
  public static final String NOT_DATA = "content-type-not-data";

  private final SignatureReader reader;
  private final SignerJudge judge;

  /**
   * A verifier.
   *
   * @param store whose roots are believed; a signer's certificate may also be found among them
   * @param sm2Id as {@link SignatureReader}
   */
  public SignatureVerifier(TrustStore store, Hashing hashing, @Nullable String sm2Id) {
    this(store, hashing, sm2Id, PathJudge.Sources.NONE);
  }

  /**
   * A verifier.
   *
   * @param store whose roots are believed; a signer's certificate may also be found among them
   * @param sm2Id as {@link SignatureReader}
   * @param sources where revocation is told of besides the message
   */
  public SignatureVerifier(
      TrustStore store, Hashing hashing, @Nullable String sm2Id, PathJudge.Sources sources) {
    this.reader = new SignatureReader(hashing, store.anchors(Purpose.SIGNER), sm2Id);
    this.judge = new SignerJudge(store, hashing, sources);
  }

  /**
   * Verifies.
   *
   * @param content the signed file of a detached signature; null if the content is inside
   * @param now the time at which chains must be valid where no time-stamp proves another
   * @throws SigningException as {@link SignatureReader#check(Path, Path)}
   */
  public DataReport verify(Path signature, @Nullable Path content, Instant now)
      throws SigningException {
    return report(reader.check(signature, content), now, false);
  }

  /**
   * Verifies an attached signature, and whether its content is a file.
   *
   * @return as {@link #verify}; invalid with the reason content-differs-from-file of every signer
   *     if it is another
   * @throws SigningException as {@link #verify}
   */
  public DataReport verifyBeside(Path signature, Path file, Instant now) throws SigningException {
    try (InputFile message = InputFile.open(signature);
        InputStream expected = new BufferedInputStream(Files.newInputStream(file))) {
      SameContent same = new SameContent(expected);
      DataReport report = report(reader.check(message, null, same), now, false);
      return same.whole() ? report : report.differs();
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }

  /**
   * Verifies an attached signature, and writes the content if every signature is intact and none
   * revoked.
   *
   * <p>The content is written while it is checked, to a hidden file beside {@code out} that only
   * its owner may read; this takes the place of {@code out}, or is removed.
   *
   * @throws CmsException.ContentMissing if the signature is detached
   * @throws FileException.OutputNotWritable if the content cannot be written; also to the signature
   * @throws FileException.NoRoom if the disk is full
   */
  public DataReport release(Path signature, Instant now, Path out) throws SigningException {
    try (InputFile message = InputFile.open(signature)) {
      if (Files.exists(out) && Files.isSameFile(signature, out)) {
        throw new FileException.OutputIsInput(out);
      }
      // Refuses what is no signature before there is an output.
      SignatureReader.requireAttached(message);
      try (Draft draft = Draft.forOwner(out)) {
        AtomicReference<SignatureReader.@Nullable Found> found = new AtomicReference<>();
        draft.write(copy -> found.set(check(message, copy)));
        SignatureReader.Found answer = found.get();
        if (answer == null) {
          throw new IllegalStateException("the draft was written");
        }
        DataReport report = report(answer, now, true);
        if (report.released()) {
          draft.publish();
        }
        return report;
      }
    } catch (IOException e) {
      throw Failures.writing(out, e);
    }
  }

  private SignatureReader.Found check(InputFile message, OutputStream copy)
      throws SigningException, IOException {
    return reader.check(message, null, copy);
  }

  private DataReport report(SignatureReader.Found found, Instant now, boolean release) {
    VerificationContext setting = VerificationContext.of(now, found.data());
    List<DataReport.Signer> signers = new ArrayList<>();
    for (SignerFinding finding : found.signers()) {
      signers.add(judge.judge(finding, found.certificates(), setting));
    }
    Report.Verdict verdict = SignerJudge.verdict(signers);
    if (!found.isData()) {
      signers.replaceAll(signer -> signer.with(NOT_DATA));
      // What such a content means is for those to say who know its type.
      verdict = verdict == Report.Verdict.VALID ? Report.Verdict.INDETERMINATE : verdict;
    }
    boolean released = release && verdict != Report.Verdict.INVALID && found.intact();
    return new DataReport(verdict, found, signers, released);
  }
}
