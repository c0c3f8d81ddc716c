// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penseal.cms.CmsForm;
import org.penseal.cms.CmsSignature;
import org.penseal.pdf.Changes;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Report;
import org.penseal.pdf.judge.Judgement;
import org.penseal.pdf.judge.SignatureJudge;
import org.penseal.pdf.judge.VerificationContext;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/** Verifies a detached signature (.p7s) over any file. May be shared between threads. */
public final class DataVerifier {
  private static final long LARGEST_SIGNATURE_BYTES = 64L << 20;

  private final Hashing hashing;
  private final SignatureJudge judge;

  /** A verifier that believes these roots, for SM2 signers with the user id of GM/T 0009. */
  public DataVerifier(TrustStore store, Hashing hashing) {
    this(store, hashing, Suite.DEFAULT_SM2_ID);
  }

  /**
   * A verifier that believes these roots.
   *
   * @param sm2Id user id of the SM2 signers; a signature does not say it
   */
  public DataVerifier(TrustStore store, Hashing hashing, String sm2Id) {
    this(store, hashing, sm2Id, PathJudge.Sources.NONE);
  }

  /**
   * A verifier that believes these roots.
   *
   * @param sm2Id user id of the SM2 signers; a signature does not say it
   * @param sources where revocation is told of besides the file
   */
  public DataVerifier(TrustStore store, Hashing hashing, String sm2Id, PathJudge.Sources sources) {
    this.hashing = hashing;
    this.judge = new SignatureJudge(store, hashing, sm2Id, sources);
  }

  /**
   * Verifies.
   *
   * @param data the signed file
   * @param signature the detached CMS, DER
   * @param now the time at which chains must be valid where no time-stamp proves another
   * @return a report with exactly one signature, whose field is empty
   * @throws FileException.InputUnreadable if a file cannot be read
   * @throws CmsException.WrongCms if the signature is no SignedData with one signer
   */
  public Report verify(Path data, Path signature, Instant now) throws SigningException {
    CmsSignature cms = CmsSignature.parse(read(signature));
    Judgement judgement;
    Octets documentDigest;
    String algorithm = MessageJudge.digestName(cms.digestOid());
    try (FileBytes bytes = new FileBytes(data)) {
      Octets digest = bytes.digest(bytes.length(), algorithm, hashing);
      judgement = judge.signature(cms, digest, CmsForm.BASELINE, VerificationContext.alone(now));
      documentDigest = documentDigest(judgement.binding(), bytes);
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException e) {
      // BouncyCastle looks at some parts of a message only when they are asked for.
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.NOT_PARSABLE, e);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(data, "cannot be read", e);
    }
    List<String> reasons = new ArrayList<>(judgement.broken());
    reasons.addAll(judgement.reasons());
    Report.Signed signed =
        new Report.Signed(
            new Report.Claim("", "other", MessageJudge.digestWord(cms.digestOid()), null),
            judgement.by(),
            new Report.Found(
                Report.Coverage.WHOLE_FILE, judgement.broken(), reasons, judgement.warnings()),
            judgement.chain(),
            judgement.time(),
            judgement.assurance(),
            Changes.NONE,
            new Report.Bound(
                judgement.binding(), cms.evidence().orElse(null), documentDigest, List.of()));
    return new Report(SignatureJudge.verdict(List.of(signed)), List.of(signed), null);
  }

  private @org.jspecify.annotations.Nullable Octets documentDigest(
      @org.jspecify.annotations.Nullable EvidenceBinding binding, FileBytes bytes)
      throws IOException {
    return binding == null || binding.documentLength() != bytes.length()
        ? null
        : bytes.digest(bytes.length(), "SM3", hashing);
  }

  private static byte[] read(Path signature) throws SigningException {
    try {
      if (Files.size(signature) > LARGEST_SIGNATURE_BYTES) {
        throw new FileException.InputUnreadable(signature, "too large", null);
      }
      return Files.readAllBytes(signature);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(signature, "cannot be read", e);
    }
  }
}
