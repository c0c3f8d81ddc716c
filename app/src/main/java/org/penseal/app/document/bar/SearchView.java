// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.bar;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.penseal.app.document.reader.PageRequests;
import org.penseal.app.document.reader.SearchModel;
import org.penseal.app.text.Texts;

/** A field for a text that is searched for, and how many places there are. */
final class SearchView extends HBox {
  private final TextField text = new TextField();
  private final Label found = new Label();

  SearchView() {
    super(4);
    setAlignment(Pos.CENTER_LEFT);
    text.setId("searchField");
    text.setPrefColumnCount(10);
    text.setMinWidth(90);
    found.setId("searchFound");
    found.setMinWidth(USE_PREF_SIZE);
    found.getStyleClass().add("quiet");
  }

  void bind(SearchModel model, PageRequests requests, Texts texts) {
    text.setPromptText(texts.get("window.read.search"));
    text.setAccessibleText(texts.get("window.read.search"));
    model.text().subscribe(now -> text.setText(now));
    text.setOnAction(
        e -> {
          if (text.getText().strip().equals(model.text().get())) {
            model.step(1);
          } else {
            requests.search(text.getText());
          }
        });
    text.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ESCAPE && !text.getText().isEmpty()) {
            requests.search("");
            text.clear();
            e.consume();
          }
        });
    Button back = ReaderBarView.button("previousHit", "▲", "window.read.previous-hit", texts);
    back.setOnAction(e -> model.step(-1));
    Button on = ReaderBarView.button("nextHit", "▼", "window.read.next-hit", texts);
    on.setOnAction(e -> model.step(1));
    back.disableProperty().bind(Bindings.isEmpty(model.hits()));
    on.disableProperty().bind(Bindings.isEmpty(model.hits()));
    found.textProperty().bind(words(model, texts));
    getChildren().setAll(text, found, back, on);
  }

  private static StringBinding words(SearchModel model, Texts texts) {
    return Bindings.createStringBinding(
        () -> {
          if (model.text().get().isBlank()) {
            return "";
          }
          boolean goesOn = model.pagesLeft().get() > 0;
          int hits = model.hits().size();
          if (hits == 0) {
            return texts.get(goesOn ? "window.read.searching" : "window.read.not-found");
          }
          String all = goesOn || hits == SearchModel.MOST ? hits + "+" : String.valueOf(hits);
          return texts.get("window.read.found", model.current().get() + 1, all);
        },
        model.text(),
        model.hits(),
        model.current(),
        model.pagesLeft());
  }
}
