// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.penseal.app.business.BusinessType;
import org.penseal.app.desktop.FileDropView;
import org.penseal.app.text.Texts;

/** The first page: open files, what waits, the cases with their filter, what can be done. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class WorkbenchView {
  private final WorkbenchModel model;
  private final List<BusinessType> kinds;
  private final WorkbenchActions actions;
  private final Texts texts;

  @FXML private Pane root;
  @FXML private Button choose;
  @FXML private Button chooseFolder;
  @FXML private Button openDemo;
  @FXML private Label openName;
  @FXML private Button goOn;
  @FXML private Label waiting;
  @FXML private Button complete;
  @FXML private CaseFilterView filter;
  @FXML private CaseTableView cases;
  @FXML private CaseActionsView foot;
  @FXML private Label more;

  /**
   * @param kinds the kinds of business of this station
   */
  public WorkbenchView(
      WorkbenchModel model, List<BusinessType> kinds, WorkbenchActions actions, Texts texts) {
    this.model = model;
    this.kinds = List.copyOf(kinds);
    this.actions = actions;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    choose.setOnAction(e -> actions.chooseFiles());
    chooseFolder.setOnAction(e -> actions.chooseFolder());
    openDemo.setOnAction(e -> actions.openDemo());
    openName
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.get("window.workbench.open-document", model.waitsOpen().get()),
                model.waitsOpen()));
    goOn.setOnAction(e -> actions.goOn());
    waiting
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.get("window.workbench.to-complete", model.toComplete().get()),
                model.toComplete()));
    complete.disableProperty().bind(model.completing());
    complete.setOnAction(e -> actions.complete());
    filter.bind(model.filter(), kinds, texts);
    cases.bind(model, kinds, texts, actions);
    foot.bind(model, texts, actions);
    more.setText(texts.get("window.workbench.more", WorkbenchFlow.MOST));
    FileDropView.install(root, actions::take);
  }
}
