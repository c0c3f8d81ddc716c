// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.queue.Batch;
import org.penseal.app.queue.QueueModel;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.bench.BenchDocument;

/** Files and folders that are dragged from another window and dropped on a page. */
@Slow
class DropWindowTest {
  @TempDir Path folder;

  private Path work;
  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  @BeforeEach
  void open() throws Exception {
    work = Files.createDirectory(folder.resolve("work"));
    shown =
        OpenWindow.of(
            folder.resolve("data"),
            "en",
            (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    screen = shown.screen();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private Path document(String name) throws Exception {
    return BenchDocument.text(work.resolve(name), name.charAt(0));
  }

  private static ClipboardContent files(Path... dropped) {
    ClipboardContent content = new ClipboardContent();
    List<java.io.File> files = new ArrayList<>();
    for (Path each : dropped) {
      files.add(each.toFile());
    }
    content.putFiles(files);
    return content;
  }

  @Test
  void oneFileIsOpenedAtOnce() throws Exception {
    assertTrue(screen.drop("cases", files(document("a.pdf"))));
    shown.untilOpen("a.pdf");
    assertEquals(0, models().queue().files().size());
  }

  @Test
  void filesAndFoldersBecomeAQueue() throws Exception {
    Path first = document("a.pdf");
    Path inside = Files.createDirectory(work.resolve("folder"));
    BenchDocument.text(inside.resolve("b.pdf"), 1);
    BenchDocument.text(inside.resolve("c.pdf"), 2);
    Files.writeString(inside.resolve("notes.txt"), "not shown in the queue");
    screen.drop("cases", files(first, inside));
    shown.untilOpen("a.pdf");
    assertEquals(
        List.of("a.pdf", "b.pdf", "c.pdf"),
        models().queue().files().stream()
            .map(each -> String.valueOf(each.file().getFileName()))
            .toList());
  }

  /** It may be another customer's. */
  @Test
  void fileThatIsDroppedWhileAQueueOfTheLastTimeWaitsDoesNotJoinIt() throws Exception {
    QueueModel queue = models().queue();
    Batch left = new Batch("K-1", List.of(document("a.pdf"), document("c.pdf")));
    shown.on(() -> queue.takeUp(List.of(left)));
    assertTrue(screen.drop("cases", files(document("b.pdf"))));
    shown.untilOpen("b.pdf");
    assertEquals(1, queue.files().size());
    assertEquals(List.of(left), queue.behind());
    Node demo = shown.stage().getScene().lookup("#demoSwitch");
    assertTrue(Screen.on(demo::isDisabled), "certificates of a queue come from one CA");
    assertEquals("", models().identify().business().get());
    assertTrue(rule().contains("2 files of other businesses wait"), rule());
    shown.on(queue::clear);
    assertTrue(rule().contains("K-1"), rule());
    shown.on(() -> shown.window().startAnew());
    assertNull(models().document().opened().get());
    screen.click("queueNext");
    shown.untilOpen("a.pdf");
    assertEquals("K-1", models().identify().business().get());
  }

  private String rule() {
    return Screen.on(() -> ((Label) shown.stage().getScene().lookup("#queueRule")).getText());
  }

  @Test
  void whatIsDroppedOnAnOpenDocumentTakesItsPlace() throws Exception {
    screen.drop("cases", files(document("a.pdf")));
    shown.untilOpen("a.pdf");
    assertTrue(screen.drop("page", files(document("b.pdf"))));
    shown.untilOpen("b.pdf");
  }

  @Test
  void filesAreVerifiedWhereTheyAreDroppedOnThatPage() throws Exception {
    screen.click("verifyButton");
    assertTrue(screen.drop("content", files(document("a.pdf"), document("b.pdf"))));
    Screen.until(
        "both",
        () -> models().inspect().files().size() == 2 && !models().inspect().running().get());
    assertNull(models().document().opened().get());
  }

  @Test
  void textThatIsDraggedOverAPageIsNotTaken() throws Exception {
    ClipboardContent words = new ClipboardContent();
    words.putString("file:///etc/passwd");
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    UncaughtExceptionHandler before = uncaught((thread, failure) -> thrown.set(failure));
    try {
      assertFalse(screen.drop("cases", words));
      screen.drop("cases", files(document("a.pdf")));
      shown.untilOpen("a.pdf");
      assertFalse(screen.drop("page", words));
      screen.click("verifyButton");
      assertFalse(screen.drop("content", words));
      Screen.frames(10);
      assertNull(thrown.get());
    } finally {
      uncaught(before);
    }
    assertEquals(0, models().inspect().files().size());
    assertTrue(models().document().opened().get().file().endsWith("a.pdf"));
  }

  private static UncaughtExceptionHandler uncaught(UncaughtExceptionHandler handler) {
    return Screen.on(
        () -> {
          Thread screen = Thread.currentThread();
          UncaughtExceptionHandler before = screen.getUncaughtExceptionHandler();
          screen.setUncaughtExceptionHandler(handler);
          return before;
        });
  }
}
