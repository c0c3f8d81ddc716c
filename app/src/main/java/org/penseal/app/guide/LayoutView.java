// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.penseal.app.text.Texts;

/**
 * Lays out what FXML describes: its words are the texts' ({@code %key}), and what it shows only at
 * times follows the model ({@code visible="${model.placing}"}).
 */
public final class LayoutView {
  private LayoutView() {}

  /**
   * A page.
   *
   * @param name of the FXML file beside the view
   * @param view its controller
   */
  public static Parent page(String name, Object view, Object model, Texts texts) {
    return load(name, view, model, texts, new FXMLLoader());
  }

  /**
   * Fills a part of a page from the FXML file beside it, which is named as it is: {@code
   * Person.fxml} for the {@code PersonView}.
   */
  public static void fill(Parent part, Object model, Texts texts) {
    FXMLLoader loader = new FXMLLoader();
    loader.setRoot(part);
    String name = part.getClass().getSimpleName().replaceFirst("View$", ".fxml");
    load(name, part, model, texts, loader);
  }

  private static Parent load(
      String name, Object view, Object model, Texts texts, FXMLLoader loader) {
    URL layout = Objects.requireNonNull(view.getClass().getResource(name), name);
    loader.setLocation(layout);
    loader.setResources(texts.bundle());
    loader.setController(view);
    loader.getNamespace().put("model", Conditions.of(model));
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load " + name, e);
    }
  }

  /** From now on these take no room while they are not seen; in FXML that is said there. */
  public static void collapse(Node... all) {
    for (Node each : all) {
      each.managedProperty().bind(each.visibleProperty());
    }
  }
}
