// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;
import org.penseal.digest.NativeSm3;
import org.penseal.pad.Ink;
import org.penseal.pdf.Report;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.EventProfile;

/**
 * The whole answer on one file: what the PDF says and what the evidence says.
 *
 * @param file the file
 * @param bytes what it was when it was verified
 * @param verdict over everything
 * @param signatures in order
 * @param reason code of what is to be said of the file as a whole, or null; see {@link Report}
 * @param left what is left of the time for this file (TimeLimit), for its pages and its report
 */
public record VerifiedFile(
    Path file,
    Bytes bytes,
    Report.Verdict verdict,
    List<Entry> signatures,
    @Nullable String reason,
    Duration left) {
  /** Copies the list. */
  public VerifiedFile {
    signatures = List.copyOf(signatures);
  }

  /** A file without any signature is a finding of its own. */
  public static final String NOT_SIGNED = "not-signed";

  /**
   * What was found, in a word for people, {@code report.verdict.WORD}: the verdict, but of a file
   * that carries no signature {@link #NOT_SIGNED}.
   */
  public String finding() {
    return Report.NO_SIGNATURE.equals(reason) ? NOT_SIGNED : JsonReport.word(verdict);
  }

  /** The same with so much left of its time. */
  VerifiedFile leaving(Duration left) {
    return new VerifiedFile(file, bytes, verdict, signatures, reason, left);
  }

  /** Whether a signature of it is one of the demo. */
  public boolean hasDemo() {
    return signatures.stream().anyMatch(each -> each.assurance() == Report.Assurance.DEMO);
  }

  /** The last one by which somebody signed; a timestamp over the document may follow it. */
  public Optional<Entry> lastSignature() {
    return signatures.reversed().stream().filter(each -> !each.isDocumentTimestamp()).findFirst();
  }

  /** The warnings of all signatures, each once. */
  public List<String> warnings() {
    return signatures.stream().flatMap(each -> each.warnings().stream()).distinct().toList();
  }

  /** What followed any signature, each once: codes with their places. */
  public List<String> changes() {
    List<String> changes = new ArrayList<>();
    for (Entry each : signatures) {
      changes.addAll(each.signed().changes().items());
      if (each.seen() != null && each.seen().unexplained()) {
        changes.add(VisualCheck.UNEXPLAINED);
      }
    }
    return changes.stream().distinct().toList();
  }

  /**
   * A file's bytes, as far as they can be told from others.
   *
   * @param length bytes
   * @param modified when it was written to, as its owner may set it
   * @param changed when anything of it was changed, as the system sets it; empty where the system
   *     does not tell
   * @param key what the system knows it by; empty where it has nothing of the kind
   * @param sm3 digest, lower-case hex; empty if it was not taken
   */
  public record Bytes(
      long length,
      FileTime modified,
      Optional<FileTime> changed,
      Optional<String> key,
      Optional<String> sm3) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Of a file as it is.
     *
     * @param digested whether its digest is taken
     * @throws FileException.InputUnreadable if it cannot be read
     */
    public static Bytes of(Path file, boolean digested) throws SigningException {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        // A device has no end.
        boolean whole = digested && found.isRegularFile();
        return new Bytes(
            found.size(),
            found.lastModifiedTime(),
            changed(file),
            Optional.ofNullable(found.fileKey()).map(Object::toString),
            whole ? Optional.of(digest(file, found.size())) : Optional.empty());
      } catch (IOException e) {
        throw new FileException.InputUnreadable(file, "cannot be read", e);
      }
    }

    private static Optional<FileTime> changed(Path file) throws IOException {
      return file.getFileSystem().supportedFileAttributeViews().contains("unix")
          ? Optional.of((FileTime) Files.getAttribute(file, "unix:ctime"))
          : Optional.empty();
    }

    private static String digest(Path file, long length) throws IOException {
      MessageDigest digest = new NativeSm3(Hashing.jca()).start("SM3", length);
      try (InputStream in = Files.newInputStream(file)) {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Reads the file and compares its digest; where none was taken, what the system tells of it.
     *
     * @return what the file is now, with its digest
     * @throws FileException.VerifiedChanged if these are other bytes
     * @throws FileException.InputUnreadable if it cannot be read
     */
    public Bytes requireSame(Path file) throws SigningException {
      Bytes now = of(file, true);
      boolean same = sm3.isPresent() ? sm3.equals(now.sm3) : untouched(now);
      if (!same) {
        throw new FileException.VerifiedChanged(file);
      }
      return now;
    }

    /**
     * The same without reading it.
     *
     * @throws FileException.VerifiedChanged if anybody touched it
     * @throws FileException.InputUnreadable if it is not there any more
     */
    public void requireUntouched(Path file) throws SigningException {
      if (!untouched(of(file, false))) {
        throw new FileException.VerifiedChanged(file);
      }
    }

    private boolean untouched(Bytes now) {
      return length == now.length
          && modified.equals(now.modified)
          && changed.equals(now.changed)
          && key.equals(now.key);
    }
  }

  /**
   * One signature.
   *
   * @param signed what the PDF says
   * @param evidence what was recomputed from the evidence
   * @param assurance demo if anything rests on a demo CA or a simulator
   * @param digests every digest of the event certificate, recomputed; empty without one
   * @param evidenceReasons reason codes of what keeps the evidence from being proven
   * @param hazards what in the signed revision could show something else later
   * @param seen what was seen of the pages; null unless it was asked for
   * @param ink the handwriting that was signed; null unless it was opened
   */
  public record Entry(
      Report.Signed signed,
      EvidenceReport evidence,
      Report.Assurance assurance,
      List<EvidenceDigest> digests,
      List<String> evidenceReasons,
      List<Hazard> hazards,
      VisualCheck.@Nullable Seen seen,
      @Nullable Ink ink) {
    /** Copies the lists. */
    public Entry {
      digests = List.copyOf(digests);
      evidenceReasons = List.copyOf(evidenceReasons);
      hazards = List.copyOf(hazards);
    }

    Entry with(VisualCheck.Seen pages) {
      return new Entry(signed, evidence, assurance, digests, evidenceReasons, hazards, pages, ink);
    }

    /** Whether it is a timestamp over the document: nobody signed by it. */
    public boolean isDocumentTimestamp() {
      return signed.time().kind() == Report.TimeKind.DOCUMENT_TIMESTAMP
          && signed.profile().equals("other");
    }

    /** Every reason code. */
    public List<String> reasons() {
      List<String> reasons = new ArrayList<>(signed.reasons());
      reasons.addAll(evidenceReasons);
      if (seen != null && seen.unexplained()) {
        reasons.add(VisualCheck.UNEXPLAINED);
      }
      return reasons;
    }

    /**
     * Whether a trusted event certificate binds the evidence, and the signature is intact. Only
     * then does it prove anything that something agrees.
     */
    public boolean vouched() {
      return EvidenceReport.vouched(signed);
    }

    /** What a reader is told of the evidence: words by the key of their name. */
    public Map<String, String> words(Texts texts) {
      Map<String, String> words = new LinkedHashMap<>();
      if (evidence.present() && evidence.bound() && !vouched()) {
        words.put("evidence", texts.get("report.evidence.unvouched"));
      }
      words.putAll(evidence.words(texts));
      return words;
    }

    /**
     * What the authority of an event certificate added to the signer's name, for example {@code
     * O=Example}: the authority's word, which the request did not ask for.
     */
    public List<String> addedByCa() {
      X509Certificate certificate = signed.certificate();
      return signed.binding() == null || certificate == null
          ? List.of()
          : EventProfile.added(certificate);
    }

    /** What only the station says, compared with nothing: values by their paths in the manifest. */
    public Map<String, String> claims() {
      return ManifestReview.claims(signed, evidence);
    }

    /** What is noted without deciding the verdict: stable codes, each with its place. */
    public List<String> warnings() {
      List<String> warnings = new ArrayList<>(signed.warnings());
      hazards.stream().filter(Hazard::isWarning).map(Hazard::text).forEach(warnings::add);
      return warnings;
    }
  }
}
