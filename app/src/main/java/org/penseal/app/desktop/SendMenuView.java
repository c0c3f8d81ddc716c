// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.penseal.app.guide.Navigator;
import org.penseal.app.text.Texts;

/** A button with the ways in which a file leaves for somebody else. */
public final class SendMenuView extends MenuButton {
  /**
   * Lists them from now on.
   *
   * @param send is given the one that was chosen
   */
  public void bind(Texts texts, Consumer<Navigator.Sending> send) {
    setText(texts.get("window.send"));
    getItems().clear();
    for (Navigator.Sending each : Navigator.Sending.values()) {
      if (each != Navigator.Sending.MAIL || DesktopOpener.mails()) {
        MenuItem item = new MenuItem(texts.get("window.send." + each));
        item.setOnAction(e -> send.accept(each));
        getItems().add(item);
      }
    }
  }
}
