// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.verify.Article13;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.pdf.visual.SignatureLook;

/** One signature, question by question. */
final class SignaturePart {
  private final Wording words;
  private final VerifiedFile.Entry entry;
  private final Report.Signed signed;
  private final int number;
  private final @Nullable Manifest manifest;

  SignaturePart(Wording words, VerifiedFile.Entry entry, int number) {
    this.words = words;
    this.entry = entry;
    this.signed = entry.signed();
    this.number = number;
    this.manifest = manifest(signed.evidence());
  }

  private static @Nullable Manifest manifest(@Nullable EvidenceStreams streams) {
    try {
      return streams == null ? null : Manifest.decode(streams.manifest().bytes());
    } catch (IOException e) {
      // The evidence's own check reports it.
      return null;
    }
  }

  Block block() {
    List<Block> blocks = new ArrayList<>();
    if (entry.isDocumentTimestamp()) {
      blocks.add(part("judge.when", when()));
    } else {
      blocks.add(what());
      blocks.add(part("judge.who", new PersonPart(words, entry, manifest).facts()));
      blocks.add(part("judge.when", when()));
      blocks.add(part("judge.device", new DevicePart(words, entry, manifest).facts()));
    }
    blocks.add(new SincePart(words, entry).block());
    if (!entry.isDocumentTimestamp()) {
      blocks.add(new EvidencePart(words, entry).block());
      HandwritingPart.of(words, entry).ifPresent(blocks::add);
      blocks.add(article13());
    }
    blocks.add(warnings());
    blocks.add(new DetailPart(words, entry, manifest).block());
    String key = entry.isDocumentTimestamp() ? "judge.stamp" : "report.signature";
    return new Block.Part(1, words.say(key, number, signed.signer()), blocks);
  }

  private Block part(String title, List<Block.Fact> facts) {
    return new Block.Part(2, words.say(title), List.of(new Block.Facts(facts)));
  }

  private Block what() {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(
        new Block.Fact(
            words.say("report.integrity"),
            words.say("report.integrity." + JsonReport.word(signed.integrity())),
            Wording.tone(signed.integrity()),
            reasons()));
    facts.add(
        Block.Fact.of(
            words.say("judge.coverage"),
            words.say("judge.coverage." + JsonReport.word(signed.coverage()))));
    List<Block> blocks = new ArrayList<>();
    SignatureLook look = entry.seen() == null ? null : entry.seen().signature();
    if (look != null) {
      facts.add(Block.Fact.of(words.say("judge.pages"), String.valueOf(look.pages())));
      String where =
          look.page() == 0
              ? words.say("judge.where.none")
              : words.say(
                  "judge.where." + (look.picture() == null ? "not-drawn" : "page"), look.page());
      facts.add(Block.Fact.of(words.say("judge.where"), where));
    }
    EvidenceBinding binding = signed.binding();
    if (binding != null) {
      facts.add(
          Block.Fact.of(
              words.say("judge.document"),
              words.say(
                  "judge.document.value",
                  String.valueOf(binding.documentLength()),
                  binding.documentDigest().hex())));
    }
    blocks.add(new Block.Facts(facts));
    if (look != null && look.picture() != null) {
      String caption = words.say("judge.picture" + (signed.broken() ? ".broken" : ""), look.page());
      blocks.add(new Block.Pictures(List.of(new Block.Picture(caption, look.picture()))));
    }
    return new Block.Part(2, words.say("judge.what"), blocks);
  }

  private String reasons() {
    return String.join(
        " ", signed.integrityReasons().stream().map(words::code).distinct().toList());
  }

  private List<Block.Fact> when() {
    Report.Time time = signed.time();
    Instant at = time.at();
    List<Block.Fact> facts = new ArrayList<>();
    String name = words.say("judge.proven");
    if (at == null) {
      facts.add(new Block.Fact(name, words.say("judge.proven.none"), Tone.OPEN, ""));
    } else {
      String key = time.ok() ? "judge.proven.value" : "judge.proven.bad";
      String value = words.say(key, words.time(at), time.tsa());
      facts.add(new Block.Fact(name, value, time.ok() ? Tone.YES : Tone.OPEN, ""));
    }
    if (signed.signedAt() != null) {
      facts.add(
          new Block.Fact(
              words.say("judge.claimed"),
              words.time(signed.signedAt()),
              Tone.PLAIN,
              words.say("judge.claimed.note")));
    }
    return facts;
  }

  private Block article13() {
    List<Block.Point> points = new ArrayList<>();
    for (Article13.Clause clause : Article13.of(entry)) {
      List<String> facts =
          clause.facts().stream()
              .map(
                  fact ->
                      words.say("article13.fact." + fact.key())
                          + ": "
                          + words.say("article13.answer." + fact.answer()))
              .toList();
      points.add(
          new Block.Point(
              Wording.tone(clause.answer()),
              words.say("article13.clause." + clause.number())
                  + " · "
                  + words.say("article13.answer." + clause.answer()),
              String.join("; ", facts)));
    }
    return new Block.Part(2, words.say("judge.article13"), List.of(new Block.Points(points)));
  }

  private Block warnings() {
    List<Block.Point> warnings = new ArrayList<>();
    signed.warnings().forEach(w -> warnings.add(new Block.Point(Tone.OPEN, words.code(w), w)));
    List<Block.Point> notes = new ArrayList<>();
    for (Hazard hazard : entry.hazards()) {
      List<Block.Point> list = hazard.isWarning() ? warnings : notes;
      Tone tone = hazard.isWarning() ? Tone.OPEN : Tone.PLAIN;
      list.add(new Block.Point(tone, words.hazard(hazard), hazard.text()));
    }
    List<Block> blocks = new ArrayList<>();
    if (warnings.isEmpty()) {
      blocks.add(new Block.Words(words.say("judge.warnings.none")));
    } else {
      blocks.add(new Block.Words(words.say("judge.warnings.intro")));
      blocks.add(new Block.Points(words.first(warnings)));
    }
    if (!notes.isEmpty()) {
      blocks.add(
          new Block.Folded(
              words.say("judge.notes"), List.of(new Block.Points(words.first(notes)))));
    }
    return new Block.Part(2, words.say("judge.warnings"), blocks);
  }
}
