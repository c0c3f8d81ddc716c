// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.capture.LeafFlow;
import org.penseal.app.capture.MirrorView;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.guide.Step;
import org.penseal.pad.PadPicture;

/** The window of the customer beside that of the operator. */
@WholeCase
@SuppressWarnings("NullAway.Init") // each test opens its window
class CustomerWindowTest {
  @TempDir Path folder;
  private OpenWindow shown;

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
    Path document = LongDocument.write(folder.resolve("loan.pdf"), 3);
    shown.on(() -> shown.window().open(document, null));
    shown.untilOpen("loan.pdf");
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private static Optional<Stage> customers() {
    return Window.getWindows().stream()
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast)
        .filter(stage -> "Customer display".equals(stage.getTitle()))
        .findFirst();
  }

  private Stage customer() {
    shown.on(() -> shown.window().models().settings().customerDisplay().set(true));
    return Screen.on(() -> customers().orElseThrow());
  }

  @Test
  void showsThePageOfTheOperatorAndThenThePad() {
    Stage customer = customer();
    Label where = (Label) customer.getScene().lookup("#customerWhere");
    ImageView page = (ImageView) customer.getScene().lookup("#customerPage");
    assertEquals("Page 1 of 3", where.getText());
    assertNotNull(page.getImage());
    assertTrue(page.getImage().getHeight() > page.getImage().getWidth(), "an upright page");
    new Screen(customer).picture("customer-page");
    MirrorView mirror = (MirrorView) customer.getScene().lookup(".mirror");
    assertFalse(mirror.isVisible());
    shown.on(() -> shown.window().models().shell().step().set(Step.SIGN));
    shown.window().models().capture().watcher().shown(PadPicture.blank(320, 200));
    CaptureModel capture = shown.window().models().capture();
    capture.watcher().leafing(LeafFlow.What.DOCUMENT, 2, 3, true);
    Screen.frames(8);
    assertTrue(mirror.isVisible());
    assertFalse(where.getParent().isVisible());
    new Screen(customer).picture("customer-pad");
    Label prompt = (Label) shown.stage().getScene().lookup("#prompt");
    assertEquals(
        "The signer is going through the document on the pad: page 2 of 3", prompt.getText());
  }

  @Test
  void marksWhereTheSignatureGoesAndThanksInTheEnd() {
    PlaceModel places = shown.window().models().document().pages().places();
    shown.on(() -> places.draw(1, 300, 100, 500, 180));
    Stage customer = customer();
    Label where = (Label) customer.getScene().lookup("#customerWhere");
    ImageView page = (ImageView) customer.getScene().lookup("#customerPage");
    Label mark = (Label) customer.getScene().lookup("#customerMark");
    Screen.frames(8);
    assertTrue(mark.isVisible());
    double scale = page.getLayoutBounds().getWidth() / 595;
    assertEquals(300 * scale, mark.getLayoutX(), 3);
    assertEquals((842 - 180) * scale, mark.getLayoutY(), 3);
    assertEquals(200 * scale, mark.getWidth(), 3);
    new Screen(customer).picture("customer-mark");
    shown.on(() -> places.draw(2, 300, 100, 500, 180));
    assertFalse(mark.isVisible(), "it is on a page that is not shown");
    shown.on(() -> shown.window().models().shell().step().set(Step.REPORT));
    assertEquals("Thank you. Your signature has been saved.", where.getText());
    assertNull(page.getImage());
    new Screen(customer).picture("customer-thanks");
  }

  @Test
  void isOpenedOnceWhenTheWindowOpens() throws Exception {
    shown.close();
    Path data = Files.createDirectories(folder.resolve("other"));
    Files.writeString(data.resolve("window.properties"), "language=en\ncustomer-display=true\n");
    AtomicInteger opened = new AtomicInteger();
    ListChangeListener<Window> count =
        change -> {
          while (change.next()) {
            opened.addAndGet(change.getAddedSize());
          }
        };
    shown =
        OpenWindow.of(
            data,
            "en",
            (station, stage) -> {
              Window.getWindows().addListener(count);
              return new MainWindow(station, stage, file -> {}, () -> {});
            });
    shown.on(() -> Window.getWindows().removeListener(count));
    assertTrue(Screen.on(CustomerWindowTest::customers).isPresent());
    assertEquals(2, opened.get(), "the operator's and the customer's");
  }

  @Test
  void isClosedWithItsSettingAndTurnsItOffWhenClosed() {
    Stage customer = customer();
    WindowEvent closed = new WindowEvent(customer, WindowEvent.WINDOW_CLOSE_REQUEST);
    shown.on(() -> Event.fireEvent(customer, closed));
    assertFalse(shown.window().models().settings().customerDisplay().get());
    assertTrue(Screen.on(CustomerWindowTest::customers).isEmpty());
    customer();
    shown.on(() -> shown.stage().hide());
    assertTrue(Screen.on(CustomerWindowTest::customers).isEmpty(), "it ends with the window");
  }
}
