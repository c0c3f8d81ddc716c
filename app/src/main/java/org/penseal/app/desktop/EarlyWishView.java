// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;

/**
 * A window that is not filled yet: notes help, files and the question for files, which take effect
 * once it is. Of help and that question the last one does, and neither where files were dropped. On
 * the JavaFX thread only.
 */
public final class EarlyWishView {
  private final List<Path> dropped = new ArrayList<>();
  private final EventHandler<KeyEvent> keys = this::pressed;
  private Runnable stop = () -> {};
  private Wish last = Wish.NOTHING;

  private enum Wish {
    NOTHING,
    HELP,
    FILES
  }

  /** Who fulfils them. */
  public interface Fulfilling {
    /** Shows help. */
    void showHelp();

    /** Asks for files. */
    void askForFiles();

    /** Takes files that were dropped. */
    void takeDropped(List<Path> files);
  }

  /** Of no window yet. */
  public EarlyWishView() {}

  /** From now on they are noted. */
  public void install(Scene scene, Node root) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, keys);
    FileDropView.install(root, dropped::addAll);
    stop =
        () -> {
          scene.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
          root.setOnDragOver(null);
          root.setOnDragDropped(null);
        };
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case F1 -> help();
      case O -> last = event.isShortcutDown() ? Wish.FILES : last;
      default -> {}
    }
  }

  /** Help is wanted. */
  public void help() {
    last = Wish.HELP;
  }

  /** Nothing is noted any more: the window itself does it, or will never be filled. */
  public void stop() {
    stop.run();
  }

  /** Has done what was noted, once. */
  public void fulfil(Fulfilling by) {
    List<Path> files = List.copyOf(dropped);
    Wish wish = last;
    dropped.clear();
    last = Wish.NOTHING;
    if (!files.isEmpty()) {
      by.takeDropped(files);
      return;
    }
    switch (wish) {
      case HELP -> by.showHelp();
      case FILES -> by.askForFiles();
      case NOTHING -> {}
    }
  }
}
