// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.Service;
import org.penseal.app.text.Texts;

/** The form of one service: its fields, what is wrong with each, and what came of a trial. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class ServiceFormView extends VBox {
  @FXML private Label serviceTitle;
  @FXML private Label hint;
  @FXML private Label serviceLock;
  @FXML private RadioButton bySecret;
  @FXML private RadioButton byKey;
  @FXML private SetupRowView address;
  @FXML private SetupRowView reference;
  @FXML private SetupRowView secret;
  @FXML private SetupRowView key;
  @FXML private SetupRowView keySecret;
  @FXML private SetupRowView certificate;
  @FXML private SetupRowView roots;
  @FXML private Label serviceOutcome;
  @FXML private Button serviceSave;
  @FXML private Button serviceTest;
  @FXML private Button serviceRemove;
  @FXML private Button serviceLeave;

  /**
   * Fills in this form from now on.
   *
   * @param folder where files are looked for
   */
  public void bind(SetupFlow flow, LastFolder folder, Texts texts) {
    ServiceForm form = flow.form();
    LayoutView.fill(this, form, texts);
    ToggleGroup protection = new ToggleGroup();
    bySecret.setToggleGroup(protection);
    byKey.setToggleGroup(protection);
    form.byKey().subscribe(now -> (now ? byKey : bySecret).setSelected(true));
    byKey.selectedProperty().subscribe(now -> form.byKey().set(now));
    List<SetupRowView> rows =
        List.of(address, reference, secret, key, keySecret, certificate, roots);
    for (SetupRowView each : rows) {
      each.bind(form, (field, further) -> choose(field, further, folder, texts), texts);
    }
    for (var each : List.of(bySecret, byKey, serviceSave)) {
      each.disableProperty().bind(form.lock().isNotNull());
    }
    serviceSave.setOnAction(e -> mended(flow::save, rows));
    serviceTest.setOnAction(e -> mended(flow::test, rows));
    serviceRemove.setOnAction(e -> flow.remove());
    serviceLeave.setOnAction(e -> flow.close());
    form.service().subscribe(now -> name(now, texts));
    form.lock()
        .subscribe(
            why -> serviceLock.setText(why == null ? "" : texts.get("window.setup.lock." + why)));
    form.outcome().subscribe(now -> tell(now, texts));
  }

  // The first field that has to be mended has the focus.
  private static void mended(Runnable action, List<SetupRowView> rows) {
    action.run();
    rows.stream().filter(SetupRowView::isWrong).findFirst().ifPresent(SetupRowView::focus);
  }

  private void choose(StringProperty field, boolean further, LastFolder folder, Texts texts) {
    FileChooser chooser = folder.files();
    chooser.setTitle(texts.get("window.setup.choose"));
    folder
        .chosen(chooser.showOpenDialog(getScene().getWindow()))
        .ifPresent(
            file -> {
              String before = field.get().strip();
              field.set(further && !before.isEmpty() ? before + "; " + file : file.toString());
            });
  }

  private void name(@Nullable Service now, Texts texts) {
    if (now != null) {
      serviceTitle.setText(texts.get("window.setup.title." + now));
      hint.setText(texts.get("window.setup.hint." + now));
    }
  }

  private void tell(ServiceForm.@Nullable Outcome now, Texts texts) {
    serviceOutcome.getStyleClass().removeAll("good", "bad");
    Throwable failure = now == null ? null : now.failure();
    if (now == null) {
      serviceOutcome.setText("");
    } else if (failure == null) {
      serviceOutcome.getStyleClass().add("good");
      serviceOutcome.setText(
          texts.get("window.setup.answers." + now.kind(), now.found().toArray()));
    } else {
      Problem problem = Problems.of(failure);
      String code = texts.get("window.problem.code", problem.code());
      serviceOutcome.getStyleClass().add("bad");
      serviceOutcome.setText(String.join("\n", problem.text(texts), problem.remedy(texts), code));
    }
  }
}
