// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Resident;
import org.penseal.app.shell.Desktop;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.bench.BenchDocument;

/**
 * A day at the desk with simulated devices: cases from the file to the signed file, each of a
 * document of its own, then a long document read page by page. Needs a display.
 */
public final class DeskBench {
  private static final int PAGES = 500;
  private static final int MOST_SCREENS = 4 * PAGES;
  // Nobody has a file in his hand when the window opens.
  private static final int BEFORE_THE_FIRST_FILE = 5;
  // Longer than the window waits before it gives memory back.
  private static final int UNTIL_IDLE = 20;
  private static final double NANOS_PER_S = 1e9;
  private static final double NANOS_PER_MS = 1e6;

  private final Path folder;
  private final Optional<Consumer<String>> tasksTo;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param folder empty; for documents and data
   * @param tasksTo takes lines about the longest tasks; reading their stacks makes them longer
   */
  public DeskBench(Path folder, Optional<Consumer<String>> tasksTo) {
    this.folder = folder;
    this.tasksTo = tasksTo;
  }

  /**
   * Runs it; JavaFX is ended afterwards.
   *
   * @param cases how many are signed
   * @throws Exception what the work throws
   */
  public List<Figure> run(int cases) throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Platform.setImplicitExit(false);
    Desktop.prepare();
    try (Station station = Station.open(Settings.in(folder.resolve("data")))) {
      Stage stage = ScreenThread.on(Stage::new);
      try (ScreenTasks tasks = new ScreenTasks(tasksTo.isPresent())) {
        Desktop.Shown window = ScreenThread.on(() -> Desktop.show(station, stage));
        try {
          day(stage, window, tasks, cases);
          tasksTo.ifPresent(to -> tasks.worst().forEach(to));
        } finally {
          ScreenThread.on(
              () -> {
                window.close();
                stage.close();
                return null;
              });
        }
      }
    } finally {
      Platform.exit();
    }
    return figures;
  }

  private void day(Stage stage, Desktop.Shown window, ScreenTasks tasks, int cases)
      throws Exception {
    DrivenWindowView desk = new DrivenWindowView(stage);
    desk.await("choose"); // of the workbench, which fills the frame
    resident("resident memory, window open");
    figures.add(
        new Figure("longest task of the screen's thread, opening", tasks.longestMs(), "ms"));
    TimeUnit.SECONDS.sleep(BEFORE_THE_FIRST_FILE);
    figures.add(new Figure("longest task of the screen's thread, idle", tasks.longestMs(), "ms"));
    long clock = System.nanoTime();
    for (int i = 0; i < cases; i++) {
      signs(desk, window, BenchDocument.text(folder.resolve("case-" + i + ".pdf"), i + 1));
    }
    double seconds = (System.nanoTime() - clock) / NANOS_PER_S;
    figures.add(new Figure("a case", seconds / cases, "s"));
    // Whoever drops a file does something too.
    figures.add(new Figure("actions for a case", 1 + (double) desk.actions() / cases, "actions"));
    resident("resident memory after the cases");
    figures.add(new Figure("longest task of the screen's thread, cases", tasks.longestMs(), "ms"));
    reads(desk, window);
    resident("resident memory after " + PAGES + " pages read");
    double longest = tasks.longestMs();
    TimeUnit.SECONDS.sleep(UNTIL_IDLE);
    resident("resident memory, nobody at the desk for " + UNTIL_IDLE + " s");
    figures.add(new Figure("longest task of the screen's thread, reading", longest, "ms"));
  }

  private static void signs(DrivenWindowView desk, Desktop.Shown window, Path document)
      throws InterruptedException {
    take(window, document);
    desk.press("next");
    desk.await("placeMark");
    desk.press("next");
    desk.press("begin");
    desk.press("agree");
    desk.press("proceed");
    desk.press("anew");
  }

  private void reads(DrivenWindowView desk, Desktop.Shown window) throws Exception {
    Path document = BenchDocument.text(folder.resolve("long.pdf"), PAGES);
    long clock = System.nanoTime();
    take(window, document);
    desk.awaitPage();
    double ms = (System.nanoTime() - clock) / NANOS_PER_MS;
    figures.add(new Figure("first page of " + PAGES + " drawn after", ms, "ms"));
    desk.await("next");
    desk.focus("pageField");
    String last = Integer.toString(PAGES);
    for (int i = 0; i < MOST_SCREENS && !desk.text("pageField").equals(last); i++) {
      desk.pageDown();
    }
    if (!desk.text("pageField").equals(last)) {
      throw new IllegalStateException("the window does not come to page " + PAGES);
    }
  }

  private static void take(Desktop.Shown window, Path document) {
    ScreenThread.on(
        () -> {
          window.take(List.of(document));
          return null;
        });
  }

  private void resident(String name) throws IOException {
    figures.add(new Figure(name, Resident.mb(), "MB"));
  }
}
