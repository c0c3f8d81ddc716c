// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javafx.scene.input.ClipboardContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.place.Proposal;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.verify.OriginReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.bench.BenchDocument;

/** How much an operator does for a case: clicks and keys are counted. */
@WholeCase
class KnownFormWindowTest {
  private static final int MOST_ACTIONS = 7;
  // Where a file is chosen in the dialog instead: the button that asks for it, and the file.
  private static final int OPENING_BY_DIALOG = 2;

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    shown =
        OpenWindow.of(
            folder.resolve("data"),
            "en",
            (station, stage) -> new MainWindow(station, stage, f -> {}));
    screen = shown.screen();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private PlaceModel places() {
    return shown.window().models().document().places();
  }

  private void drop(Path file) {
    ClipboardContent files = new ClipboardContent();
    files.putFiles(List.of(file.toFile()));
    assertTrue(screen.drop("cases", files));
    shown.untilOpen(String.valueOf(file.getFileName()));
  }

  // Each is another document of the same form; no keyword proposes a place on it.
  private Path document(String name) throws Exception {
    Path file = BenchDocument.text(folder.resolve(name), 1);
    return Files.writeString(file, "\n% " + name + "\n", StandardOpenOption.APPEND);
  }

  // From the place to the report.
  private void sign() {
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
    shown.untilStage(IdentifyModel.Stage.DONE);
    screen.click("proceed");
    shown.untilStep(Step.REPORT);
    VerifiedFile verified = shown.window().models().verify().verified().get();
    assertEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals(
        OriginReport.demoWords(OriginReport.demo(verified), shown.window().texts()),
        screen.text("demo"),
        "what of it is the demo's");
    assertFalse(screen.text("demo").isBlank());
    assertTrue(screen.sees("demo"));
  }

  @Test
  void caseOfAFormThatIsKnownTakesAtMostSevenActions() throws Exception {
    drop(document("first.pdf"));
    screen.click("next");
    shown.untilStep(Step.PLACE);
    shown.on(() -> places().draw(1, 90, 200, 250, 260));
    Placement.At drawn = places().place().get();
    sign();
    screen.click("anew");
    shown.untilStep(Step.DOCUMENT);
    int before = screen.actions();
    drop(document("second.pdf"));
    int dropping = screen.actions() - before;
    assertEquals(Proposal.Kind.LAST, places().taken().get().kind());
    assertEquals(drawn, places().place().get());
    screen.click("next");
    shown.untilStep(Step.PLACE);
    sign();
    int actions = screen.actions() - before;
    assertEquals(1, dropping);
    assertTrue(actions <= MOST_ACTIONS, actions + " actions");
    assertTrue(actions - dropping + OPENING_BY_DIALOG <= MOST_ACTIONS, actions + " actions");
  }
}
