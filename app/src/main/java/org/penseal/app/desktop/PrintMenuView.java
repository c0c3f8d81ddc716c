// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.penseal.app.text.Texts;

/** A button with the printers of this computer; whoever chooses one prints on it. */
public final class PrintMenuView extends MenuButton {
  /**
   * Lists these printers from now on.
   *
   * @param print is given the name of the one that was chosen
   */
  public void bind(ObservableList<String> printers, Texts texts, Consumer<String> print) {
    setText(texts.get("window.workbench.print"));
    printers.addListener((ListChangeListener<String>) any -> list(printers, texts, print));
    list(printers, texts, print);
  }

  private void list(ObservableList<String> printers, Texts texts, Consumer<String> print) {
    getItems().clear();
    for (String name : printers) {
      MenuItem item = new MenuItem(name);
      item.setMnemonicParsing(false);
      item.setOnAction(e -> print.accept(name));
      getItems().add(item);
    }
    if (printers.isEmpty()) {
      MenuItem none = new MenuItem(texts.get("window.workbench.no-printer"));
      none.setDisable(true);
      getItems().add(none);
    }
  }
}
