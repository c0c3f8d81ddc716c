// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.raw.Note;
import org.penseal.pdf.raw.RawFile;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.revision.Revision;

/**
 * A file whose revisions are opened one by one; whoever opens a revision closes it.
 *
 * @param raw the strict reader of the same bytes
 */
record RevisionFile(Path path, FileBytes bytes, @Nullable String password, RawFile raw) {

  static RevisionFile of(Path path, FileBytes bytes, @Nullable String password) {
    return new RevisionFile(path, bytes, password, new RawFile(bytes));
  }

  /** A revision to be compared. */
  Optional<Revision> revision(long end) throws IOException {
    return raw.exhausting(end)
        ? Optional.empty()
        : withoutFreed(Revision.exact(path, end, password), end);
  }

  /** A revision as PDFBox has it: drawing completes entries, and names are the same by text. */
  Optional<Revision> drawn(long end) throws IOException {
    return raw.exhausting(end)
        ? Optional.empty()
        : withoutFreed(Revision.open(path, end, password), end);
  }

  /** Whether PDFBox reads it as the cross references say. */
  boolean isPlain(long end) throws IOException {
    return !raw.exhausting(end) && raw.freed(end).isEmpty();
  }

  private Optional<Revision> withoutFreed(Optional<Revision> revision, long end)
      throws IOException {
    return revision.isEmpty() ? revision : revision.get().without(raw.freed(end));
  }

  static void close(Optional<Revision> revision) throws IOException {
    if (revision.isPresent()) {
      revision.get().close();
    }
  }

  /**
   * What readers may read differently in a later revision.
   *
   * @param several whether there may be others between them
   */
  List<Changes.Change> readDifferently(Revision before, Revision after, boolean several)
      throws IOException {
    long from = before.end();
    long to = after.end();
    List<Changes.Change> changes = new ArrayList<>();
    if (!bytes.endsRevision(to)) {
      changes.addAll(Update.other(from, to, "bytes-after-signed-revision").changes());
    }
    // poppler then repairs the file, out of streams, too; MuPDF takes a null for an object.
    for (long number : new TreeSet<>(after.missingSince(before, raw))) {
      changes.add(
          new Changes.Change(
              ChangeClass.LTA, "reference-to-nothing", "", List.of(number + " 0"), List.of()));
    }
    for (COSObjectKey key : after.nulledSince(before)) {
      String object = key.getNumber() + " " + key.getGeneration();
      changes.add(
          new Changes.Change(
              ChangeClass.LTA, "object-read-differently", "", List.of(object), List.of()));
    }
    if (after.decryptsDifferently() && !before.decryptsDifferently()) {
      changes.addAll(Update.other(from, to, "decrypted-differently").changes());
    }
    for (Note note : raw.notes(from, to, after.objectStreams(), several)) {
      changes.add(
          new Changes.Change(
              ChangeClass.OTHER,
              note.code(),
              note.object(),
              note.object().isEmpty() ? List.of() : List.of(note.object()),
              List.of()));
    }
    return changes;
  }
}
