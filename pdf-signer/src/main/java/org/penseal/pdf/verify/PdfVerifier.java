// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.Doubts;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningOrder;
import org.penseal.pdf.cos.SecurityStore;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.pdf.hazard.HazardScan;
import org.penseal.pdf.history.History;
import org.penseal.pdf.history.Permissions;
import org.penseal.pdf.judge.Judgement;
import org.penseal.pdf.judge.SignatureJudge;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.pdf.raw.Note;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.verify.RangeDigests.Wanted;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.ValidationData;

/**
 * Verifies every signature of a PDF.
 *
 * <p>Memory does not grow with the size of the file. May be shared between threads.
 */
public final class PdfVerifier {
  // Those without a range last.
  private static final Comparator<FoundSignature> ORDER =
      Comparator.comparingLong(s -> s.range() == null ? Long.MAX_VALUE : s.range().end());

  private final Hashing hashing;
  private final MessageJudge messages;
  private final SigningCheck signing;

  /** A verifier that believes these roots, for SM2 signers with the user id of GM/T 0009. */
  public PdfVerifier(TrustStore store, Hashing hashing) {
    this(store, hashing, Suite.DEFAULT_SM2_ID);
  }

  /** A verifier that believes these roots, for SM2 signers with another user id. */
  public PdfVerifier(TrustStore store, Hashing hashing, String sm2Id) {
    this(store, hashing, sm2Id, PathJudge.Sources.NONE);
  }

  /**
   * A verifier that believes these roots.
   *
   * @param sm2Id user id of the SM2 signers; a signature does not say it
   * @param sources where revocation is told of besides the file
   */
  public PdfVerifier(TrustStore store, Hashing hashing, String sm2Id, PathJudge.Sources sources) {
    this(store, hashing, sm2Id, sources, SigningOrder.Reader.NONE);
  }

  /**
   * The same, which knows what cases order.
   *
   * @param orders reads it out of the evidence; whatever else an update that signs adds has changed
   *     the document
   */
  public PdfVerifier(
      TrustStore store,
      Hashing hashing,
      String sm2Id,
      PathJudge.Sources sources,
      SigningOrder.Reader orders) {
    this.signing = new SigningCheck(hashing, orders, false);
    this.hashing = hashing;
    this.messages = new MessageJudge(new SignatureJudge(store, hashing, sm2Id, sources));
  }

  private PdfVerifier(PdfVerifier same, SigningCheck signing) {
    this.signing = signing;
    this.hashing = same.hashing;
    this.messages = same.messages;
  }

  /**
   * The same, which also tells what the update of a signature did where nothing states what
   * document came in: for reports. The verdict is the same.
   */
  public PdfVerifier thorough() {
    return new PdfVerifier(this, new SigningCheck(hashing, signing.orders(), true));
  }

  /**
   * Verifies.
   *
   * @param file a PDF
   * @param password or null
   * @param now the time at which chains must be valid where no time-stamp proves another
   * @throws FileException.InputUnreadable if the file cannot be read
   * @throws DocumentException.NotPdf if it is no PDF
   * @throws DocumentException.Damaged if it cannot be parsed at all
   * @throws DocumentException.Encrypted without a password or with a wrong one
   */
  public Report verify(Path file, @Nullable String password, Instant now) throws SigningException {
    return examine(file, password, now).report();
  }

  /**
   * A report with what else is worth a warning.
   *
   * @param hazards of the last revision, if it is a signed one and was parsed without repair; by
   *     the offset behind it
   * @param pages how many the file has, as it is now
   */
  public record Warned(Report report, Map<Long, List<Hazard>> hazards, int pages) {}

  /**
   * Verifies, and looks for hazards in what is parsed anyway; throws as {@link #verify}.
   *
   * @param covering until when covered content is searched for
   */
  public Warned verify(
      Path file, @Nullable String password, Instant now, HazardScan scan, Deadline covering)
      throws SigningException {
    Map<Long, List<Hazard>> hazards = new HashMap<>();
    Look look = (end, document) -> hazards.put(end, scan.of(document));
    Examined found = guarded(file, () -> examined(file, password, now, look, covering));
    return new Warned(found.report(), hazards, found.pages());
  }

  private interface Look {
    void at(long end, PDDocument document);
  }

  /**
   * A report with what long-term data has to be gathered for.
   *
   * @param report the report
   * @param questions the chains of every signature and time-stamp
   * @param data what the file holds already
   * @param timed whether an intact time-stamp says of every signature when it was
   * @param pages how many pages the file has
   */
  public record Examined(
      Report report,
      List<PathJudge.Question> questions,
      ValidationData data,
      boolean timed,
      int pages) {
    /** Copies the list. */
    public Examined {
      questions = List.copyOf(questions);
    }
  }

  /** Verifies, and tells what long-term data is about; throws as {@link #verify}. */
  public Examined examine(Path file, @Nullable String password, Instant now)
      throws SigningException {
    Deadline covering = TimeLimit.of(Duration.ZERO, file).covering();
    return guarded(file, () -> examined(file, password, now, (end, document) -> {}, covering));
  }

  private static Examined guarded(Path file, OpenPdf.Work<Examined> work) throws SigningException {
    try {
      return OpenPdf.guarded(file, work);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }

  /**
   * The byte ranges of the signatures, for whoever shows a report beside the bytes.
   *
   * @param password or null
   * @return in the order of the report; empty for a range of another form
   */
  public static List<Optional<ByteRange>> ranges(Path file, @Nullable String password)
      throws SigningException {
    try {
      return OpenPdf.guarded(
          file,
          () -> {
            try (Opened opened = open(file, password)) {
              return FoundSignature.in(opened.document).stream()
                  .sorted(ORDER)
                  .map(each -> Optional.ofNullable(each.range()))
                  .toList();
            }
          });
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }

  private Examined examined(
      Path file, @Nullable String password, Instant now, Look look, Deadline covering)
      throws SigningException, IOException {
    try (Opened opened = open(file, password);
        FileBytes bytes = new FileBytes(file)) {
      PDDocument document = opened.document;
      List<FoundSignature> found = new ArrayList<>(FoundSignature.in(document));
      found.sort(ORDER);
      Map<COSObjectKey, Long> xref = document.getDocument().getXrefTable();
      List<RangeCheck> ranges = new ArrayList<>();
      List<FoundSignature> whole = new ArrayList<>();
      TreeSet<Long> ends = new TreeSet<>();
      for (FoundSignature each : found) {
        RangeCheck range = RangeCheck.of(each, bytes, xref);
        ranges.add(range);
        if (range.coverage() != Report.Coverage.UNCLEAR && each.range() != null) {
          ends.add(each.range().end());
          whole.add(each);
        }
      }
      ByteRangeScan scan = new ByteRangeScan();
      List<Wanted> wanted = found.stream().flatMap(each -> each.digests().stream()).toList();
      RangeDigests digests = RangeDigests.of(bytes, hashing, wanted, scan);
      PDDocument sound = opened.repaired ? null : document;
      History history = History.of(file, bytes, ends, password, sound, covering);
      COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
      ValidationData data = SecurityStore.in(catalog);
      TimestampTimeline timeline =
          TimestampTimeline.of(
              file,
              password,
              whole,
              data,
              now,
              (each, setting) -> messages.of(each, digests, setting));
      List<Report.Signed> signatures = new ArrayList<>();
      List<PathJudge.Question> questions = new ArrayList<>();
      boolean timed = true;
      for (int i = 0; i < found.size(); i++) {
        FoundSignature each = found.get(i);
        Judgement known = timeline.judgement(each);
        long end = each.range() == null ? Long.MAX_VALUE : each.range().end();
        Judgement judgement =
            known == null ? messages.of(each, digests, timeline.setting(end)) : known;
        questions.addAll(judgement.lasting().questions());
        timed &= judgement.timed();
        Work work = new Work(each, ranges.get(i), judgement, digests);
        signatures.add(one(work, history, catalog));
      }
      boolean hidden = new EarlierSignatures(bytes).anyHidden(scan, file, password, found);
      boolean signed = !found.stream().allMatch(FoundSignature::isDocumentTimestamp);
      Report report = report(signatures, signed, hidden);
      boolean decodable =
          history.notes().stream().noneMatch(note -> note.code().equals(HazardScan.UNDECODABLE));
      if (!opened.repaired && decodable && ends.contains(bytes.length())) {
        look.at(bytes.length(), document);
      }
      return new Examined(report, questions, data, timed, document.getNumberOfPages());
    }
  }

  private static Report report(List<Report.Signed> signatures, boolean signed, boolean hidden) {
    if (hidden) {
      return new Report(Report.Verdict.INVALID, signatures, Report.SIGNATURE_REMOVED);
    }
    Report.Verdict verdict = SignatureJudge.verdict(signatures);
    if (signed) {
      return new Report(verdict, signatures, null);
    }
    // Whoever buys a time-stamp has signed nothing.
    return new Report(
        verdict == Report.Verdict.VALID ? Report.Verdict.INDETERMINATE : verdict,
        signatures,
        signatures.isEmpty() ? Report.NO_SIGNATURE : Report.TIMESTAMPS_ONLY);
  }

  private record Opened(PDDocument document, boolean repaired) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      document.close();
    }
  }

  // A file whose tail was damaged after signing still has signatures to report as broken.
  private static Opened open(Path file, @Nullable String password) throws SigningException {
    try {
      return new Opened(OpenPdf.strict(file, password), false);
    } catch (DocumentException.Damaged e) {
      return new Opened(OpenPdf.lenient(file, password), true);
    }
  }

  private record Work(
      FoundSignature found, RangeCheck range, Judgement judgement, RangeDigests digests) {}

  private Report.Signed one(Work work, History history, COSDictionary catalog) throws IOException {
    FoundSignature found = work.found;
    boolean clear = work.range.coverage() != Report.Coverage.UNCLEAR;
    Judgement judgement = work.judgement;
    List<String> broken = new ArrayList<>(work.range.reasons());
    broken.addAll(judgement.broken());
    Changes changes =
        clear && found.range() != null
            ? Permissions.of(found.dictionary(), found.holder(), catalog)
                .judge(history.after(found.range().end()))
            : new Changes(ChangeClass.OTHER, false, List.of("coverage-unclear"), List.of());
    List<String> reasons = new ArrayList<>(broken);
    reasons.addAll(judgement.reasons());
    EvidenceStreams evidence = SigningCheck.evidence(found.dictionary());
    SigningCheck.Finding update =
        clear
            ? signing.of(history, found.range(), judgement.binding(), evidence)
            : SigningCheck.Finding.NONE;
    reasons.addAll(update.reasons());
    if (!changes.allowed()) {
      changes.items().stream().map(item -> item.split(":", 2)[0]).distinct().forEach(reasons::add);
    }
    doubts(history, changes).forEach(reasons::add);
    List<String> notes =
        Stream.concat(judgement.warnings().stream(), history.notes().stream().map(Note::text))
            .distinct()
            .toList();
    return new Report.Signed(
        new Report.Claim(
            found.field(), found.profile(judgement, catalog), found.digest(), found.signedAt()),
        judgement.by(),
        new Report.Found(work.range.coverage(), broken, reasons, notes),
        judgement.chain(),
        judgement.time(),
        judgement.assurance(),
        changes,
        new Report.Bound(
            judgement.binding(),
            evidence,
            documentDigest(judgement.binding(), work.digests),
            update.changes()));
  }

  private static List<String> doubts(History history, Changes changes) {
    return Stream.concat(
            history.notes().stream().map(Note::code),
            changes.steps().stream()
                .flatMap(step -> step.changes().stream())
                .map(Changes.Change::code))
        .filter(Doubts::contains)
        .distinct()
        .toList();
  }

  private static @Nullable Octets documentDigest(
      @Nullable EvidenceBinding binding, RangeDigests digests) {
    return binding == null
        ? null
        : digests.of(Wanted.prefix(EvidenceBinding.DIGEST, binding.documentLength()));
  }
}
