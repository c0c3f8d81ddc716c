// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.penseal.app.guide.FxThread;
import org.penseal.app.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for files, beginning in the folder of the last one, and opens files with other programs. */
final class FileQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(FileQuestions.class);

  private final Stage stage;
  private final StringProperty folder;
  private final Opener opener;
  private final Supplier<Texts> texts;

  /** Opens a file or folder with the desktop's own program. */
  @FunctionalInterface
  interface Opener {
    /**
     * On a thread of its own.
     *
     * @throws IOException if there is no program for it
     */
    void open(Path file) throws IOException, InterruptedException;
  }

  /**
   * @param folder of the last file; empty for none
   */
  FileQuestions(Stage stage, StringProperty folder, Opener opener, Supplier<Texts> texts) {
    this.stage = stage;
    this.folder = folder;
    this.opener = opener;
    this.texts = texts;
  }

  /** Asks for a PDF. */
  Optional<Path> pdf() {
    FileChooser chooser = new FileChooser();
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PDF", "*.pdf", "*.PDF"));
    Path last = folder.get().isEmpty() ? null : Path.of(folder.get());
    if (last != null && Files.isDirectory(last)) {
      chooser.setInitialDirectory(last.toFile());
    }
    File chosen = chooser.showOpenDialog(stage);
    if (chosen == null) {
      return Optional.empty();
    }
    Path parent = chosen.toPath().toAbsolutePath().getParent();
    folder.set(parent == null ? "" : parent.toString());
    return Optional.of(chosen.toPath());
  }

  /** Opens a file or folder; where no program does, that is said. */
  void open(Path file, StringProperty notice) {
    Thread.ofVirtual()
        .name("open")
        .start(
            () -> {
              try {
                opener.open(file);
              } catch (IOException e) {
                LOG.info("no program opens {}", file, e);
                Path name = file.getFileName();
                String words =
                    texts.get().get("window.handler.missing", name == null ? file : name, file);
                FxThread.EXECUTOR.execute(() -> notice.set(words));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
