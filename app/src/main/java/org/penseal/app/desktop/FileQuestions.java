// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.penseal.app.guide.FxThread;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.file.PolicyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for files, beginning in the folder of the last one, and opens files with other programs. */
public final class FileQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(FileQuestions.class);

  private final Stage stage;
  private final LastFolder folder;
  private final Opener opener;
  private final Supplier<Texts> texts;

  /** Opens a file or folder with the desktop's own program. */
  @FunctionalInterface
  public interface Opener {
    /**
     * On a thread of its own.
     *
     * @throws IOException if there is no program for it
     * @throws PolicyException if none may be started here
     */
    void open(Path file) throws IOException, InterruptedException;

    /**
     * Begins a mail with the file, under the same conditions; whoever knows no other way opens it.
     */
    default void send(Path file) throws IOException, InterruptedException {
      open(file);
    }
  }

  private interface Giving {
    void give() throws IOException, InterruptedException;
  }

  /**
   * @param folder of the last file; empty for none
   */
  public FileQuestions(Stage stage, StringProperty folder, Opener opener, Supplier<Texts> texts) {
    this.stage = stage;
    this.folder = new LastFolder(folder);
    this.opener = opener;
    this.texts = texts;
  }

  /** Asks for a PDF. */
  public Optional<Path> pdf() {
    return folder.chosen(chooser().showOpenDialog(stage));
  }

  /** Asks for one or several PDFs. */
  public List<Path> pdfs() {
    List<File> files = chooser().showOpenMultipleDialog(stage);
    return files == null
        ? List.of()
        : files.stream().flatMap(f -> folder.chosen(f).stream()).toList();
  }

  /** Asks for a folder. */
  public Optional<Path> folder() {
    return folder.chosenFolder(folder.folders().showDialog(stage));
  }

  private FileChooser chooser() {
    FileChooser chooser = folder.files();
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PDF", "*.pdf", "*.PDF"));
    return chooser;
  }

  /** Opens a file or folder; where no program does, that is said. */
  public void open(Path file, StringProperty notice) {
    give(() -> opener.open(file), "window.handler.missing", file, notice);
  }

  /** Begins a mail with a file; where no program does, that is said. */
  public void send(Path file, StringProperty notice) {
    give(() -> opener.send(file), "window.handler.no-mail", file, notice);
  }

  private void give(Giving given, String missing, Path file, StringProperty notice) {
    Thread.ofVirtual()
        .name("open")
        .start(
            () -> {
              try {
                given.give();
              } catch (IOException e) {
                LOG.info("no program takes {}", file, e);
                Path name = file.getFileName();
                String words = texts.get().get(missing, name == null ? file : name, file);
                FxThread.EXECUTOR.execute(() -> notice.set(words));
              } catch (PolicyException e) {
                String words = Problems.of(e).text(texts.get());
                FxThread.EXECUTOR.execute(() -> notice.set(words));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
