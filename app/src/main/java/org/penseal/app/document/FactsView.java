// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;

/** What a document is: title, file, pages, digest. */
public final class FactsView extends VBox {
  private final Label title = new Label();
  private final Label facts = new Label();
  private final Label digest = new Label();

  /** Of no document yet. */
  public FactsView() {
    super(10);
    getChildren().addAll(title, facts, digest);
    title.getStyleClass().add("headline-small");
    digest.getStyleClass().add("digest");
    title.setWrapText(true);
    facts.setWrapText(true);
    digest.setWrapText(true);
  }

  /** Shows this model's document from now on. */
  public void bind(DocumentModel model, Texts texts) {
    model
        .opened()
        .subscribe(
            document -> {
              if (document != null) {
                title.setText(Visible.of(document.title()));
                int pages = document.sizes().size();
                facts.setText(texts.get("window.read.facts", document.file().getFileName(), pages));
                digest.setText("SM3 " + document.sm3().replaceAll("(.{8})", "$1 ").strip());
              }
            });
  }
}
