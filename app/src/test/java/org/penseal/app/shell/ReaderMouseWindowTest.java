// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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

  private String zoomField() {
    return Screen.on(() -> ((TextField) shown.stage().getScene().lookup("#zoomField")).getText());
  }

  @Test
  void sizeIsChosenFromTheListOrTyped() {
    screen.choose("zoomList", "150 %");
    assertEquals(1.5, reader().zoom().get(), 1e-9);
    assertEquals(ReaderModel.Fit.FREE, reader().fit().get());
    assertEquals("150 %", zoomField());
    screen.choose("zoomList", "Fit page");
    assertEquals(ReaderModel.Fit.PAGE, reader().fit().get());
    screen.choose("zoomList", "Fit width");
    assertEquals(ReaderModel.Fit.WIDTH, reader().fit().get());
    screen.focus("zoomField");
    screen.press(KeyCode.CONTROL, KeyCode.A);
    screen.type("73");
    screen.press(KeyCode.ENTER);
    assertEquals(0.73, reader().zoom().get(), 1e-9);
    assertEquals("73 %", zoomField());
    screen.focus("zoomField");
    screen.press(KeyCode.ALT, KeyCode.DOWN);
    Screen.until("the list", this::listIsOpen);
    screen.press(KeyCode.DOWN);
    screen.press(KeyCode.DOWN);
    screen.press(KeyCode.ENTER);
    Screen.until("chosen by keys", () -> reader().fit().get() != ReaderModel.Fit.FREE);
    screen.focus("zoomField");
    screen.press(KeyCode.F4);
    Screen.until("the list again", this::listIsOpen);
    screen.picture("en-light-reader-sizes");
    screen.press(KeyCode.ESCAPE);
    Screen.until("closed", () -> !listIsOpen());
    shown.on(() -> shown.window().models().settings().language().set("zh"));
    Screen.frames(6);
    screen.choose("zoomList", "适合整页");
    assertEquals(ReaderModel.Fit.PAGE, reader().fit().get());
    screen.focus("zoomField");
    screen.press(KeyCode.F4);
    Screen.until("the list in Chinese", this::listIsOpen);
    screen.picture("zh-light-reader-sizes");
    screen.press(KeyCode.ESCAPE);
  }

  private boolean listIsOpen() {
    return ((MenuButton) shown.stage().getScene().lookup("#zoomList")).isShowing();
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

  /** What is chosen beside the pages stays; what lies over them goes with the next choice. */
  @Test
  void thumbnailsOfTheSmallestWindowLieOverThePagesUntilOneIsChosen() {
    screen.size(shown.stage().getMinWidth(), shown.stage().getMinHeight());
    Screen.until("no room", () -> !node("thumbnails").isVisible());
    screen.picture("en-light-small-reader");
    double room = Screen.on(() -> node("page").getLayoutBounds().getWidth());
    screen.click("leaves");
    Screen.until("over the pages", () -> node("thumbnails").isVisible());
    Screen.frames(10);
    assertEquals(room, Screen.on(() -> node("page").getLayoutBounds().getWidth()), 0.5);
    screen.picture("en-light-small-reader-thumbnails");
    screen.click("list-cell", cell -> isOf(2, cell));
    Screen.until("page 2", () -> reader().page().get() == 2);
    assertFalse(screen.sees("thumbnails"));
    screen.click("leaves");
    screen.press(KeyCode.DOWN);
    Screen.until("page 3", () -> reader().page().get() == 3);
    assertTrue(screen.sees("thumbnails"), "arrows go on");
    screen.press(KeyCode.ENTER);
    assertFalse(screen.sees("thumbnails"));
    shown.untilStep(Step.DOCUMENT);
    screen.click("leaves");
    assertTrue(screen.sees("thumbnails"));
    screen.press(KeyCode.ESCAPE);
    assertFalse(screen.sees("thumbnails"));
    assertNotNull(shown.window().models().document().opened().get());
    assertTrue(shown.window().models().settings().thumbnails().get());
    screen.size(1240, 800);
    Screen.until("beside the pages", () -> node("thumbnails").isVisible());
  }

  @Test
  void thumbnailsBesideThePagesAreHiddenForGood() {
    screen.size(1240, 800);
    Screen.until("beside the pages", () -> node("thumbnails").isVisible());
    double beside = Screen.on(() -> node("page").getLayoutBounds().getWidth());
    screen.click("leaves");
    Screen.until("hidden", () -> !node("thumbnails").isVisible());
    Screen.frames(4);
    assertTrue(Screen.on(() -> node("page").getLayoutBounds().getWidth()) > beside + 100);
    assertFalse(shown.window().models().settings().thumbnails().get());
    screen.size(shown.stage().getMinWidth(), shown.stage().getMinHeight());
    screen.size(1240, 800);
    Screen.frames(4);
    assertFalse(screen.sees("thumbnails"));
    screen.focus("leaves");
    screen.press(KeyCode.SPACE);
    Screen.until("shown again", () -> node("thumbnails").isVisible());
    assertTrue(shown.window().models().settings().thumbnails().get());
  }

  private Node node(String id) {
    return shown.stage().getScene().lookup("#" + id);
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
