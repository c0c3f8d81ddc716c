// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A title and some sentences; not there while there is none. */
public final class NoticesView extends VBox {
  private static final int MOST = 6;

  /** Without notices yet. */
  public NoticesView() {
    super(4);
    LayoutView.collapse(this);
    setVisible(false);
  }

  /** Shows these from now on; of more than a few the rest is in a tooltip. */
  public void show(String title, List<String> notices) {
    getChildren().clear();
    setVisible(!notices.isEmpty());
    Label head = new Label(title);
    head.getStyleClass().add("headline-small");
    head.setWrapText(true);
    getChildren().add(head);
    for (String each : notices.stream().distinct().limit(MOST).toList()) {
      getChildren().add(line(each));
    }
    if (notices.size() > MOST) {
      Label more = line("…");
      more.setTooltip(new Tooltip(String.join("\n", notices)));
      getChildren().add(more);
    }
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    label.getStyleClass().add("notice");
    return label;
  }
}
