// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Report;
import org.penseal.pdf.change.RevisionChanges;
import org.penseal.pdf.cover.Addition;
import org.penseal.pdf.cover.Covering;
import org.penseal.pdf.raw.Content;
import org.penseal.pdf.raw.Note;
import org.penseal.pdf.raw.RawFile;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.revision.Revision;

/** The revisions of a file from the first signed one on, and what each changed. */
public final class History {
  private static final Pattern END =
      Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF(\\r\\n|\\r|\\n)?");
  // A chain of unsigned updates longer than this is analysed in one step.
  private static final int MOST_UNSIGNED_REVISIONS = 32;
  private static final int LARGEST_SCANNED_TAIL = 64 << 20;
  // For all signatures of a file together; what is not looked at by then is told.
  private static final Duration MOST_DRAWING = Duration.ofSeconds(20);

  private final NavigableMap<Long, Update> steps = new TreeMap<>();
  private final NavigableMap<Long, Update> overall = new TreeMap<>();

  private List<Note> notes = List.of();
  private long drawingNanos;

  private History() {}

  /**
   * Analyses.
   *
   * @param ends the ends of signed revisions
   * @param whole the whole file, parsed without any repair; null if it needed some
   */
  public static History of(
      Path file,
      FileBytes bytes,
      SortedSet<Long> ends,
      @Nullable String password,
      @Nullable PDDocument whole)
      throws IOException {
    History history = new History();
    if (ends.isEmpty()) {
      return history;
    }
    TreeSet<Long> boundaries = new TreeSet<>(ends);
    boundaries.addAll(unsigned(bytes, ends.first()));
    boundaries.add(bytes.length());
    RawFile raw = new RawFile(bytes);
    long only = boundaries.first();
    if (boundaries.size() == 1 && whole != null && plain(raw, only)) {
      history.notes = raw.notes(0, only, new Revision(only, whole).objectStreams());
      return history;
    }
    Optional<Revision> before = open(file, boundaries.first(), password, raw);
    try {
      Content streams = before.map(Revision::objectStreams).orElse(null);
      history.notes = raw.notes(0, boundaries.first(), streams);
      long from = boundaries.first();
      for (long to : boundaries.tailSet(from, false)) {
        Optional<Revision> after = open(file, to, password, raw);
        boolean needed = ends.contains(to) || to == bytes.length();
        if (after.isEmpty() && !needed) {
          continue; // an end mark inside a stream
        }
        history.steps.put(from, step(bytes, raw, before, after, from, to));
        close(before);
        before = after;
        from = to;
      }
      history.overall(file, ends, password, before, raw);
    } finally {
      close(before);
    }
    return history;
  }

  // Two allowed steps must not undo each other's explanation: each signed revision is held against
  // the file as it is, too.
  private void overall(
      Path file,
      SortedSet<Long> ends,
      @Nullable String password,
      Optional<Revision> last,
      RawFile raw)
      throws IOException {
    for (long end : ends) {
      List<Update> since = List.copyOf(steps.tailMap(end, true).values());
      if (since.stream().allMatch(step -> step.changes().isEmpty()) || last.isEmpty()) {
        continue;
      }
      Optional<Revision> signed = open(file, end, password, raw);
      try {
        if (signed.isPresent()) {
          Set<Long> sections = raw.sectionStarts(last.get().end());
          overall.put(
              end,
              Overall.of(
                  signed.get(),
                  last.get(),
                  sections,
                  since,
                  additions -> covered(file, end, last.get().end(), password, raw, additions)));
        }
      } finally {
        close(signed);
      }
    }
  }

  // Drawing completes entries of what it draws: both are opened for it alone.
  private List<Report.Change> covered(
      Path file,
      long end,
      long to,
      @Nullable String password,
      RawFile raw,
      List<Addition> additions)
      throws IOException {
    Optional<Revision> signed = open(file, end, password, raw);
    Optional<Revision> now = open(file, to, password, raw);
    try {
      if (signed.isEmpty() || now.isEmpty()) {
        return Update.other(end, to, "revision-not-analysed").changes();
      }
      long start = System.nanoTime();
      Duration left = MOST_DRAWING.minusNanos(drawingNanos);
      List<Report.Change> found = Covering.of(signed.get(), now.get(), additions, left);
      drawingNanos += System.nanoTime() - start;
      return found;
    } finally {
      close(signed);
      close(now);
    }
  }

  // Whether PDFBox reads it as the cross references say.
  private static boolean plain(RawFile raw, long end) throws IOException {
    return !raw.exhausting(end) && raw.freed(end).isEmpty();
  }

  private static Optional<Revision> open(
      Path file, long end, @Nullable String password, RawFile raw) throws IOException {
    if (raw.exhausting(end)) {
      return Optional.empty();
    }
    Optional<Revision> revision = Revision.open(file, end, password);
    return revision.isEmpty() ? revision : revision.get().without(raw.freed(end));
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
  public static Optional<SigningRevision> between(
      Path file, FileBytes bytes, long from, long to, @Nullable String password, Hashing hashing)
      throws IOException {
    RawFile raw = new RawFile(bytes);
    Optional<Revision> before = open(file, from, password, raw);
    Optional<Revision> after = open(file, to, password, raw);
    try {
      if (before.isEmpty() || after.isEmpty() || after.get().startXref() < from) {
        return Optional.empty();
      }
      RevisionChanges found = RevisionChanges.of(before.get(), after.get(), raw.sectionStarts(to));
      return Optional.of(
          SigningRevision.of(found, raw(bytes, raw, after.get(), from, to), hashing));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // PDFBox meets a hostile structure with whatever exception comes first.
      return Optional.empty();
    } finally {
      close(before);
      close(after);
    }
  }

  // What readers may read differently in a later revision.
  private static List<Report.Change> raw(
      FileBytes bytes, RawFile raw, Revision after, long from, long to) throws IOException {
    List<Report.Change> changes = new ArrayList<>();
    if (!bytes.endsRevision(to)) {
      changes.addAll(Update.other(from, to, "bytes-after-signed-revision").changes());
    }
    for (Note note : raw.notes(from, to, after.objectStreams())) {
      changes.add(
          new Report.Change(
              Report.ChangeClass.OTHER,
              note.code(),
              note.object(),
              note.object().isEmpty() ? List.of() : List.of(note.object()),
              List.of()));
    }
    return changes;
  }

  private static Update step(
      FileBytes bytes,
      RawFile raw,
      Optional<Revision> before,
      Optional<Revision> after,
      long from,
      long to)
      throws IOException {
    if (bytes.blank(from, to)) {
      return new Update(from, to, List.of());
    }
    if (before.isEmpty() || after.isEmpty() || !bytes.endsRevision(to)) {
      boolean mark = bytes.endsRevision(to);
      String code = mark ? "revision-not-analysed" : "bytes-after-signed-revision";
      return Update.other(from, to, code);
    }
    if (after.get().startXref() < from) {
      return Update.other(from, to, "bytes-after-signed-revision");
    }
    try {
      List<Report.Change> changes = raw(bytes, raw, after.get(), from, to);
      changes.addAll(
          RevisionChanges.of(before.get(), after.get(), raw.sectionStarts(to)).changes());
      return new Update(from, to, changes);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // PDFBox meets a hostile structure with whatever exception comes first.
      return Update.other(from, to, "revision-not-analysed");
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

  private static void close(Optional<Revision> revision) throws IOException {
    if (revision.isPresent()) {
      revision.get().close();
    }
  }
}
