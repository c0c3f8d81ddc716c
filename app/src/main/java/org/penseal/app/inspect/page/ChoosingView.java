// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.text.Texts;

/** Asks for files and folders with the system's own dialogs, beginning where the last one was. */
final class ChoosingView {
  private final LastFolder folder;
  private final Texts texts;

  ChoosingView(InspectModel model, Texts texts) {
    this.folder = new LastFolder(model.folder());
    this.texts = texts;
  }

  /** Signed files; empty if nobody chose any. */
  List<Path> files(Window window) {
    FileChooser chooser = chooser("PDF, P7S", "*.pdf", "*.PDF", "*.p7s", "*.P7S");
    List<File> all = chooser.showOpenMultipleDialog(window);
    return all == null ? List.of() : all.stream().flatMap(f -> folder.chosen(f).stream()).toList();
  }

  /** A folder. */
  Optional<Path> folder(Window window) {
    return folder.chosenFolder(folder.folders().showDialog(window));
  }

  /** A certificate. */
  Optional<Path> certificate(Window window) {
    FileChooser chooser = chooser("PEM, DER", "*.pem", "*.crt", "*.cer", "*.der");
    return folder.chosen(chooser.showOpenDialog(window));
  }

  /** Where a report goes; the ending says as what. */
  Optional<Path> report(Window window, String name) {
    FileChooser chooser = folder.files();
    chooser.setInitialFileName(name + "-" + texts.get("report.title") + ".pdf");
    for (String each : List.of("pdf", "html", "json")) {
      String kind = each.toUpperCase(java.util.Locale.ROOT);
      chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + each));
    }
    return folder.chosen(chooser.showSaveDialog(window));
  }

  private FileChooser chooser(String name, String... endings) {
    FileChooser chooser = folder.files();
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(name, endings));
    return chooser;
  }
}
