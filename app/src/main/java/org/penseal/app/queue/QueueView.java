// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penseal.app.business.BusinessType;
import org.penseal.app.text.Texts;

/** One line over the page while there is a queue: which file, what comes, how it goes on. */
public final class QueueView extends HBox {
  private final Label where = new Label();
  private final Label rule = new Label();
  private final CheckBox goOn = new CheckBox();
  private final Button next = new Button();
  private final Button end = new Button();

  /** What the buttons do. */
  public interface Actions {
    /** Opens the next file; the open one stays unsigned if it is not signed. */
    void next();

    /** Ends the queue, once the person knows what becomes of the rest. */
    void end();
  }

  /** Not there while there is no queue. */
  public QueueView() {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("queue-bar");
    where.setId("queueWhere");
    where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    rule.setId("queueRule");
    rule.getStyleClass().add("quiet");
    rule.setWrapText(true);
    rule.setMinHeight(USE_PREF_SIZE);
    where.setMinHeight(USE_PREF_SIZE);
    goOn.setId("queueGoOn");
    next.setId("queueNext");
    end.setId("queueEnd");
    for (var each : new javafx.scene.control.Control[] {goOn, next, end}) {
      each.setMinWidth(USE_PREF_SIZE);
    }
    VBox words = new VBox(0, where, rule);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(words, goOn, next, end);
  }

  /** Shows this queue from now on. */
  public void bind(
      QueueModel model,
      ObservableValue<BusinessType> type,
      ObservableBooleanValue running,
      Texts texts,
      Actions actions) {
    goOn.setText(texts.get("window.queue.without-asking"));
    goOn.setSelected(model.pace().get() == Pace.WITHOUT_ASKING);
    goOn.selectedProperty()
        .subscribe(on -> model.pace().set(on ? Pace.WITHOUT_ASKING : Pace.ONE_BY_ONE));
    model.pace().subscribe(pace -> goOn.setSelected(pace == Pace.WITHOUT_ASKING));
    end.setText(texts.get("window.queue.end"));
    end.disableProperty().bind(running);
    next.setOnAction(e -> actions.next());
    end.setOnAction(e -> actions.end());
    InvalidationListener again = any -> show(model, type.getValue(), running.get(), texts);
    model.files().addListener(again);
    model.behind().addListener(again);
    model.business().addListener(again);
    type.addListener(again);
    running.addListener(again);
    again.invalidated(model.files());
  }

  private void show(QueueModel model, BusinessType type, boolean running, Texts texts) {
    if (!model.active().get()) {
      return;
    }
    QueueWords words = new QueueWords(model, type, texts);
    where.setText(words.where());
    where.setTooltip(new Tooltip(words.waiting()));
    rule.setText(words.rule());
    boolean open = model.open().isPresent();
    next.setText(texts.get(open ? "window.queue.skip" : "window.queue.next"));
    next.setDisable(running || model.waiting() == 0);
    next.getStyleClass().remove("accent");
    if (!open) {
      next.getStyleClass().add("accent");
    }
  }
}
