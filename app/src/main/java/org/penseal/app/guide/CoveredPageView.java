// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** A page that asks: what it asks is shown over the whole window, as long as the page is shown. */
public final class CoveredPageView extends StackPane {
  private final ObservableList<Node> over = FXCollections.observableArrayList();

  /** An empty page. */
  public CoveredPageView() {}

  /** What is over the window; each is seen while it asks. */
  public ObservableList<Node> getOver() { // FXML fills it by this name
    return over;
  }
}
