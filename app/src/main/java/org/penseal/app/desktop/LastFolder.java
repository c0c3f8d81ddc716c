// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/**
 * The system's dialogs for files, each of which begins in the folder of the last file, whichever
 * dialog that was in.
 */
public final class LastFolder {
  private final StringProperty folder;

  /**
   * @param folder empty for none
   */
  public LastFolder(StringProperty folder) {
    this.folder = folder;
  }

  /** A dialog for files that begins there; where the folder is gone, where the system likes. */
  public FileChooser files() {
    FileChooser chooser = new FileChooser();
    known().ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  /** A dialog for a folder that begins there. */
  public DirectoryChooser folders() {
    DirectoryChooser chooser = new DirectoryChooser();
    known().ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  private Optional<File> known() {
    return Optional.of(folder.get())
        .filter(path -> !path.isEmpty())
        .map(File::new)
        .filter(File::isDirectory);
  }

  /** A file was chosen, or none: its folder is the last one. */
  public Optional<Path> chosen(@Nullable File file) {
    if (file != null) {
      Path parent = file.toPath().toAbsolutePath().getParent();
      folder.set(parent == null ? "" : parent.toString());
    }
    return Optional.ofNullable(file).map(File::toPath);
  }

  /** A folder was chosen, or none. */
  public Optional<Path> chosenFolder(@Nullable File chosen) {
    if (chosen != null) {
      folder.set(chosen.getAbsolutePath());
    }
    return Optional.ofNullable(chosen).map(File::toPath);
  }
}
