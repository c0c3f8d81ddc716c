// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.WholeCase;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.SignatureMark;

/** Earlier signatures on the pages of the open document have the colours of their verdicts. */
@WholeCase
class PageMarksWindowTest {
  private static final double LEAST = 4.5;

  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @ParameterizedTest
  @CsvSource({"zh, false, false", "en, true, false", "zh, false, true", "en, true, true"})
  void eachVerdictHasAColourOfItsOwn(String language, boolean dark, boolean high) throws Exception {
    OpenWindow shown =
        OpenWindow.of(
            folder,
            language,
            (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    try {
      WindowModels models = shown.window().models();
      shown.on(
          () -> {
            models.settings().dark().set(dark);
            models.settings().contrast().set(high);
          });
      Path file = LongDocument.write(folder.resolve("a.pdf"), 1);
      shown.on(() -> shown.window().open(file, null));
      DocumentModel model = models.document();
      Screen.until("the page", () -> model.reader().pictures().drawn().get() > 0);
      Screen.until("looked through", () -> model.signatures().get() != null);
      shown.on(() -> sign(model));
      Screen.frames(4);
      String look = (dark ? "-dark" : "-light") + (high ? "-high" : "");
      shown.screen().picture(language + look + "-marks");
      shown.on(() -> colours(shown));
    } finally {
      shown.close();
    }
  }

  /** One signature for each verdict, and one that was not verified yet. */
  private static void sign(DocumentModel model) {
    List<SignatureMark> marks = new ArrayList<>();
    List<EarlierSignature> known = new ArrayList<>();
    for (Report.Verdict each : Report.Verdict.values()) {
      marks.add(mark(each.name(), each.ordinal()));
      known.add(new EarlierSignature(each.name(), "Li Na", null, each, false));
    }
    marks.add(mark("new", marks.size()));
    model.places().marks(marks);
    model.signatures().set(known);
  }

  private static SignatureMark mark(String field, int row) {
    return new SignatureMark(field, true, new Placement.At(1, 300, 100 + 110 * row, 180, 60));
  }

  private static void colours(OpenWindow shown) {
    Set<Object> frames = new HashSet<>();
    Set<Object> tags = new HashSet<>();
    for (Report.Verdict each : Report.Verdict.values()) {
      String style = "." + each.name().toLowerCase(Locale.ROOT);
      frames.add(frame(one(shown, ".signature-mark" + style)));
      tags.add(tag(one(shown, ".signature-mark-tag" + style)));
    }
    assertEquals(3, frames.size(), frames.toString());
    assertEquals(3, tags.size(), tags.toString());
    Set<Node> all = shown.stage().getScene().getRoot().lookupAll(".signature-mark");
    assertEquals(4, all.size());
    all.forEach(each -> frames.add(frame(each)));
    assertEquals(4, frames.size(), "one that is not verified has none of them");
  }

  private static Node one(OpenWindow shown, String selector) {
    Set<Node> found = shown.stage().getScene().getRoot().lookupAll(selector);
    assertEquals(1, found.size(), selector);
    return found.iterator().next();
  }

  private static Color frame(Node mark) {
    Color colour = (Color) ((Region) mark).getBorder().getStrokes().getFirst().getTopStroke();
    standsOut(colour, Color.WHITE);
    return colour;
  }

  private static Color tag(Node node) {
    Label label = (Label) node;
    Color ground = (Color) label.getBackground().getFills().getFirst().getFill();
    standsOut((Color) label.getTextFill(), ground);
    return (Color) label.getTextFill();
  }

  private static void standsOut(Color colour, Color ground) {
    double found = Contrast.of(colour, ground);
    assertTrue(found >= LEAST, colour + " on " + ground + ": " + found);
  }
}
