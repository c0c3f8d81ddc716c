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
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningOrder;
import org.penseal.pdf.cos.Placeholder;
import org.penseal.pdf.history.History;
import org.penseal.pdf.history.SigningRevision;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/**
 * The update that holds a signature. The bound digest covers the document that came in; that the
 * signer's own update did no more to it than to add the signature is a question of its own. Where
 * nothing states how long that document was, what the update did is told and not judged: programs
 * fill a form and sign it in one update. To compare two revisions takes as long as all else.
 *
 * @param orders reads out of the evidence to what document and with which annotations a signature
 *     was ordered
 * @param all whether updates that are not judged are looked at, too
 */
record SigningCheck(Hashing hashing, SigningOrder.Reader orders, boolean all) {
  private static final int LARGEST_STREAM_BYTES = 64 << 20;
  // More than any manifest or statement has; what is longer is cut, and so read as none.
  private static final int LARGEST_RECORD_BYTES = 8 << 20;

  /**
   * What was found.
   *
   * @param reasons codes; empty if all is well
   * @param changes everything that the update did; null if it was not looked at
   */
  record Finding(List<String> reasons, @Nullable List<Changes.Change> changes) {
    static final Finding NONE = new Finding(List.of(), null);
  }

  /**
   * Looks at the update of one signature.
   *
   * @param history of the file, while it is open
   */
  Finding of(
      History history,
      @Nullable ByteRange range,
      @Nullable EvidenceBinding binding,
      @Nullable EvidenceStreams evidence)
      throws IOException {
    if (range == null) {
      return Finding.NONE;
    }
    SigningOrder order = evidence == null ? SigningOrder.NONE : orders.of(evidence);
    long stated = order.documentLength();
    boolean claimed = binding == null && stated > 0;
    long length = binding == null ? stated : binding.documentLength();
    if ((claimed || binding != null) && length < range.end()) {
      return judged(history, length, range.end(), order);
    }
    return all ? new Finding(List.of(), history.update(range.end())) : Finding.NONE;
  }

  private Finding judged(History history, long length, long end, SigningOrder order)
      throws IOException {
    Optional<SigningRevision> found = history.signing(length, end, hashing);
    if (found.isEmpty()) {
      return new Finding(List.of("signing-revision-not-analysed"), List.of());
    }
    List<String> reasons = new ArrayList<>(found.get().doubts());
    if (!found.get().isOnlySigning(order.notes())) {
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
