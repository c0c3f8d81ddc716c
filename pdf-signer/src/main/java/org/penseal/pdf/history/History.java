// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.change.RevisionChanges;
import org.penseal.pdf.cover.Addition;
import org.penseal.pdf.cover.Covering;
import org.penseal.pdf.raw.Content;
import org.penseal.pdf.raw.Note;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.revision.Revision;
import org.penseal.signature.Hashing;

/** The revisions of a file from the first signed one on, and what each changed. */
public final class History {
  private static final Pattern END =
      Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF(\\r\\n|\\r|\\n)?");
  // A chain of unsigned updates longer than this is analysed in one step.
  private static final int MOST_UNSIGNED_REVISIONS = 256;
  private static final int LARGEST_SCANNED_TAIL = 64 << 20;

  private static final Changes.Change NOT_ANALYSED =
      new Changes.Change(
          ChangeClass.OTHER, "signing-revision-not-analysed", "", List.of(), List.of());

  private final RevisionFile file;
  private final Deadline drawing;
  private final NavigableMap<Long, Update> steps = new TreeMap<>();
  private final NavigableMap<Long, Update> overall = new TreeMap<>();

  // The only revision from the first signed one on, as it was parsed for its signatures.
  private @Nullable Revision only;
  private List<Note> notes = List.of();

  private History(RevisionFile file, Deadline drawing) {
    this.file = file;
    this.drawing = drawing;
  }

  /**
   * Analyses.
   *
   * @param ends the ends of signed revisions
   * @param whole the whole file, parsed without any repair, which the caller closes when nothing is
   *     asked any more; null if it needed some
   * @param drawing until when covered content is searched for, for all signatures together
   */
  public static History of(
      Path file,
      FileBytes bytes,
      SortedSet<Long> ends,
      @Nullable String password,
      @Nullable PDDocument whole,
      Deadline drawing)
      throws IOException {
    History history = new History(RevisionFile.of(file, bytes, password), drawing);
    if (ends.isEmpty()) {
      return history;
    }
    TreeSet<Long> boundaries = new TreeSet<>(ends);
    boundaries.addAll(unsigned(bytes, ends.first()));
    boundaries.add(bytes.length());
    long first = boundaries.first();
    if (boundaries.size() == 1 && whole != null && history.file.isPlain(first)) {
      Revision only = new Revision(first, whole, password);
      history.only = only;
      history.notes = history.file.raw().notes(0, first, only.objectStreams());
      return history;
    }
    history.walk(ends, boundaries);
    return history;
  }

  // Every revision is opened once, the last one first: two allowed steps must not undo each
  // other's explanation, so each signed revision is held against the file as it is, too.
  private void walk(SortedSet<Long> ends, SortedSet<Long> boundaries) throws IOException {
    long length = file.bytes().length();
    long from = boundaries.first();
    Optional<Revision> last = from == length ? Optional.empty() : file.revision(length);
    Optional<Revision> before = file.revision(from);
    Map<Long, Overall> signed = new TreeMap<>();
    try {
      Content streams = before.map(Revision::objectStreams).orElse(null);
      notes = new ArrayList<>(file.raw().notes(0, from, streams));
      if (streams != null) {
        notes.addAll(file.raw().inside(from, streams));
      }
      for (long to : new TreeSet<>(boundaries).tailSet(from, false)) {
        Optional<Revision> after = to == length ? last : file.revision(to);
        if (after.isEmpty() && !ends.contains(to) && to != length) {
          continue; // an end mark inside a stream
        }
        if (to < length && file.raw().isPromised(to)) {
          notes.add(new Note("cross-reference-ambiguous", ""));
        }
        Step step = step(before, after, from, to);
        steps.put(from, step.update);
        if (ends.contains(from) && before.isPresent() && last.isPresent()) {
          RevisionChanges known = to == length ? step.changes : null;
          overall(before.get(), last.get(), known).ifPresent(all -> signed.put(all.from(), all));
        }
        RevisionFile.close(before);
        before = to == length ? Optional.empty() : after;
        from = to;
      }
    } finally {
      RevisionFile.close(before);
      RevisionFile.close(last);
    }
    signed.forEach((end, all) -> overall.put(end, all.untold(steps.tailMap(end, true).values())));
  }

  private Optional<Overall> overall(Revision signed, Revision last, @Nullable RevisionChanges known)
      throws IOException {
    long end = signed.end();
    if (file.bytes().blank(end, last.end())) {
      return Optional.empty();
    }
    Set<Long> sections = file.raw().sectionStarts(last.end());
    return Optional.of(
        Overall.of(
            signed, last, sections, known, additions -> covered(end, last.end(), additions)));
  }

  // Drawing completes entries of what it draws: both are opened for it alone.
  private List<Changes.Change> covered(long end, long to, List<Addition> additions)
      throws IOException {
    Optional<Revision> signed = file.drawn(end);
    Optional<Revision> now = file.drawn(to);
    try {
      if (signed.isEmpty() || now.isEmpty()) {
        return Update.other(end, to, "revision-not-analysed").changes();
      }
      return Covering.of(signed.get(), now.get(), additions, drawing);
    } finally {
      RevisionFile.close(signed);
      RevisionFile.close(now);
    }
  }

  /** What readers may read differently in the first signed revision and what it follows. */
  public List<Note> notes() {
    return notes;
  }

  /** Every revision that follows one, and what only all of them together show. */
  public List<Update> after(long end) {
    List<Update> updates = new ArrayList<>(steps.tailMap(end, true).values());
    Update all = overall.get(end);
    if (all == null || all.changes().isEmpty()) {
      return updates;
    }
    if (updates.size() == 1) {
      return List.of(updates.getFirst().with(all.changes()));
    }
    updates.add(all);
    return updates;
  }

  /**
   * What the revision of the signature itself did to the document that came in.
   *
   * @param from N, the length of that document
   * @param to end of the signed revision
   * @return empty if that document cannot be opened by itself
   */
  public Optional<SigningRevision> signing(long from, long to, Hashing hashing) throws IOException {
    Optional<Revision> before = file.revision(from);
    Optional<Revision> after = file.revision(to);
    try {
      return isWrittenBehind(before, after)
          ? Optional.of(SigningRevision.of(file, before.get(), after.get(), hashing))
          : Optional.empty();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // PDFBox meets a hostile structure with whatever exception comes first.
      return Optional.empty();
    } finally {
      RevisionFile.close(before);
      RevisionFile.close(after);
    }
  }

  /**
   * What the update that ends there did, where only end marks tell what it was written behind.
   *
   * @param end of a signed revision
   * @return empty if it is the first revision
   */
  public List<Changes.Change> update(long end) throws IOException {
    for (Update step : steps.values()) {
      if (step.to() == end) {
        return step.changes();
      }
    }
    OptionalLong from = PreviousEnd.of(file.bytes(), file.raw().sectionStarts(end));
    return from.isEmpty() ? List.of() : between(from.getAsLong(), end);
  }

  // The file as it was parsed for the signatures is compared with a revision parsed alike.
  private List<Changes.Change> between(long from, long to) throws IOException {
    boolean held = only != null;
    Optional<Revision> before = held ? file.drawn(from) : file.revision(from);
    Optional<Revision> after = held ? Optional.ofNullable(only) : file.revision(to);
    try {
      return isWrittenBehind(before, after)
          ? RevisionChanges.of(before.get(), after.get(), file.raw().sectionStarts(to)).changes()
          : List.of(NOT_ANALYSED);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // PDFBox meets a hostile structure with whatever exception comes first.
      return List.of(NOT_ANALYSED);
    } finally {
      RevisionFile.close(before);
      if (!held) {
        RevisionFile.close(after);
      }
    }
  }

  private static boolean isWrittenBehind(Optional<Revision> before, Optional<Revision> after) {
    return before.isPresent() && after.isPresent() && after.get().startXref() >= before.get().end();
  }

  /** What one revision did, and where it could be compared with the one before it, how. */
  private record Step(Update update, @Nullable RevisionChanges changes) {}

  private Step step(Optional<Revision> before, Optional<Revision> after, long from, long to)
      throws IOException {
    FileBytes bytes = file.bytes();
    if (bytes.blank(from, to)) {
      boolean found = file.raw().leadsToSections(to);
      String code = "cross-reference-not-readable";
      return new Step(found ? new Update(from, to, List.of()) : Update.other(from, to, code), null);
    }
    if (before.isEmpty() || after.isEmpty() || !bytes.endsRevision(to)) {
      boolean mark = bytes.endsRevision(to);
      String code = mark ? "revision-not-analysed" : "bytes-after-signed-revision";
      return new Step(Update.other(from, to, code), null);
    }
    if (after.get().startXref() < from) {
      return new Step(Update.other(from, to, "bytes-after-signed-revision"), null);
    }
    try {
      List<Changes.Change> changes = file.readDifferently(before.get(), after.get(), false);
      RevisionChanges found =
          RevisionChanges.of(before.get(), after.get(), file.raw().sectionStarts(to));
      changes.addAll(found.changes());
      return new Step(new Update(from, to, changes), found);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // PDFBox meets a hostile structure with whatever exception comes first.
      return new Step(Update.other(from, to, "revision-not-analysed"), null);
    }
  }

  /** Ends of updates behind the first signature, as their own end marks tell. */
  private static List<Long> unsigned(FileBytes bytes, long from) throws IOException {
    long tail = bytes.length() - from;
    if (tail <= 0 || tail > LARGEST_SCANNED_TAIL) {
      return List.of();
    }
    String text = bytes.text(from, (int) tail);
    List<Long> ends = new ArrayList<>();
    Matcher matcher = END.matcher(text);
    while (matcher.find() && ends.size() < MOST_UNSIGNED_REVISIONS) {
      if (pointsIntoTail(matcher.group(1), from, from + matcher.start())) {
        ends.add(from + matcher.end());
      }
    }
    return ends;
  }

  private static boolean pointsIntoTail(String number, long from, long here) {
    try {
      long offset = Long.parseLong(number);
      return offset >= from && offset < here;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
