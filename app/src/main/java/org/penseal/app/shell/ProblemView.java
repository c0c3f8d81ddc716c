// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.ProblemDetails;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;

/** A failure in words, over everything else; seen only when there is one. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class ProblemView extends StackPane {
  @FXML private Label title;
  @FXML private Label text;
  @FXML private Label remedy;
  @FXML private Label code;
  @FXML private Button close;
  @FXML private Button copy;
  @FXML private Button acknowledge;
  @FXML private Button mend;
  @FXML private Button retry;

  /** Shows this model's failures from now on. */
  public void bind(ShellModel model, Texts texts) {
    LayoutView.fill(this, model, texts);
    close.setOnAction(e -> end(model, null));
    copy.setOnAction(e -> copy(model, texts));
    acknowledge.setOnAction(e -> model.acknowledge().get().run());
    mend.setOnAction(e -> end(model, () -> model.devicesOpen().set(true)));
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
