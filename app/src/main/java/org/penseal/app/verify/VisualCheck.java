// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.Report;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.pdf.visual.PageLook;
import org.penseal.pdf.visual.SignatureLook;
import org.penseal.pdf.visual.VisualComparison;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * The side that the eye sees: the page of each signature, and pages as signed beside pages as they
 * are. Done for a report only, since drawing takes its time.
 */
public final class VisualCheck {
  /** Reason code: pages look different, and no change that was found explains it. */
  public static final String UNEXPLAINED = "unexplained-visual-change";

  /**
   * Signatures that are drawn: the first ones, since what follows a later one follows them, too.
   */
  public static final int MOST_SIGNATURES = 12;

  private VisualCheck() {}

  /**
   * What was seen of one signature.
   *
   * @param signature where it stands; null without a page
   * @param pages the pages compared; empty if nothing follows
   */
  public record Seen(@Nullable SignatureLook signature, List<PageLook> pages) {
    /** Copies the list. */
    public Seen {
      pages = List.copyOf(pages);
    }

    /** Whether any page looks different for no known reason. */
    public boolean unexplained() {
      return pages.stream().anyMatch(page -> !page.unexplained().isEmpty());
    }
  }

  /**
   * Looks at a verified PDF; what is no PDF stays as it is. Pages for which no time is left are
   * told as not drawn or not compared.
   *
   * @param password or null
   * @return the same with what was seen, and with the time that is left now; not valid any more if
   *     something is unexplained
   * @throws FileException.VerifiedChanged if the file was changed since it was verified
   * @throws FileException.InputUnreadable if it is not there any more
   */
  public static VerifiedFile of(VerifiedFile verified, @Nullable String password)
      throws SigningException {
    verified.bytes().requireUntouched(verified.file());
    if (verified.signatures().stream().allMatch(entry -> entry.signed().field().isEmpty())) {
      return verified;
    }
    List<VerifiedFile.Entry> entries = new ArrayList<>();
    Report.Verdict verdict = verified.verdict();
    Deadline whole = Deadline.in(verified.left());
    Deadline comparing = TimeLimit.comparing(verified.left());
    for (VerifiedFile.Entry entry : verified.signatures()) {
      if (entries.size() >= MOST_SIGNATURES) {
        entries.add(entry);
        continue;
      }
      Seen seen = seen(verified.file(), entry, password, comparing);
      entries.add(entry.with(seen));
      if (seen.unexplained() && verdict == Report.Verdict.VALID) {
        verdict = Report.Verdict.INDETERMINATE;
      }
    }
    verified.bytes().requireUntouched(verified.file());
    return new VerifiedFile(
        verified.file(), verified.bytes(), verdict, entries, verified.reason(), whole.left());
  }

  private static Seen seen(
      Path file, VerifiedFile.Entry entry, @Nullable String password, Deadline deadline) {
    long end = signedEnd(file, entry.signed());
    if (end < 0) {
      return new Seen(null, List.of());
    }
    Optional<SignatureLook> look =
        SignatureLook.of(file, end, password, entry.signed().field(), deadline);
    List<Changes.Step> steps = entry.signed().changes().steps();
    List<PageLook> pages =
        steps.isEmpty()
            ? List.of()
            : new VisualComparison(deadline).of(file, end, password, named(steps));
    return new Seen(look.orElse(null), pages);
  }

  /** The end of the revision that was signed; -1 if it is not clear what was. */
  static long signedEnd(Path file, Report.Signed signed) {
    if (signed.field().isEmpty() || signed.coverage() == Report.Coverage.UNCLEAR) {
      return -1;
    }
    List<Changes.Step> steps = signed.changes().steps();
    try {
      return steps.isEmpty() ? Files.size(file) : steps.getFirst().fromByte();
    } catch (IOException e) {
      return -1;
    }
  }

  private static VisualComparison.Named named(List<Changes.Step> steps) {
    Set<Integer> allowed = new HashSet<>();
    Set<Integer> other = new HashSet<>();
    for (Changes.Step step : steps) {
      for (Changes.Change change : step.changes()) {
        boolean more = change.changeClass() == ChangeClass.OTHER;
        (more ? other : allowed).addAll(change.pages());
      }
    }
    return new VisualComparison.Named(allowed, other);
  }
}
