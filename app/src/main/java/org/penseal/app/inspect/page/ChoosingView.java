// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.text.Texts;

/** Asks for files and folders with the system's own dialogs, beginning where the last one was. */
final class ChoosingView {
  private final InspectModel model;
  private final Texts texts;

  ChoosingView(InspectModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  private @Nullable File folder() {
    String last = model.folder().get();
    return !last.isEmpty() && Files.isDirectory(Path.of(last)) ? new File(last) : null;
  }

  private Path chosen(File file) {
    Path parent = file.toPath().toAbsolutePath().getParent();
    model.folder().set(parent == null ? "" : parent.toString());
    return file.toPath();
  }

  /** Signed files; empty if nobody chose any. */
  List<Path> files(Window window) {
    FileChooser chooser = chooser("PDF, P7S", "*.pdf", "*.PDF", "*.p7s", "*.P7S");
    List<File> all = chooser.showOpenMultipleDialog(window);
    return all == null ? List.of() : all.stream().map(this::chosen).toList();
  }

  /** A folder. */
  Optional<Path> folder(Window window) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setInitialDirectory(folder());
    return Optional.ofNullable(chooser.showDialog(window)).map(this::chosen);
  }

  /** A certificate. */
  Optional<Path> certificate(Window window) {
    FileChooser chooser = chooser("PEM, DER", "*.pem", "*.crt", "*.cer", "*.der");
    return Optional.ofNullable(chooser.showOpenDialog(window)).map(this::chosen);
  }

  /** Where a report goes; the ending says as what. */
  Optional<Path> report(Window window, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialDirectory(folder());
    chooser.setInitialFileName(name + "-" + texts.get("report.title") + ".pdf");
    for (String each : List.of("pdf", "html", "json")) {
      String kind = each.toUpperCase(java.util.Locale.ROOT);
      chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + each));
    }
    return Optional.ofNullable(chooser.showSaveDialog(window)).map(File::toPath);
  }

  private FileChooser chooser(String name, String... endings) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialDirectory(folder());
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(name, endings));
    return chooser;
  }
}
