// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VisualCheck;
import org.penseal.pdf.visual.PageSheets;

/**
 * Puts what was verified into words, in the order of a judge's questions: is it valid, what was
 * signed, by whom, when, on what, what was changed since.
 *
 * <p>The same input gives the same report.
 */
public final class Composer {
  private static final int PICTURES_IN_A_ROW = 2;

  private final Wording words;

  /**
   * @param texts language of the report, and zone of the times in it
   */
  public Composer(Texts texts) {
    this.words = new Wording(texts);
  }

  /**
   * What the report tells of itself and of its file.
   *
   * @param made when it is made
   * @param maker name and version of the program
   * @param lengthBytes length of the file
   * @param sm3 its digest, hex
   * @param sheets its pages
   * @param signer who signs the report itself; empty if it is not signed
   */
  public record Circumstances(
      Instant made,
      String maker,
      long lengthBytes,
      String sm3,
      PageSheets sheets,
      Optional<String> signer) {
    private static final DateTimeFormatter NUMBER =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** The number of the report: when it was made (UTC), and the file's first eight figures. */
    String number() {
      return NUMBER.format(made) + "-" + sm3.substring(0, 8);
    }
  }

  /** The whole report. */
  public JudgeReport of(VerifiedFile verified, Circumstances circumstances) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new FirstScreen(words, verified).block());
    int number = 1;
    for (VerifiedFile.Entry entry : verified.signatures()) {
      blocks.add(new SignaturePart(words, entry, number++).block());
    }
    pages(circumstances.sheets()).ifPresent(blocks::add);
    blocks.add(limits(verified));
    blocks.add(file(circumstances));
    String name = String.valueOf(verified.file().getFileName());
    return new JudgeReport(
        words.texts().locale().toLanguageTag(),
        words.say("report.title"),
        words.say("judge.number", circumstances.number()),
        name,
        blocks);
  }

  private Optional<Block> pages(PageSheets sheets) {
    List<Block.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < sheets.pictures().size(); i++) {
      pictures.add(new Block.Picture(words.say("judge.page", i + 1), sheets.pictures().get(i)));
    }
    if (sheets.pages() == 0) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    if (pictures.isEmpty()) {
      blocks.add(new Block.Words(words.say("judge.sheets.none")));
    }
    for (int i = 0; i < pictures.size(); i += PICTURES_IN_A_ROW) {
      int end = Math.min(pictures.size(), i + PICTURES_IN_A_ROW);
      blocks.add(new Block.Pictures(pictures.subList(i, end)));
    }
    if (!pictures.isEmpty() && pictures.size() < sheets.pages()) {
      blocks.add(new Block.Words(words.say("judge.sheets.more", pictures.size(), sheets.pages())));
    }
    return Optional.of(new Block.Folded(words.say("judge.sheets", sheets.pages()), blocks));
  }

  private Block limits(VerifiedFile verified) {
    List<Block.Point> points = new ArrayList<>();
    for (int i = 1; words.texts().has("judge.limits." + i); i++) {
      points.add(new Block.Point(Tone.PLAIN, words.say("judge.limits." + i), ""));
    }
    boolean drawn = verified.signatures().stream().anyMatch(entry -> entry.seen() != null);
    if (drawn && verified.signatures().size() > VisualCheck.MOST_SIGNATURES) {
      String text = words.say("judge.limits.signatures", VisualCheck.MOST_SIGNATURES);
      points.add(new Block.Point(Tone.OPEN, text, ""));
    }
    return new Block.Part(1, words.say("judge.limits"), List.of(new Block.Points(points)));
  }

  private Block file(Circumstances circumstances) {
    String bytes = words.say("judge.bytes", String.valueOf(circumstances.lengthBytes()));
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(Block.Fact.of(words.say("judge.size"), bytes));
    facts.add(Block.Fact.of(words.say("judge.digest"), circumstances.sm3()));
    facts.add(Block.Fact.of(words.say("judge.made"), words.time(circumstances.made())));
    facts.add(Block.Fact.of(words.say("judge.maker"), circumstances.maker()));
    circumstances
        .signer()
        .ifPresent(name -> facts.add(Block.Fact.of(words.say("judge.report-signer"), name)));
    return new Block.Facts(facts);
  }
}
