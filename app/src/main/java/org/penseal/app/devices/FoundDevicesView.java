// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.penseal.app.text.Texts;

/** The devices that were found for one part, by name; none of a service. */
final class FoundDevicesView extends MenuButton {
  FoundDevicesView(Part part, DevicesModel model, Texts texts, DevicesView.Actions actions) {
    setText(texts.get("window.devices.choose"));
    setId("choose-" + part);
    setVisible(part.isDevice());
    setManaged(part.isDevice());
    model
        .found(part)
        .addListener((ListChangeListener<FoundDevice>) any -> list(part, model, texts, actions));
    list(part, model, texts, actions);
  }

  private void list(Part part, DevicesModel model, Texts texts, DevicesView.Actions actions) {
    getItems().clear();
    for (FoundDevice each : model.found(part)) {
      String name = each.name().isEmpty() ? each.uri() : each.name() + " · " + each.uri();
      item(name, () -> actions.choose(part, each));
    }
    if (model.found(part).isEmpty()) {
      item(texts.get("window.devices.none-found"), () -> {}).setDisable(true);
    }
    if (part != Part.PAD) {
      FoundDevice none = new FoundDevice("", "");
      item(texts.get("window.devices.without"), () -> actions.choose(part, none));
    }
  }

  private MenuItem item(String words, Runnable action) {
    MenuItem item = new MenuItem(words);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> action.run());
    getItems().add(item);
    return item;
  }
}
