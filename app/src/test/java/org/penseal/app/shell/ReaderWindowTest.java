// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.place.Proposal;
import org.penseal.app.document.reader.DrawnPage;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.guide.Step;
import org.penseal.pdf.Placement;

/** Long documents read, searched and placed on through the real controls, by mouse and by keys. */
@WholeCase
class ReaderWindowTest {
  private static final int PAGES = 500;
  // Those in sight and beside them.
  private static final int FIRST_DRAWN = 10;
  // What is kept, and one page on the screen.
  private static final long MOST_PIXELS = 40_000_000;

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
            folder, "en", (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
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

  private void load(Path file) {
    Screen.on(
        () -> {
          shown.window().open(file, null);
          return null;
        });
    Screen.until("the first page", () -> reader().pictures().drawn().get() > 0);
    Screen.frames(10); // what is told of the file has its room then
  }

  private void untilPage(int page) {
    Screen.until("page " + page, () -> reader().page().get() == page);
  }

  @Test
  void firstPageOfALongDocumentWaitsForNoOthersAndEveryPageIsReached() throws Exception {
    Path file = LongDocument.write(folder.resolve("long.pdf"), PAGES);
    load(LongDocument.write(folder.resolve("short.pdf"), 3));
    int before = reader().pictures().drawn().get();
    Screen.on(
        () -> {
          shown.window().open(file, null);
          return null;
        });
    Screen.until(
        "the first of 500",
        () -> reader().count() == PAGES && reader().pictures().drawn().get() > before);
    int drawn = reader().pictures().drawn().get() - before;
    assertTrue(drawn <= FIRST_DRAWN, drawn + " pages");
    screen.picture("en-light-reader");
    assertEquals("Read 0 of 500 pages", screen.text("readWords"));
    readFirstPage();
    assertEquals("Read " + reader().seen().size() + " of 500 pages", screen.text("readWords"));
    screen.press(KeyCode.END);
    untilPage(PAGES);
    screen.press(KeyCode.HOME);
    untilPage(1);
    screen.wheel("page", 30);
    Screen.until("scrolled", () -> reader().page().get() > 1);
    screen.press(KeyCode.CONTROL, KeyCode.G);
    screen.type("250");
    screen.press(KeyCode.ENTER);
    untilPage(250);
    Screen.until("drawn", () -> reader().pictures().page(250) != null);
    Screen.frames(4);
    screen.picture("en-light-reader-250");
    assertTrue(reader().pictures().keptPixels() < MOST_PIXELS);
  }

  @Test
  void sizeAndTurnOfTheViewFollowKeysAndButtonsAndWhatIsReadStaysInSight() throws Exception {
    load(LongDocument.write(folder.resolve("a.pdf"), 12));
    double wide = reader().zoom().get();
    screen.click("fitPage");
    Screen.until("smaller", () -> reader().zoom().get() < wide);
    Screen.until("the first whole page", () -> reader().seen().contains(1));
    screen.press(KeyCode.PAGE_DOWN);
    untilPage(2);
    Screen.until("two whole pages", () -> reader().seen().containsAll(List.of(1, 2)));
    for (int i = 0; i < 12; i++) {
      screen.press(KeyCode.CONTROL, KeyCode.EQUALS);
    }
    assertEquals(ReaderModel.LARGEST, reader().zoom().get(), 1e-6);
    assertEquals(2, reader().page().get());
    Screen.until("drawn at 400 %", () -> isWide(2));
    screen.picture("en-light-reader-400");
    screen.press(KeyCode.CONTROL, KeyCode.DIGIT0);
    Screen.until("wide", () -> Math.abs(reader().zoom().get() - wide) < 0.01);
    screen.click("turnView");
    Screen.frames(6);
    screen.picture("en-light-reader-turned");
    assertEquals(2, reader().page().get());
    for (int i = 0; i < 3; i++) {
      screen.click("turnView");
    }
    Screen.until("wide again", () -> Math.abs(reader().zoom().get() - wide) < 0.01);
    double now = reader().zoom().get();
    screen.click("smaller");
    Screen.until("smaller", () -> reader().zoom().get() < now);
  }

  @Test
  void pagesAreShownOneAfterTheOtherOnTheSameFewPictures() throws Exception {
    load(LongDocument.write(folder.resolve("a.pdf"), 24));
    screen.click("fitPage");
    Set<Image> used = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int page = 2; page <= 20; page++) {
      screen.press(KeyCode.PAGE_DOWN);
      used.add(shown(page));
    }
    for (int page = 19; page >= 1; page--) {
      screen.press(KeyCode.PAGE_UP);
      used.add(shown(page));
    }
    assertTrue(used.size() < 8, "39 pages on " + used.size() + " pictures");
  }

  // The picture of this page, once it is on the screen to the last pixel.
  private Image shown(int page) {
    untilPage(page);
    AtomicReference<Image> found = new AtomicReference<>();
    Screen.until(
        "the picture of page " + page,
        () -> {
          DrawnPage drawn = reader().pictures().page(page);
          if (drawn != null && drawn.drawn()) {
            sheets().stream().filter(each -> isOf(drawn, each)).forEach(found::set);
          }
          return found.get() != null;
        });
    return found.get();
  }

  private List<Image> sheets() {
    return shown.stage().getScene().lookup("#page").lookupAll(".paper").stream()
        .flatMap(sheet -> ((Pane) sheet).getChildren().stream())
        .filter(each -> each instanceof ImageView view && view.getImage() != null)
        .map(each -> ((ImageView) each).getImage())
        .toList();
  }

  private static boolean isOf(DrawnPage drawn, Image image) {
    if (image.getWidth() != drawn.width() || image.getHeight() != drawn.height()) {
      return false;
    }
    int[] pixels = new int[drawn.argb().length];
    image
        .getPixelReader()
        .getPixels(
            0,
            0,
            drawn.width(),
            drawn.height(),
            PixelFormat.getIntArgbPreInstance(),
            pixels,
            0,
            drawn.width());
    return Arrays.equals(pixels, drawn.argb());
  }

  @Test
  void textIsFoundInAnyCaseAndTheHitIsShown() throws Exception {
    load(LongDocument.write(folder.resolve("a.pdf"), 40));
    screen.press(KeyCode.CONTROL, KeyCode.F);
    screen.type("needle");
    screen.press(KeyCode.ENTER);
    Screen.until("four hits", () -> found("1 of 4"));
    assertEquals(10, reader().page().get());
    screen.picture("en-light-reader-search");
    screen.press(KeyCode.F3);
    untilPage(20);
    screen.press(KeyCode.SHIFT, KeyCode.F3);
    untilPage(10);
    screen.press(KeyCode.SHIFT, KeyCode.F3);
    untilPage(40);
    screen.press(KeyCode.CONTROL, KeyCode.F);
    screen.type("nowhere");
    screen.press(KeyCode.ENTER);
    Screen.until("nothing", () -> found("Not found"));
  }

  // What flies by is not read, and what is not drawn yet neither: a busy machine takes its time.
  private void readFirstPage() {
    for (int i = 0; i < 20 && reader().seen().isEmpty(); i++) {
      screen.press(KeyCode.HOME);
      untilPage(1);
      Screen.until("drawn", () -> reader().pictures().page(1) != null);
      Screen.frames(20);
      screen.press(KeyCode.PAGE_DOWN);
      Screen.frames(20);
      screen.press(KeyCode.PAGE_DOWN);
      untilPage(2);
      Screen.frames(20);
    }
    assertTrue(reader().seen().contains(1), reader().seen().toString());
  }

  private boolean isWide(int page) {
    DrawnPage picture = reader().pictures().page(page);
    return picture != null && picture.width() > 3000;
  }

  private boolean found(String words) {
    return shown.stage().getScene().lookup("#searchFound") instanceof javafx.scene.control.Label l
        && l.getText().equals(words);
  }

  @Test
  void fiveThousandPagesAreOpenedAndTheLastOneIsShown() throws Exception {
    load(LongDocument.write(folder.resolve("a.pdf"), 5000));
    screen.press(KeyCode.END);
    untilPage(5000);
    Screen.until("drawn", () -> reader().pictures().page(5000) != null);
    Screen.frames(6);
    screen.picture("en-light-reader-5000");
    assertTrue(reader().pictures().keptPixels() < MOST_PIXELS);
  }

  @Test
  void placeIsProposedBesideTheKeywordAndMovedByKeysAlone() throws Exception {
    load(LongDocument.write(folder.resolve("a.pdf"), 6));
    Screen.until(
        "keyword",
        () ->
            places().taken().get() != null
                && places().taken().get().kind() == Proposal.Kind.KEYWORD);
    assertEquals("next", screen.focused().orElseThrow().getId());
    screen.press(KeyCode.ENTER);
    Screen.until("placing", () -> shown.window().models().shell().step().get() == Step.PLACE);
    untilPage(6);
    Screen.frames(6);
    screen.picture("en-light-place-proposed");
    Placement.At before = places().place().get();
    assertNotNull(before);
    assertEquals(6, before.page());
    screen.focus("placeMark");
    screen.press(KeyCode.RIGHT);
    screen.press(KeyCode.SHIFT, KeyCode.DOWN);
    Placement.At after = places().place().get();
    assertEquals(before.x() + 2, after.x(), 0.01);
    assertEquals(before.height() + 2, after.height(), 0.01);
    assertTrue(places().taken().get() == null, "moved: no proposal any more");
    goesToAnotherPageByKeys(after);
    screen.press(KeyCode.ENTER);
    Screen.until("on", () -> shown.window().models().shell().step().get() == Step.IDENTIFY);
    screen.press(KeyCode.ESCAPE);
    Screen.until("back", () -> shown.window().models().shell().step().get() == Step.PLACE);
    assertFalse(screen.sees("placeCovers"));
  }

  private void goesToAnotherPageByKeys(Placement.At at) {
    screen.press(KeyCode.PAGE_DOWN);
    assertEquals(at, places().place().get(), "there is no page 7");
    screen.press(KeyCode.PAGE_UP);
    screen.press(KeyCode.PAGE_UP);
    assertEquals(
        new Placement.At(4, at.x(), at.y(), at.width(), at.height()), places().place().get());
    untilPage(4);
    assertTrue(screen.sees("placeMark"));
    assertEquals("placeMark", screen.focused().orElseThrow().getId());
    Screen.frames(6);
    String spoken = screen.focused().orElseThrow().getAccessibleText();
    assertTrue(spoken.startsWith("Position of the signature, page 4 of 6."), spoken);
    screen.picture("en-light-place-other-page");
    screen.press(KeyCode.PAGE_DOWN);
    assertEquals(5, places().place().get().page());
    screen.press(KeyCode.HOME);
    assertEquals(1, places().place().get().page());
    screen.press(KeyCode.END);
    screen.press(KeyCode.PAGE_UP);
    screen.press(KeyCode.TAB); // beside the mark these keys show other pages
    screen.press(KeyCode.PAGE_UP);
    assertEquals(5, places().place().get().page());
    screen.focus("next");
  }

  @Test
  void markIsDraggedByTheMouseAndResizedAtItsCorner() throws Exception {
    load(LongDocument.write(folder.resolve("a.pdf"), 6));
    Screen.until("a place", () -> places().taken().get() != null);
    shown.on(() -> shown.window().go(Step.PLACE));
    shown.untilStep(Step.PLACE);
    Placement.At begin = new Placement.At(6, 200, 300, 160, 60);
    shown.on(
        () -> {
          reader().goTo(6);
          places().draw(6, begin.x(), begin.y(), begin.x() + 160, begin.y() + 60);
        });
    Screen.until("drawn", () -> reader().pictures().page(6) != null);
    Screen.frames(8);
    double pixels = reader().zoom().get() * 96 / 72;
    screen.dragBy("placeMark", 0.5, 0.5, 60 * pixels, -40 * pixels);
    Placement.At moved = places().place().get();
    near(260, moved.x());
    near(340, moved.y());
    assertEquals(160, moved.width(), 0.01);
    assertEquals(60, moved.height(), 0.01);
    assertEquals("placeMark", screen.focused().orElseThrow().getId());
    screen.dragBy("placeMark", 0.97, 0.9, 50 * pixels, 30 * pixels);
    Placement.At resized = places().place().get();
    assertEquals(moved.x(), resized.x(), 0.01, "its left edge stays");
    assertEquals(moved.y() + 60, resized.y() + resized.height(), 0.01, "and so does its upper one");
    near(210, resized.width());
    near(90, resized.height());
    assertEquals(6, resized.page());
    screen.picture("en-light-place-resized");
  }

  // It is lined up with what is less than 4 points away.
  private static void near(double expected, double is) {
    assertEquals(expected, is, 5);
  }
}
