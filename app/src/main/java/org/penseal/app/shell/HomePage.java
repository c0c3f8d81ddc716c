// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.DroppedFiles;
import org.penseal.app.desktop.FileQuestions;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.guide.Waiting;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;
import org.penseal.app.workbench.PrintFlow;
import org.penseal.app.workbench.WorkbenchActions;
import org.penseal.app.workbench.WorkbenchFlow;
import org.penseal.app.workbench.WorkbenchView;
import org.penseal.app.workplace.Restart;
import org.penseal.app.workplace.Station;

/** The workbench as the window's first page. On the JavaFX thread only; the owner closes it. */
final class HomePage implements WorkbenchActions, AutoCloseable {
  private static final int MOST_NAMES = 5;

  private final Station station;
  private final WindowModels models;
  private final FileQuestions files;
  private final DocumentFlow documents;
  private final CaseDesk desk;
  private final MainWindow window;
  private final WorkbenchFlow flow;
  private final PrintFlow prints;
  private @Nullable Parent page;
  private @Nullable Texts language;

  HomePage(
      Station station,
      WindowModels models,
      FileQuestions files,
      DocumentFlow documents,
      CaseDesk desk,
      MainWindow window) {
    this.station = station;
    this.models = models;
    this.files = files;
    this.documents = documents;
    this.desk = desk;
    this.window = window;
    this.flow =
        new WorkbenchFlow(
            models.workbench(),
            station.archive(),
            station.services().clock(),
            station.settings().limits().zone(),
            FxThread.EXECUTOR,
            window::failed);
    this.prints = new PrintFlow(models.shell().waiting(), FxThread.EXECUTOR, window::failed);
  }

  /** Reads the list now and whenever a case ends. */
  void start() {
    flow.start();
    models.shell().running().subscribe((was, is) -> flow.refresh());
    models
        .document()
        .opened()
        .subscribe(
            opened ->
                models
                    .workbench()
                    .waitsOpen()
                    .set(opened == null ? "" : Masks.numbers(opened.title())));
  }

  /** Whether it is what is to be shown: somebody wants it, or nothing is open. */
  boolean isShown() {
    return models.shell().home().get()
        || (models.shell().step().get() == Step.DOCUMENT
            && models.document().opened().get() == null
            && models.document().locked().get() == null);
  }

  /** The page in this language. */
  Parent page(Texts texts) {
    Parent known = page;
    if (known == null || language != texts) {
      WorkbenchView view =
          new WorkbenchView(models.workbench(), models.identify().types(), this, texts);
      known = LayoutView.page("Workbench.fxml", view, models.workbench(), texts);
      page = known;
      language = texts;
    }
    return known;
  }

  @Override
  public void chooseFiles() {
    take(files.pdfs());
  }

  @Override
  public void chooseFolder() {
    files.folder().ifPresent(folder -> take(List.of(folder)));
  }

  @Override
  public void take(List<Path> dropped) {
    if (dropped.isEmpty()) {
      return;
    }
    Waiting waiting = models.shell().waiting();
    Waiting.Work work = waiting.begin("folder", String.valueOf(dropped.getFirst().getFileName()));
    work.start(
        () -> {
          DroppedFiles found = DroppedFiles.of(dropped);
          waiting.settle(work, FxThread.EXECUTOR, () -> taken(found));
        });
  }

  private void taken(DroppedFiles found) {
    desk.take(found.pdfs());
    if (found.pdfs().isEmpty() && found.leftOut().isEmpty()) {
      say("window.queue.folder-empty");
    } else if (!found.leftOut().isEmpty()) {
      String names =
          String.join(
              window.texts().get("judge.list"),
              found.leftOut().stream().limit(MOST_NAMES).map(Masks::numbers).toList());
      String rest = found.leftOut().size() > MOST_NAMES ? "…" : "";
      say("window.queue.left-out", found.leftOut().size(), names + rest);
    }
  }

  private void say(String key, Object... facts) {
    models.shell().notice().set(window.texts().get(key, facts));
  }

  @Override
  public void openDemo() {
    models.shell().home().set(false);
    documents.openDemo();
  }

  @Override
  public void goOn() {
    models.shell().home().set(false);
  }

  @Override
  public void complete() {
    boolean demo = models.settings().demoDevices().get();
    flow.complete(() -> Restart.cases(station, demo));
  }

  @Override
  public void report(Path file) {
    window.verify(List.of(file));
  }

  @Override
  public void open(Path file) {
    window.open(file);
  }

  @Override
  public void send(Path file, Navigator.Sending way) {
    switch (way) {
      case MAIL -> files.send(file, models.shell().notice());
      case CLIPBOARD -> {
        ClipboardContent content = new ClipboardContent();
        content.putFiles(List.of(file.toAbsolutePath().toFile()));
        Clipboard.getSystemClipboard().setContent(content);
        say("window.send.copied", String.valueOf(file.getFileName()));
      }
    }
  }

  @Override
  public void print(Path file, String printer) {
    print(file, null, printer);
  }

  /**
   * Prints a file.
   *
   * @param password what is known to open it, or null; asked for if it does not
   */
  void print(Path file, @Nullable String password, String printer) {
    models.shell().notice().set("");
    String name = String.valueOf(file.getFileName());
    prints.print(
        file,
        password,
        printer,
        outcome -> {
          switch (outcome) {
            case PRINTED -> say("window.workbench.printed", name, printer);
            case REFUSED -> say("window.workbench.not-printed", name, printer);
            case CANCELLED -> say("window.workbench.print-cancelled", name, printer);
            case LOCKED -> askPassword("print-locked", file, printer);
            case WRONG_PASSWORD -> askPassword("print-wrong-password", file, printer);
          }
        });
  }

  private void askPassword(String key, Path file, String printer) {
    String name = Visible.of(String.valueOf(file.getFileName()));
    models
        .shell()
        .question()
        .set(new ShellModel.Asked(key, List.of(name), entered -> print(file, entered, printer)));
  }

  @Override
  public void close() {
    flow.close();
  }
}
