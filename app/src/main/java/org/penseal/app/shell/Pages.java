// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.penseal.app.text.Texts;

/** Loads pages from their FXML. */
final class Pages {
  private Pages() {}

  /**
   * @param name of the FXML file beside the view
   * @param view its controller
   */
  static Parent load(String name, Object view, Texts texts) {
    URL layout = Objects.requireNonNull(view.getClass().getResource(name), name);
    FXMLLoader loader = new FXMLLoader(layout, texts.bundle());
    loader.setController(view);
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load " + name, e);
    }
  }
}
