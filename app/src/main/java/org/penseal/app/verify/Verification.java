// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.Report;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.pdf.hazard.HazardScan;
import org.penseal.pdf.verify.DataVerifier;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/** Verifies files: the signatures by the PDF verifier, the evidence behind them here. */
public final class Verification {
  // The oldest revisions are what people signed; those of a long row of time-stamps are the same.
  private static final int MOST_REVISIONS = 4;
  private final PdfVerifier pdfs;
  private final DataVerifier data;
  private final EvidenceCheck evidence;
  private final Instant now;
  private final HazardScan hazards;
  private final boolean revocationRequired;
  private final boolean digested;

  /**
   * @param trust whom to trust for what
   * @param keys what opens the ink, if it is to be opened
   * @param now as of when
   */
  public Verification(TrustStore trust, Optional<InkKeys> keys, Instant now) {
    this(trust, keys, now, Suite.DEFAULT_SM2_ID);
  }

  /**
   * @param sm2Id user id of the SM2 signers
   */
  public Verification(TrustStore trust, Optional<InkKeys> keys, Instant now, String sm2Id) {
    this(trust, keys, now, sm2Id, Revocation.NOT_ASKED);
  }

  /**
   * How revocation is looked at.
   *
   * @param sources who tells of it besides the file
   * @param required whether a file is valid only if it is known of every certificate
   */
  public record Revocation(PathJudge.Sources sources, boolean required) {
    /** By what the file holds. */
    public static final Revocation NOT_ASKED = new Revocation(PathJudge.Sources.NONE, false);
  }

  /**
   * @param sm2Id user id of the SM2 signers
   * @param revocation who is asked, and whether an answer is needed
   */
  public Verification(
      TrustStore trust, Optional<InkKeys> keys, Instant now, String sm2Id, Revocation revocation) {
    Hashing hashing = new NativeSm3(Hashing.jca());
    this.pdfs = new PdfVerifier(trust, hashing, sm2Id, revocation.sources, ManifestReview::order);
    this.data = new DataVerifier(trust, hashing, sm2Id, revocation.sources);
    this.revocationRequired = revocation.required;
    this.now = now;
    this.evidence = new EvidenceCheck(trust, keys, now, new NativeSm3(Hashing.jca()));
    this.hazards = new HazardScan(HazardScan.FEW_PAGES);
    this.digested = false;
  }

  private Verification(Verification same, HazardScan hazards) {
    this.pdfs = same.pdfs.thorough();
    this.data = same.data;
    this.now = same.now;
    this.evidence = same.evidence;
    this.revocationRequired = same.revocationRequired;
    this.hazards = hazards;
    this.digested = true;
  }

  /**
   * The same, which reads the content of more pages for its warnings, tells what each update that
   * signs did, and takes the digest of the whole file: for a person who reads, and for reports.
   */
  public Verification thorough() {
    return new Verification(this, new HazardScan(HazardScan.QUICK_PAGES));
  }

  /**
   * Verifies one file.
   *
   * @param content for a detached {@code .p7s} the file that it signs; by default the file beside
   *     it without the ending
   * @throws FileException.VerifiedChanged if the file was changed meanwhile
   */
  public VerifiedFile of(Path file, Optional<Path> content) throws SigningException {
    return of(file, content, null);
  }

  /**
   * Verifies one file that may be locked.
   *
   * @param password of a PDF, or null
   * @throws FileException.VerifiedChanged if the file was changed meanwhile
   */
  public VerifiedFile of(Path file, Optional<Path> content, @Nullable String password)
      throws SigningException {
    return of(file, content, password, TimeLimit.of(Duration.ZERO, file));
  }

  /**
   * Verifies one file that may be locked.
   *
   * @param password of a PDF, or null
   * @param limit of which the answer has what is left; it ends the search for covered content, and
   *     nothing that hangs ({@link TimeLimit#within})
   * @throws FileException.VerifiedChanged if the file was changed meanwhile
   */
  public VerifiedFile of(
      Path file, Optional<Path> content, @Nullable String password, TimeLimit limit)
      throws SigningException {
    VerifiedFile.Bytes bytes = VerifiedFile.Bytes.of(file, digested);
    VerifiedFile verified = of(file, bytes, content, password, limit);
    bytes.requireUntouched(file);
    return verified.leaving(limit.left());
  }

  private VerifiedFile of(
      Path file,
      VerifiedFile.Bytes bytes,
      Optional<Path> content,
      @Nullable String password,
      TimeLimit limit)
      throws SigningException {
    boolean detached = file.toString().toLowerCase(Locale.ROOT).endsWith(".p7s");
    Path document = detached ? content.orElseGet(() -> beside(file)) : file;
    if (detached) {
      EvidenceCheck.Source whole = new EvidenceCheck.Source(document, true, 0);
      Report report = detached(document, file);
      return withEvidence(file, bytes, whole, report, password, new HashMap<>());
    }
    PdfVerifier.Warned found = pdfs.verify(file, password, now, hazards, limit.covering());
    EvidenceCheck.Source source = new EvidenceCheck.Source(document, false, found.pages());
    return withEvidence(file, bytes, source, found.report(), password, found.hazards());
  }

  private Report detached(Path content, Path signature) throws SigningException {
    try {
      return data.verify(content, signature, now);
    } catch (CmsException.WrongCms e) {
      throw new FileException.InputUnreadable(signature, e.why.code(), e);
    }
  }

  private static Path beside(Path signature) {
    String name = signature.toString();
    return Path.of(name.substring(0, name.length() - ".p7s".length()));
  }

  private VerifiedFile withEvidence(
      Path file,
      VerifiedFile.Bytes bytes,
      EvidenceCheck.Source document,
      Report report,
      @Nullable String password,
      Map<Long, List<Hazard>> hazards)
      throws SigningException {
    List<VerifiedFile.Entry> entries = new ArrayList<>();
    Report.Verdict verdict = report.verdict();
    for (Report.Signed signed : report.signatures()) {
      EvidenceCheck.Result found = evidence.of(signed, document);
      boolean demo = found.demo() || signed.assurance() == Report.Assurance.DEMO;
      entries.add(
          new VerifiedFile.Entry(
              signed,
              found.report(),
              demo ? Report.Assurance.DEMO : Report.Assurance.PRODUCTION,
              EvidenceDigest.of(signed, found.report()),
              found.reasons(),
              hazards(file, signed, password, hazards),
              null,
              found.ink()));
      if (found.report().anyDiffers()) {
        verdict = Report.Verdict.INVALID;
      } else if (verdict == Report.Verdict.VALID
          && (found.doubtful() || (signed.binding() != null && !found.report().allMatch()))) {
        // An event certificate is worth something only together with what it was issued for, and
        // evidence only where somebody answers for it.
        verdict = Report.Verdict.INDETERMINATE;
      }
      boolean open = signed.revocation() != Report.Revocation.CHECKED;
      if (revocationRequired && open && verdict == Report.Verdict.VALID) {
        verdict = Report.Verdict.INDETERMINATE;
      }
    }
    return new VerifiedFile(file, bytes, verdict, entries, report.reason(), Duration.ZERO);
  }

  // Several signatures may sign one revision, time-stamps among them.
  private List<Hazard> hazards(
      Path file, Report.Signed signed, @Nullable String password, Map<Long, List<Hazard>> known) {
    long end = VisualCheck.signedEnd(file, signed);
    if (end < 0 || (known.size() >= MOST_REVISIONS && !known.containsKey(end))) {
      return List.of();
    }
    return known.computeIfAbsent(end, to -> hazards.of(file, to, password));
  }
}
