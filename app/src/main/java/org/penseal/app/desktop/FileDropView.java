// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/** A page onto which files and folders are dropped; what else is dragged over it is not taken. */
public final class FileDropView {
  private FileDropView() {}

  /**
   * From now on; on the JavaFX thread.
   *
   * @param take gets what was dropped, at least one file or folder
   */
  public static void install(Node page, Consumer<List<Path>> take) {
    page.setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
          }
        });
    page.setOnDragDropped(
        e -> {
          List<File> files = e.getDragboard().getFiles();
          boolean any = files != null && !files.isEmpty();
          if (any) {
            take.accept(files.stream().map(File::toPath).toList());
          }
          e.setDropCompleted(any);
        });
  }
}
