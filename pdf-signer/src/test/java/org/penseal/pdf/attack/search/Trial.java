// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.SigningOrder;
import org.penseal.pdf.attack.search.Strangers.Judge;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.revocation.PathJudge;

/** Writes a drawn document, verifies it, and asks strangers about it. One thread. */
final class Trial implements AutoCloseable {
  /**
   * What came of one.
   *
   * @param verdict of the file; null if it was refused
   * @param judged whether strangers were asked
   * @param fault what must not be; empty if all is well
   */
  record Outcome(Report.Verdict verdict, boolean judged, String fault) {}

  /** What may leave an honest update open; a drawn one is put anywhere, over words, too. */
  private static final Set<String> OPEN =
      Set.of(
          // It lies over what was signed.
          "addition-covers-content",
          "annotation-may-hide-content",
          // Its page paints names that lead nowhere.
          "content-read-differently",
          // Its look, or one that was there, is on a layer.
          "addition-not-looked-at",
          // The state of a button was drawn with more than a mark.
          "field-appearance-not-readable");

  private final Keys keys;
  private final PdfVerifier verifier;
  private final Strangers strangers;
  private final Path signed;
  private final Path file;
  private byte[] drawnBefore = new byte[0];
  private SigningOrder order = SigningOrder.NONE;
  private final Map<Judge, Optional<Seen>> seenBefore = new EnumMap<>(Judge.class);

  Trial(Keys keys, Path folder) throws Exception {
    this.keys = keys;
    this.verifier =
        new PdfVerifier(
            keys.trusted(),
            SigningBench.HASHING,
            Suite.DEFAULT_SM2_ID,
            PathJudge.Sources.NONE,
            evidence -> order);
    this.strangers = new Strangers(Files.createDirectories(folder.resolve("seen")));
    this.signed = folder.resolve("signed.pdf");
    this.file = folder.resolve("file.pdf");
  }

  /** The file that was tried last. */
  Path file() {
    return file;
  }

  /** What was seen before is seen anew. */
  void forget() {
    drawnBefore = new byte[0];
  }

  Outcome of(Drawn drawn) throws Exception {
    LayeredFile made = new LayeredFile(keys);
    made.add(drawn.layers().getFirst());
    byte[] before = made.bytes();
    // What the evidence of a signature states, where it has any: what came in is the first layer.
    order = new SigningOrder(before.length, List.of());
    boolean cameIn = drawn.layers().getFirst().signature() == 0;
    for (Layer each : drawn.layers().subList(1, drawn.layers().size())) {
      made.add(each);
    }
    byte[] bytes = made.bytes();
    Files.write(file, bytes);
    Optional<Report> report = report(file);
    Report.Verdict verdict = report.map(Report::verdict).orElse(null);
    if (drawn.honest()) {
      return honest(drawn, before, report);
    }
    if (verdict != Report.Verdict.VALID || bytes.length == before.length) {
      return new Outcome(verdict, false, "");
    }
    Files.write(signed, before);
    Optional<Report> then = report(signed).filter(each -> !each.signatures().isEmpty());
    if (then.isEmpty() && !cameIn) {
      return new Outcome(verdict, false, ""); // what was drawn holds no signature
    }
    if (!cameIn
        && !isSame(then.get().signatures().getFirst(), report.get().signatures().getFirst())) {
      return new Outcome(verdict, false, "the first signature is gone");
    }
    // Signatures are not the same twice; what is drawn of the document is.
    byte[] drawing = drawn.layers().getFirst().toString().getBytes();
    if (!Arrays.equals(drawing, drawnBefore)) {
      drawnBefore = drawing;
      seenBefore.clear();
    }
    for (Judge judge : Judge.present()) {
      Optional<Seen> old = seenBefore.get(judge);
      if (old == null) {
        old = strangers.see(judge, signed);
        seenBefore.put(judge, old);
      }
      Optional<Seen> now = old.isEmpty() ? Optional.empty() : strangers.see(judge, file);
      Optional<String> found = Optional.empty();
      if (now.isPresent()) {
        Named named = Named.of(report.get().signatures().getFirst(), drawn, now.get());
        found = Oracle.difference(old.get(), now.get(), named);
      }
      if (found.isPresent()) {
        return new Outcome(verdict, true, judge + ": " + found.get());
      }
    }
    return new Outcome(verdict, true, "");
  }

  private static boolean isSame(Report.Signed one, Report.Signed other) {
    return one.claim().equals(other.claim())
        && Objects.equals(one.by().certificate(), other.by().certificate());
  }

  private Outcome honest(Drawn drawn, byte[] before, Optional<Report> report) throws Exception {
    Report.Verdict verdict = report.map(Report::verdict).orElse(null);
    boolean open = verdict == Report.Verdict.INDETERMINATE && OPEN.containsAll(reasons(report));
    if (verdict == Report.Verdict.VALID || open) {
      return new Outcome(verdict, false, "");
    }
    Files.write(signed, before);
    boolean sound =
        report(signed).filter(each -> each.verdict() == Report.Verdict.VALID).isPresent();
    return new Outcome(verdict, false, sound ? "an honest update is refused: " + told(report) : "");
  }

  private static Set<String> reasons(Optional<Report> report) {
    return report.stream()
        .flatMap(each -> each.signatures().stream())
        .flatMap(each -> each.reasons().stream())
        .collect(Collectors.toSet());
  }

  private Optional<Report> report(Path path) {
    try {
      return Optional.of(verifier.verify(path, null, Instant.now()));
    } catch (SigningException e) {
      return Optional.empty();
    }
  }

  /** What the verdict on the file that was tried last says. */
  String told() {
    return told(report(file));
  }

  private static String told(Optional<Report> report) {
    if (report.isEmpty()) {
      return "no report";
    }
    StringBuilder text = new StringBuilder(report.get().verdict().name());
    for (Report.Signed each : report.get().signatures()) {
      List<String> changes =
          each.changes().steps().stream()
              .flatMap(step -> step.changes().stream())
              .map(change -> change.text() + " " + change.objects() + change.pages())
              .toList();
      text.append("\n  ").append(each.field()).append(each.reasons()).append(changes);
    }
    return text.toString();
  }

  @Override
  public void close() {
    strangers.close();
  }
}
