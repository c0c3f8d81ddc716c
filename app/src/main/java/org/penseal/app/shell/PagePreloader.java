// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.document.place.FormPlaces;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.workbench.CaseLine;
import org.penseal.app.workbench.CaseStatus;
import org.penseal.app.workbench.CaseTableView;
import org.penseal.app.workbench.WorkbenchActions;
import org.penseal.pdf.page.PdfPages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the pages of a case before somebody waits for them. First where nobody sees them: what is
 * slow only once, loading classes, style sheets and letters, is done then; those nodes are in no
 * window, so another thread than JavaFX's may build them, they show models of their own and are let
 * go. Then those of the window, each in a few short tasks of the JavaFX thread.
 */
final class PagePreloader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PagePreloader.class);
  private static final List<Step> STEPS =
      List.of(Step.DOCUMENT, Step.IDENTIFY, Step.SIGN, Step.REPORT);
  // So that whatever a person does comes between.
  private static final long BETWEEN_MS = 60;
  private static final Path NONE = Path.of("");
  private static final CaseLine LINE =
      new CaseLine("", Instant.EPOCH, "", "", CaseStatus.DONE, Optional.empty(), false);
  private static final PdfPages.Size PAGE = new PdfPages.Size(595, 842);
  // Style sheets under which this process has built its unseen pages: it is slow only once.
  static final Set<List<String>> BUILT = ConcurrentHashMap.newKeySet();

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform()
              .daemon()
              .priority(Thread.MIN_PRIORITY)
              .name("page preloader")
              .factory());
  private final VerifyFlow verification;
  private final Navigator navigator;
  private final WorkbenchActions workbench;
  private final Supplier<@Nullable StepPages> own;
  private final int changes = Look.changes();

  /**
   * @param verification of the window; nothing is verified
   * @param navigator of the window; nothing is pressed
   * @param workbench of the window; nothing is pressed
   * @param own the pages of the window; asked on the JavaFX thread
   */
  PagePreloader(
      VerifyFlow verification,
      Navigator navigator,
      WorkbenchActions workbench,
      Supplier<@Nullable StepPages> own) {
    this.verification = verification;
    this.navigator = navigator;
    this.workbench = workbench;
    this.own = own;
  }

  // Of the window, and how often the theme had changed when it was made.
  private record Styles(List<String> sheets, int changes) {}

  /**
   * Builds the pages; returns at once.
   *
   * @param window whose style sheets they have
   */
  void begin(Texts texts, Scene window) {
    if (thread.isShutdown()) {
      return; // the window was closed before its first picture
    }
    Styles styles = new Styles(List.copyOf(window.getStylesheets()), changes);
    thread.execute(
        () -> {
          try {
            buildUnseen(texts, styles);
            for (Step step : STEPS) {
              FxThread.EXECUTOR.execute(() -> ahead(() -> page(step)));
              Thread.sleep(BETWEEN_MS);
              FxThread.EXECUTOR.execute(() -> ahead(() -> style(step, window)));
              Thread.sleep(BETWEEN_MS);
            }
          } catch (InterruptedException e) { // the window is closed
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) { // the pages are built when they are needed
            LOG.info("the pages were not built ahead", e);
          }
        });
    thread.shutdown();
  }

  private void buildUnseen(Texts texts, Styles styles) {
    if (!BUILT.contains(styles.sheets)) {
      build(texts, styles);
      if (Look.changes() == styles.changes) {
        BUILT.add(styles.sheets);
      }
    }
  }

  private void build(Texts texts, Styles styles) {
    WindowModels models = WindowModels.make(Runnable::run);
    DocumentFlow.Places places = new DocumentFlow.Places(NONE, new FormPlaces(NONE), List::of);
    try (DocumentFlow documents =
        new DocumentFlow(
            models.document(),
            places,
            (file, password) -> List.of(),
            models.shell().waiting(),
            Runnable::run,
            e -> {})) {
      StepPages pages = new StepPages(models, documents, verification, navigator, texts);
      DocumentModel document = models.document();
      show(
          styles,
          () -> {
            document.take(new DocumentModel.Opened(NONE, "", "", List.of(PAGE, PAGE), null));
            return pages.of(Step.DOCUMENT);
          });
      show(
          styles,
          () -> {
            document.placing().set(true);
            return pages.of(Step.PLACE);
          });
      for (IdentifyModel.Stage each : IdentifyModel.Stage.values()) {
        show(
            styles,
            () -> {
              models.identify().stage().set(each);
              return pages.of(Step.IDENTIFY);
            });
      }
      show(styles, () -> pages.of(Step.SIGN));
      show(styles, () -> pages.of(Step.REPORT));
    }
    show(
        styles,
        () -> {
          models.workbench().lines().add(LINE);
          CaseTableView table = new CaseTableView();
          table.bind(models.workbench(), models.identify().types(), texts, workbench);
          return new StackPane(table);
        });
  }

  // What fails here is done when the page is needed.
  private static void ahead(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.info("a page was not built ahead", e);
    }
  }

  private void page(Step step) {
    StepPages pages = own.get();
    if (pages != null) {
      pages.of(step);
    }
  }

  // Unseen, for as long as it takes to give its controls what they are drawn by.
  private void style(Step step, Scene window) {
    StepPages pages = own.get();
    if (pages != null
        && window.lookup("#content") instanceof Pane content
        && pages.of(step).getParent() == null) {
      Parent page = pages.of(step);
      page.setVisible(false);
      page.setManaged(false);
      try {
        content.getChildren().add(page);
        page.applyCss();
      } finally {
        content.getChildren().remove(page);
        page.setManaged(true);
        page.setVisible(true);
      }
    }
  }

  // Each is made and styled in a scene of its own, which it leaves again: what its models do later
  // must style nothing. None any more once somebody has changed the theme, since JavaFX may look
  // for colours of the former one while it styles the window anew.
  private static void show(Styles styles, Supplier<Parent> page) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the window was closed");
    }
    Look.styleOffScreen(
        styles.changes,
        () -> {
          StackPane root = new StackPane(page.get());
          new Scene(root, WindowFrame.WIDTH, WindowFrame.HEIGHT)
              .getStylesheets()
              .setAll(styles.sheets);
          root.applyCss();
          root.layout();
          root.getChildren().clear();
        });
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
