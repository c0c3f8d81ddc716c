// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penseal.app.text.PageNumbers;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Report;
import org.penseal.pdf.visual.PageLook;
import org.penseal.pdf.visual.Region;

/** What was changed since, revision by revision, and how the pages look. */
record SincePart(Wording words, VerifiedFile.Entry entry) {
  private static final int MOST_REGIONS = 12;

  Block block() {
    List<Block> blocks = new ArrayList<>();
    Changes changes = entry.signed().changes();
    if (entry.signed().coverage() == Report.Coverage.UNCLEAR) {
      blocks.add(new Block.Words(words.say("judge.since.unknown")));
    } else if (changes.steps().isEmpty()) {
      boolean whole = entry.signed().coverage() == Report.Coverage.WHOLE_FILE;
      blocks.add(new Block.Words(words.say("judge.since." + (whole ? "nothing" : "unknown"))));
    }
    long reached = 0;
    for (int i = 0; i < changes.steps().size(); i++) {
      Changes.Step step = changes.steps().get(i);
      String change = words.say("report.changes." + JsonReport.word(step.changeClass()));
      // What only shows when the signed version is held against the last one.
      boolean together = step.fromByte() < reached;
      String title =
          together
              ? words.say("judge.step.together", change)
              : words.say("judge.step", i + 1, change);
      blocks.add(step(title, step));
      reached = step.toByte();
    }
    if (!entry.signed().whileSigning().isEmpty()) {
      blocks.add(
          new Block.Part(
              3, words.say("judge.since.signing"), List.of(points(entry.signed().whileSigning()))));
    }
    if (entry.seen() != null && !entry.seen().pages().isEmpty()) {
      blocks.add(new Block.Part(3, words.say("judge.visual"), List.of()));
      pages(blocks, entry.seen().pages());
    }
    return new Block.Part(2, words.say("judge.since"), blocks);
  }

  private Block step(String title, Changes.Step step) {
    String allowed = words.say("judge.step." + (step.allowed() ? "allowed" : "forbidden"));
    return new Block.Part(3, title + " · " + allowed, List.of(points(step.changes())));
  }

  private Block points(List<Changes.Change> changes) {
    Set<Block.Point> points = new LinkedHashSet<>();
    for (Changes.Change each : changes) {
      points.add(point(each));
    }
    return new Block.Points(words.first(List.copyOf(points)));
  }

  private Block.Point point(Changes.Change change) {
    String pages = String.join(", ", change.pages().stream().map(String::valueOf).toList());
    String text = words.code(change.code());
    Tone tone = change.changeClass() == ChangeClass.OTHER ? Tone.NO : Tone.PLAIN;
    // The name of a field helps the reader; keys and numbers of objects stand in the detail.
    boolean named = change.code().contains("field");
    return new Block.Point(
        tone,
        pages.isEmpty() ? text : words.say("judge.change.pages", text, pages),
        named ? change.place().replaceFirst("^page \\d+( |$)", "") : "");
  }

  private void pages(List<Block> blocks, List<PageLook> looks) {
    Map<PageLook.State, List<Integer>> plain = new EnumMap<>(PageLook.State.class);
    for (PageLook look : looks) {
      if (look.before() == null && look.after() == null) {
        plain.computeIfAbsent(look.state(), state -> new ArrayList<>()).add(look.page());
      } else {
        page(blocks, look);
      }
    }
    plain.forEach(
        (state, numbers) -> {
          String key = "judge.visual." + state + (numbers.size() == 1 ? "" : ".many");
          blocks.add(new Block.Words(words.say(key, PageNumbers.of(numbers))));
        });
  }

  private void page(List<Block> blocks, PageLook look) {
    int places = look.explained().size() + look.unexplained().size();
    List<Block.Point> points = new ArrayList<>();
    look.unexplained().stream().limit(MOST_REGIONS).forEach(r -> points.add(region(r, false)));
    look.explained().stream().limit(MOST_REGIONS).forEach(r -> points.add(region(r, true)));
    blocks.add(
        new Block.Words(
            words.say("judge.visual." + look.state(), String.valueOf(look.page()), places)));
    if (!points.isEmpty()) {
      blocks.add(new Block.Points(points));
    }
    String before = "judge.visual.before" + (entry.signed().broken() ? ".broken" : "");
    List<Block.Picture> pictures = new ArrayList<>();
    if (look.before() != null) {
      pictures.add(new Block.Picture(words.say(before, look.page()), look.before()));
    }
    if (look.after() != null) {
      pictures.add(new Block.Picture(words.say("judge.visual.after", look.page()), look.after()));
    }
    if (!pictures.isEmpty()) {
      blocks.add(new Block.Pictures(pictures));
    }
  }

  private Block.Point region(Region region, boolean explained) {
    return new Block.Point(
        explained ? Tone.PLAIN : Tone.NO,
        words.say(
                "judge.region",
                words.millimetres(region.left()),
                words.millimetres(region.top()),
                words.millimetres(region.width()),
                words.millimetres(region.height()))
            + " · "
            + words.say("judge.region." + (explained ? "explained" : "unexplained")),
        "");
  }
}
