// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;
import org.penseal.pdf.visual.PageLook;
import org.penseal.pdf.visual.Region;

/** What was changed since, revision by revision, and how the pages look. */
record SincePart(Wording words, VerifiedFile.Entry entry) {
  private static final int MOST_REGIONS = 12;

  Block block() {
    List<Block> blocks = new ArrayList<>();
    Report.Changes changes = entry.signed().changes();
    if (entry.signed().coverage() == Report.Coverage.UNCLEAR) {
      blocks.add(new Block.Words(words.say("judge.since.unknown")));
    } else if (changes.steps().isEmpty()) {
      blocks.add(new Block.Words(words.say("judge.since.nothing")));
    }
    int number = 1;
    for (Report.Step step : changes.steps()) {
      blocks.add(step(number++, step));
    }
    if (entry.seen() != null && !entry.seen().pages().isEmpty()) {
      blocks.add(new Block.Part(3, words.say("judge.visual"), List.of()));
      entry.seen().pages().forEach(page -> page(blocks, page));
    }
    return new Block.Part(2, words.say("judge.since"), blocks);
  }

  private Block step(int number, Report.Step step) {
    String allowed = words.say("judge.step." + (step.allowed() ? "allowed" : "forbidden"));
    String change = words.say("report.changes." + JsonReport.word(step.changeClass()));
    List<Block.Point> points = new ArrayList<>();
    for (Report.Change each : step.changes()) {
      String pages = String.join(", ", each.pages().stream().map(String::valueOf).toList());
      String text = words.code(each.code());
      Tone tone = each.changeClass() == Report.ChangeClass.OTHER ? Tone.NO : Tone.PLAIN;
      Block.Point point =
          new Block.Point(
              tone,
              pages.isEmpty() ? text : words.say("judge.change.pages", text, pages),
              each.place().replaceFirst("^page \\d+( |$)", ""));
      if (!points.contains(point)) {
        points.add(point);
      }
    }
    String title = words.say("judge.step", number, change) + " · " + allowed;
    return new Block.Part(3, title, List.of(new Block.Points(points)));
  }

  private void page(List<Block> blocks, PageLook look) {
    int places = look.explained().size() + look.unexplained().size();
    List<Block.Point> points = new ArrayList<>();
    look.unexplained().stream().limit(MOST_REGIONS).forEach(r -> points.add(region(r, false)));
    look.explained().stream().limit(MOST_REGIONS).forEach(r -> points.add(region(r, true)));
    blocks.add(new Block.Words(words.say("judge.visual." + look.state(), look.page(), places)));
    if (!points.isEmpty()) {
      blocks.add(new Block.Points(points));
    }
    List<Block.Picture> pictures = new ArrayList<>();
    if (look.before() != null) {
      pictures.add(new Block.Picture(words.say("judge.visual.before", look.page()), look.before()));
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
