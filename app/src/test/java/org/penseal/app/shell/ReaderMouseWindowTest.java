// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.reader.DrawnPage;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.guide.Step;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

/** A document read with the mouse: the wheel with Ctrl, the thumbnails, the view turned. */
@WholeCase
class ReaderMouseWindowTest {
  private static final int PAGES = 12;

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
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
    Path file = LongDocument.write(folder.resolve("a.pdf"), PAGES);
    shown.on(() -> shown.window().open(file, null));
    shown.untilOpen("a.pdf");
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private ReaderModel reader() {
    return shown.window().models().document().reader();
  }

  private PlaceModel places() {
    return shown.window().models().document().places();
  }

  @Test
  void wheelWithControlZoomsAndDoesNotScroll() {
    double before = reader().zoom().get();
    screen.wheelWithControl("page", -2);
    double larger = reader().zoom().get();
    assertTrue(larger > before, before + " " + larger);
    assertEquals(1, reader().page().get());
    screen.wheelWithControl("page", 30);
    double smaller = reader().zoom().get();
    assertTrue(smaller < larger, larger + " " + smaller);
    assertEquals(1, reader().page().get(), "30 notches would scroll to another page");
    screen.wheel("page", 30);
    Screen.until("scrolled", () -> reader().page().get() > 1);
    assertEquals(smaller, reader().zoom().get());
  }

  @Test
  void thumbnailThatIsClickedShowsItsPage() {
    Screen.until("thumbnails", () -> reader().pictures().drawnSmall().get() >= 3);
    screen.click("list-cell", cell -> isOf(3, cell));
    Screen.until("page 3", () -> reader().page().get() == 3);
    Screen.until("drawn", () -> reader().pictures().page(3) != null);
    screen.click("list-cell", cell -> isOf(2, cell));
    Screen.until("page 2", () -> reader().page().get() == 2);
  }

  private static boolean isOf(int page, Node node) {
    return node instanceof ListCell<?> cell
        && cell.getItem() instanceof Integer item
        && item == page
        && cell.localToScene(cell.getBoundsInLocal()).getMinY() > 0;
  }

  // Width in parts of the height, as it is drawn; 0 while it is not.
  private double shape(int page) {
    DrawnPage drawn = reader().pictures().page(page);
    return drawn == null || !drawn.drawn() ? 0 : (double) drawn.width() / drawn.height();
  }

  private void untilShape(int page, double expected) {
    Screen.until("shape " + expected, () -> Math.abs(shape(page) - expected) < 0.01);
  }

  @Test
  void turnedViewShowsThePageLyingOnItsSideAndTheFileStaysAsItIs() {
    PdfPages.Size paper = shown.window().models().document().opened().get().sizes().getFirst();
    double upright = paper.width() / paper.height();
    untilShape(1, upright);
    screen.click("turnView");
    untilShape(1, 1 / upright);
    Screen.frames(4);
    screen.picture("en-light-reader-on-its-side");
    screen.click("turnView");
    untilShape(1, upright);
    assertEquals(
        paper, shown.window().models().document().opened().get().sizes().getFirst(), "of the file");
  }

  /** The mark keeps its place on the paper, and the mouse moves it as it is seen. */
  @Test
  void markIsMovedOnATurnedViewAsItIsSeen() {
    shown.on(() -> shown.window().go(Step.PLACE));
    shown.untilStep(Step.PLACE);
    shown.on(
        () -> {
          reader().goTo(PAGES);
          places().draw(PAGES, 200, 300, 360, 360);
        });
    Placement.At before = places().place().get();
    assertNotNull(before);
    screen.click("turnView");
    untilShape(PAGES, 841.89 / 595.28); // A4 on its side
    Screen.frames(8);
    assertEquals(before, places().place().get());
    double pixels = reader().zoom().get() * 96 / 72;
    // Turned clockwise, what is seen to the right lies above on the paper.
    screen.dragBy("placeMark", 0.5, 0.5, 50 * pixels, 0);
    Placement.At moved = places().place().get();
    screen.picture("en-light-place-on-its-side");
    assertEquals(before.y() + 50, moved.y(), 5);
    assertEquals(before.x(), moved.x(), 5);
    assertEquals(before.width(), moved.width(), 0.01);
  }
}
