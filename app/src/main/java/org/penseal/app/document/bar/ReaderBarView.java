// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.bar;

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
import org.penseal.app.document.reader.PageModels;
import org.penseal.app.document.reader.PageRequests;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.document.reader.ThumbnailsModel;
import org.penseal.app.text.Texts;

/** The bar above the pages: which page, how large, which way up, and what is searched for. */
public final class ReaderBarView extends HBox {
  private final TextField page = new TextField();
  private final Label count = new Label();
  private final ZoomView zoom = new ZoomView();
  private final SearchView search = new SearchView();

  /** Without pages. */
  public ReaderBarView() {
    super(4);
    setAlignment(Pos.CENTER_LEFT);
    page.setId("pageField");
    page.setPrefColumnCount(4);
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
    fields(models, texts);
    search.bind(models.search(), requests, texts);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    List<Node> all =
        List.of(
            back, page, count, on, gap(), smaller, zoom, larger, wide, whole, turn, space, search);
    getChildren().setAll(all);
  }

  /** Shows and hides thumbnails from now on. */
  public void leaf(ThumbnailsModel model, Texts texts) {
    ToggleButton leaves = new ToggleButton(texts.get("window.read.leaves"));
    leaves.setId("leaves");
    leaves.setMinWidth(USE_PREF_SIZE);
    leaves.setTooltip(new Tooltip(texts.get("window.read.thumbnails")));
    model.shown().subscribe(leaves::setSelected);
    leaves.setOnAction(e -> model.show(leaves.isSelected()));
    getChildren().addFirst(leaves);
  }

  private void fields(PageModels models, Texts texts) {
    ReaderModel model = models.reader();
    model.page().subscribe(now -> page.setText(String.valueOf(now)));
    models.count().subscribe(now -> count.setText("/ " + now));
    page.setAccessibleText(texts.get("window.read.page-field"));
    page.setOnAction(
        e -> {
          model.goTo(ZoomView.number(page.getText(), model.page().get()));
          page.setText(String.valueOf(model.page().get()));
        });
    zoom.bind(model, texts);
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
