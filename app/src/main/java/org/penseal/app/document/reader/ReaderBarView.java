// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.penseal.app.text.Texts;

/** The bar above the pages: which page, how large, which way up, and what is searched for. */
public final class ReaderBarView extends HBox {
  private final TextField page = new TextField();
  private final Label count = new Label();
  private final TextField zoom = new TextField();
  private final SearchView search = new SearchView();

  /** Without pages. */
  public ReaderBarView() {
    super(4);
    setAlignment(Pos.CENTER_LEFT);
    page.setId("pageField");
    page.setPrefColumnCount(4);
    zoom.setId("zoomField");
    zoom.setPrefColumnCount(5);
    zoom.setMinWidth(62);
    page.setMinWidth(46);
    count.setMinWidth(USE_PREF_SIZE);
  }

  /** Moves this model from now on. */
  public void bind(PageModels models, PageRequests requests, Texts texts) {
    ReaderModel model = models.reader();
    Button back = button("previousPage", "‹", "window.read.previous", texts);
    back.setOnAction(e -> model.goTo(model.page().get() - 1));
    Button on = button("nextPage", "›", "window.read.next-page", texts);
    on.setOnAction(e -> model.goTo(model.page().get() + 1));
    Button smaller = button("smaller", "−", "window.read.smaller", texts);
    smaller.setOnAction(e -> model.larger(false));
    Button larger = button("larger", "+", "window.read.larger", texts);
    larger.setOnAction(e -> model.larger(true));
    ToggleButton wide =
        toggle("fitWidth", "window.read.width", ReaderModel.Fit.WIDTH, model, texts);
    ToggleButton whole = toggle("fitPage", "window.read.whole", ReaderModel.Fit.PAGE, model, texts);
    Button turn = button("turnView", "↻", "window.read.turn", texts);
    turn.setOnAction(e -> model.turn());
    fields(model, texts);
    search.bind(models.search(), requests, texts);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    List<Node> all =
        List.of(
            back, page, count, on, gap(), smaller, zoom, larger, wide, whole, turn, space, search);
    getChildren().setAll(all);
  }

  private void fields(ReaderModel model, Texts texts) {
    model.page().subscribe(now -> page.setText(String.valueOf(now)));
    model.column().subscribe(now -> count.setText("/ " + now.count()));
    page.setAccessibleText(texts.get("window.read.page-field"));
    page.setOnAction(
        e -> {
          model.goTo(number(page.getText(), model.page().get()));
          page.setText(String.valueOf(model.page().get()));
        });
    zoom.setAccessibleText(texts.get("window.read.zoom-field"));
    model.zoom().subscribe(now -> zoom.setText(percent(now.doubleValue())));
    zoom.setOnAction(
        e -> {
          model.zoom(number(zoom.getText(), (int) Math.round(model.zoom().get() * 100)) / 100.0);
          zoom.setText(percent(model.zoom().get()));
        });
  }

  private static String percent(double zoom) {
    return Math.round(zoom * 100) + " %";
  }

  private static int number(String typed, int otherwise) {
    String digits = typed.replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 6 ? otherwise : Integer.parseInt(digits);
  }

  private static Region gap() {
    Region gap = new Region();
    gap.setMinWidth(10);
    return gap;
  }

  /** A small button with a sign on it and words for everybody else. */
  static Button button(String id, String sign, String words, Texts texts) {
    Button button = new Button(sign);
    button.setId(id);
    button.getStyleClass().add("flat");
    button.setMinWidth(USE_PREF_SIZE);
    button.setAccessibleText(texts.get(words));
    button.setTooltip(new Tooltip(texts.get(words)));
    return button;
  }

  private static ToggleButton toggle(
      String id, String words, ReaderModel.Fit fit, ReaderModel model, Texts texts) {
    ToggleButton button = new ToggleButton(texts.get(words));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    model.fit().subscribe(now -> button.setSelected(now == fit));
    button.setOnAction(
        e -> {
          model.fit(fit);
          button.setSelected(true);
        });
    return button;
  }
}
