// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.devices.PartState;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.ProblemDetails;
import org.penseal.app.problem.Problems;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;

/** A failure in words, over everything else; seen only when there is one. */
public final class ProblemView extends StackPane {
  private final Label title = line("headline");
  private final Label text = line("lead");
  private final Label remedy = line("notice");
  private final Label code = line("quiet");
  private final Button close = button("closeProblem");
  private final Button copy = button("copyDetails");
  private final Button acknowledge = button("acknowledgeArchive");
  private final Button mend = button("problemSettings");
  private final Button retry = button("problemRetry");

  /** No failure yet. */
  public ProblemView() {
    getStyleClass().add("veil");
    close.getStyleClass().addAll("accent", "main");
    remedy.setMaxWidth(Double.MAX_VALUE);
    FlowPane all = new FlowPane(12, 8, close, retry, mend, copy, acknowledge);
    VBox card = new VBox(12, title, text, remedy, code, all);
    card.getStyleClass().add("problem");
    card.setMaxSize(560, Region.USE_PREF_SIZE);
    getChildren().add(card);
  }

  static Button button(String id) {
    Button button = new Button();
    button.setId(id);
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  static Label line(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setWrapText(true);
    return label;
  }

  /** Shows this model's failures from now on. */
  public void bind(ShellModel model, Texts texts) {
    close.setText(texts.get("window.problem.close"));
    close.setOnAction(e -> end(model, null));
    copy.setText(texts.get("window.problem.copy"));
    copy.setOnAction(e -> copy(model, texts));
    acknowledge.setText(texts.get("window.problem.acknowledge"));
    acknowledge.setOnAction(e -> model.acknowledge().get().run());
    mend.setText(texts.get("window.problem.devices"));
    mend.setOnAction(e -> end(model, () -> model.devicesOpen().set(true)));
    retry.setText(texts.get("window.problem.retry"));
    retry.visibleProperty().bind(model.retry().isNotNull());
    retry.setOnAction(e -> end(model, model.retry().get()));
    addEventHandler(KeyEvent.KEY_PRESSED, e -> pressed(e, model));
    model.failure().subscribe(failure -> show(failure, texts));
  }

  private static void pressed(KeyEvent event, ShellModel model) {
    if (event.getCode() == KeyCode.ESCAPE) {
      end(model, null);
      event.consume();
    }
  }

  private static void end(ShellModel model, @Nullable Runnable then) {
    model.failure().set(null);
    model.retry().set(null);
    if (then != null) {
      then.run();
    }
  }

  private void show(@Nullable Throwable failure, Texts texts) {
    setVisible(failure != null);
    acknowledge.setVisible(failure instanceof StoreException.Behind behind && behind.kind.mends());
    mend.setVisible(PartState.isOf(failure));
    if (failure != null) {
      Problem known = Problems.of(failure);
      title.setText(known.title(texts));
      text.setText(known.text(texts));
      remedy.setText(known.remedy(texts));
      code.setText(texts.get("window.problem.code", known.code()));
    }
  }

  private static void copy(ShellModel model, Texts texts) {
    Throwable failure = model.failure().get();
    if (failure != null) {
      String program = Station.SOFTWARE.name() + " " + Station.SOFTWARE.version();
      ClipboardContent copied = new ClipboardContent();
      copied.putString(ProblemDetails.of(failure, program));
      Clipboard.getSystemClipboard().setContent(copied);
      model.notice().set(texts.get("window.problem.copied"));
    }
  }
}
