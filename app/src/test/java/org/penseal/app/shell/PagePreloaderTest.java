// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.Slow;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.document.place.FormPlaces;
import org.penseal.app.guide.Step;
import org.penseal.app.text.Texts;
import org.penseal.app.workbench.WorkbenchActions;

/** Pages that are built before somebody waits for them. */
@Slow
class PagePreloaderTest {
  private static final String THREAD = "page preloader";

  // A button of each page.
  private static final Map<Step, String> BUTTONS =
      Map.of(
          Step.DOCUMENT, "next", Step.IDENTIFY, "begin", Step.SIGN, "cancel", Step.REPORT, "anew");

  // What JavaFX writes to the standard error: held, or its loggers may be forgotten.
  private final Logger javafx = Logger.getLogger("javafx");
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord told) {
          String thread = Thread.currentThread().getName();
          PagePreloaderTest.this.told.add(thread + ": " + new SimpleFormatter().format(told));
        }

        @Override
        public void flush() {
          // nothing is held back
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void listen() {
    PagePreloader.BUILT.clear(); // by windows of earlier tests
    javafx.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    javafx.removeHandler(handler);
  }

  private OpenWindow window() throws Exception {
    return OpenWindow.of(
        folder, "en", (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
  }

  private static void awaitPreloaded() throws InterruptedException {
    Screen.frames(20); // it begins with the first picture
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().equals(THREAD)) {
        assertTrue(each.join(Duration.ofSeconds(60)), "it ends by itself");
      }
    }
    Screen.frames(10);
  }

  @ParameterizedTest
  @CsvSource({"zh, false, false", "en, false, false", "en, true, false", "zh, true, true"})
  void windowStartsWithoutStyleSheetWarnings(String language, boolean dark, boolean contrast)
      throws Exception {
    Files.writeString(
        folder.resolve("window.properties"),
        "language=%s%ndark=%s%nhigh-contrast=%s%n".formatted(language, dark, contrast));
    try (OpenWindow shown =
        OpenWindow.of(
            folder,
            language,
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}))) {
      assertEquals(dark, Screen.on(() -> shown.window().models().settings().dark().get()));
      awaitPreloaded();
    }
    assertEquals(List.of(), told);
  }

  @Test
  void whatIsSlowOnceIsDoneOnce() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (OpenWindow shown = window()) {
        awaitPreloaded();
        assertNotNull(shown.window());
        assertEquals(1, PagePreloader.BUILT.size(), "both windows have the same style sheets");
      }
    }
  }

  @Test
  void themeMayChangeWhileUnseenPagesAreBuilt() throws Exception {
    try (OpenWindow shown = window()) {
      for (int i = 0; i < 12; i++) {
        boolean dark = i % 2 == 0;
        shown.on(() -> shown.window().models().settings().dark().set(dark));
      }
      awaitPreloaded();
    }
    assertEquals(List.of(), told);
  }

  /** Pages of their own, which a preloader builds beside those of the window. */
  private final class Pages implements AutoCloseable {
    final OpenWindow shown;
    final PagePreloader preloader;
    final AtomicReference<@Nullable StepPages> own = new AtomicReference<>();
    private final DocumentFlow documents;

    Pages() throws Exception {
      shown = window();
      awaitPreloaded();
      MainWindow window = shown.window();
      DocumentFlow.Places places =
          new DocumentFlow.Places(folder, new FormPlaces(folder.resolve("places")), List::of);
      documents =
          new DocumentFlow(
              window.models().document(),
              places,
              (file, word) -> List.of(),
              window.models().shell().waiting(),
              Runnable::run,
              e -> {});
      preloader = new PagePreloader(window.reports(), window, untouched(), own::get);
      own.set(
          Screen.on(
              () ->
                  new StepPages(
                      window.models(), documents, window.reports(), window, Texts.of("en"))));
    }

    void begin() {
      shown.on(() -> preloader.begin(Texts.of("en"), shown.stage().getScene()));
    }

    Parent page(Step step) {
      StepPages all = java.util.Objects.requireNonNull(own.get());
      return Screen.on(() -> all.of(step));
    }

    @Override
    public void close() {
      preloader.close();
      documents.close();
      shown.close();
    }
  }

  private static WorkbenchActions untouched() {
    return (WorkbenchActions)
        Proxy.newProxyInstance(
            PagePreloaderTest.class.getClassLoader(),
            new Class<?>[] {WorkbenchActions.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method.getName() + " though nobody pressed anything");
            });
  }

  @Test
  void pagesAreStyledBeforeTheyAreShownAndStayOutOfTheScene() throws Exception {
    try (Pages pages = new Pages()) {
      pages.begin();
      awaitPreloaded();
      for (Map.Entry<Step, String> each : BUTTONS.entrySet()) {
        Parent page = pages.page(each.getKey());
        Control button = (Control) Screen.on(() -> page.lookup("#" + each.getValue()));
        assertNotNull(Screen.on(button::getSkin), each + " has what it is drawn by");
        assertNull(Screen.on(page::getScene), each + " is shown by whoever asks for it");
        assertTrue(page.isVisible(), each::toString);
        assertTrue(page.isManaged(), each::toString);
      }
    }
  }

  @Test
  void pageThatIsShownAlreadyStaysWhereItIs() throws Exception {
    try (OpenWindow shown = window()) {
      shown.on(() -> shown.window().go(Step.IDENTIFY));
      awaitPreloaded();
      assertTrue(shown.screen().sees("begin"));
    }
  }

  @Test
  void whatIsClosedBuildsNothingAnyMore() throws Exception {
    try (Pages pages = new Pages()) {
      pages.preloader.close();
      pages.begin(); // the first picture came after the end
      for (Thread each : Thread.getAllStackTraces().keySet()) {
        assertFalse(each.getName().equals(THREAD) && each.isAlive());
      }
    }
  }

  @Test
  void windowThatIsClosedAtOnceDoesNotWaitForIt() throws Exception {
    window().close();
    Screen.frames(2);
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().equals(THREAD)) {
        assertTrue(each.join(Duration.ofSeconds(10)), "it ends with the window");
      }
    }
  }
}
