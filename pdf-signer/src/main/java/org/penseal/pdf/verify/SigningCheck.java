// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Changes;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.OrderedNotes;
import org.penseal.pdf.Report;
import org.penseal.pdf.cos.Placeholder;
import org.penseal.pdf.history.History;
import org.penseal.pdf.history.SigningRevision;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/**
 * The update that holds a signature. The bound digest covers the document that came in; that the
 * signer's own update did no more to it than to add the signature is a question of its own. Where
 * nothing states how long that document was, what the update did is told and not judged: programs
 * fill a form and sign it in one update.
 *
 * @param notes reads out of the evidence which annotations may come with the signature
 */
record SigningCheck(Hashing hashing, OrderedNotes notes) {
  private static final int LARGEST_STREAM_BYTES = 64 << 20;
  // More than any manifest or statement has; what is longer is cut, and so read as none.
  private static final int LARGEST_RECORD_BYTES = 8 << 20;

  /**
   * What was found.
   *
   * @param reasons codes; empty if all is well
   * @param changes everything that the update did
   */
  record Finding(List<String> reasons, List<Changes.Change> changes) {
    static final Finding NONE = new Finding(List.of(), List.of());
  }

  Finding of(
      History history,
      @Nullable ByteRange range,
      @Nullable EvidenceBinding binding,
      @Nullable EvidenceStreams evidence)
      throws IOException {
    if (range == null) {
      return Finding.NONE;
    }
    if (binding == null || binding.documentLength() >= range.end()) {
      return new Finding(List.of(), history.update(range.end()));
    }
    Optional<SigningRevision> found =
        history.signing(binding.documentLength(), range.end(), hashing);
    if (found.isEmpty()) {
      return new Finding(List.of("signing-revision-not-analysed"), List.of());
    }
    List<InkNote> ordered = evidence == null ? List.of() : notes.of(evidence);
    List<String> reasons = new ArrayList<>(found.get().doubts());
    if (!found.get().isOnlySigning(ordered)) {
      reasons.addFirst(Report.Signed.CHANGED_WHILE_SIGNING);
    }
    return new Finding(reasons, found.get().changes());
  }

  /** The private streams of a signature dictionary; null unless all three are there. */
  static @Nullable EvidenceStreams evidence(COSDictionary signature) {
    COSDictionary held = signature.getCOSDictionary(COSName.getPDFName(Placeholder.EVIDENCE));
    if (held == null) {
      return null;
    }
    Optional<Octets> manifest = stream(held, Placeholder.MANIFEST, LARGEST_RECORD_BYTES);
    Optional<Octets> statement = stream(held, Placeholder.STATEMENT, LARGEST_RECORD_BYTES);
    Optional<Octets> ink = stream(held, Placeholder.SEALED_INK, LARGEST_STREAM_BYTES);
    if (manifest.isEmpty() || statement.isEmpty() || ink.isEmpty()) {
      return null;
    }
    return new EvidenceStreams(manifest.get(), statement.get(), ink.get());
  }

  private static Optional<Octets> stream(COSDictionary dictionary, String name, int mostBytes) {
    if (!(dictionary.getDictionaryObject(COSName.getPDFName(name)) instanceof COSStream stream)) {
      return Optional.empty();
    }
    try (InputStream in = stream.createInputStream()) {
      byte[] bytes = in.readNBytes(mostBytes);
      return Optional.of(Octets.of(bytes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
