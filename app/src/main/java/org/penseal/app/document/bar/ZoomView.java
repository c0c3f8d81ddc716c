// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.bar;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.text.Texts;

/** How large the pages are: typed in percent, or chosen from a list. */
final class ZoomView extends HBox {
  private static final List<Integer> PERCENT = List.of(25, 50, 75, 100, 125, 150, 200, 300, 400);

  private final TextField field = new TextField();
  private final MenuButton list = new MenuButton();

  ZoomView() {
    setAlignment(Pos.CENTER_LEFT);
    field.setId("zoomField");
    field.setPrefColumnCount(5);
    field.setMinWidth(62);
    list.setId("zoomList");
    list.getStyleClass().addAll("flat", "list-arrow");
    list.setMinWidth(USE_PREF_SIZE);
    list.setPopupSide(Side.BOTTOM);
    getChildren().setAll(field, list);
  }

  void bind(ReaderModel model, Texts texts) {
    field.setAccessibleText(texts.get("window.read.zoom-field"));
    model.zoom().subscribe(now -> field.setText(words(now.doubleValue())));
    field.setOnAction(e -> take(model));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::open);
    list.setAccessibleText(texts.get("window.read.zoom-list"));
    list.getItems()
        .setAll(
            item(texts.get("window.read.fit-width"), () -> model.fit(ReaderModel.Fit.WIDTH)),
            item(texts.get("window.read.fit-page"), () -> model.fit(ReaderModel.Fit.PAGE)),
            new SeparatorMenuItem());
    for (int percent : PERCENT) {
      list.getItems().add(item(words(percent / 100.0), () -> model.zoom(percent / 100.0)));
    }
  }

  private void take(ReaderModel model) {
    int before = (int) Math.round(model.zoom().get() * 100);
    model.zoom(number(field.getText(), before) / 100.0);
    field.setText(words(model.zoom().get()));
  }

  /** The number that was typed, whatever stands around it. */
  static int number(String typed, int otherwise) {
    String digits = typed.replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 6 ? otherwise : Integer.parseInt(digits);
  }

  // As in every field with a list.
  private void open(KeyEvent event) {
    boolean asked =
        event.getCode() == KeyCode.F4 || event.getCode() == KeyCode.DOWN && event.isAltDown();
    if (asked) {
      list.show();
      event.consume();
    }
  }

  private static MenuItem item(String words, Runnable chosen) {
    MenuItem item = new MenuItem(words);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> chosen.run());
    return item;
  }

  private static String words(double zoom) {
    return Math.round(zoom * 100) + " %";
  }
}
