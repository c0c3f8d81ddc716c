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
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.ProblemDetails;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseException;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardException;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.PadException;

/** A failure in words, over everything else; seen only when there is one. */
public final class ProblemView extends StackPane {
  private final Label title = line("headline");
  private final Label text = line("lead");
  private final Label remedy = line("notice");
  private final Label code = line("quiet");
  private final Button close = new Button();
  private final Button copy = new Button();
  private final Button acknowledge = new Button();
  private final Button mend = new Button();
  private final Button retry = new Button();

  /** No failure yet. */
  public ProblemView() {
    getStyleClass().add("veil");
    close.setId("closeProblem");
    close.getStyleClass().addAll("accent", "main");
    copy.setId("copyDetails");
    acknowledge.setId("acknowledgeArchive");
    acknowledge.managedProperty().bind(acknowledge.visibleProperty());
    mend.setId("problemSettings");
    mend.managedProperty().bind(mend.visibleProperty());
    retry.setId("problemRetry");
    retry.managedProperty().bind(retry.visibleProperty());
    remedy.setMaxWidth(Double.MAX_VALUE);
    VBox card =
        new VBox(12, title, text, remedy, code, new FlowPane(12, 8, close, retry, mend, copy, acknowledge));
    card.getStyleClass().add("problem");
    card.setMaxSize(560, Region.USE_PREF_SIZE);
    getChildren().add(card);
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
    close.setOnAction(e -> model.failure().set(null));
    copy.setText(texts.get("window.problem.copy"));
    copy.setOnAction(e -> copy(model, texts));
    acknowledge.setText(texts.get("window.problem.acknowledge"));
    acknowledge.setOnAction(e -> model.acknowledge().get().run());
    mend.setText(texts.get("window.problem.devices"));
    mend.setOnAction(
        e -> {
          model.failure().set(null);
          model.devicesOpen().set(true);
        });
    retry.setText(texts.get("window.problem.retry"));
    retry.visibleProperty().bind(model.retry().isNotNull());
    retry.setOnAction(
        e -> {
          Runnable again = model.retry().get();
          model.failure().set(null);
          if (again != null) {
            again.run();
          }
        });
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            model.failure().set(null);
            e.consume();
          }
        });
    model
        .failure()
        .subscribe(
            failure -> {
              show(failure, texts);
              if (failure == null) {
                model.retry().set(null);
              }
            });
  }

  private void show(@Nullable Throwable failure, Texts texts) {
    setVisible(failure != null);
    acknowledge.setVisible(failure instanceof StoreException.Behind behind && behind.kind.mends());
    // Which device is used is chosen there.
    mend.setVisible(
        failure instanceof PadException
            || failure instanceof IdCardException
            || failure instanceof LivenessException.NoCamera
            || failure instanceof CaseException.ServiceNotNamed);
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
      ClipboardContent copied = new ClipboardContent();
      String program = Station.SOFTWARE.name() + " " + Station.SOFTWARE.version();
      copied.putString(ProblemDetails.of(failure, program));
      Clipboard.getSystemClipboard().setContent(copied);
      model.notice().set(texts.get("window.problem.copied"));
    }
  }
}
