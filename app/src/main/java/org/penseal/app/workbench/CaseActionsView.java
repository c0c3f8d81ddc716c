// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.PrintMenuView;
import org.penseal.app.desktop.SendMenuView;
import org.penseal.app.text.Texts;

/** What can be done with the chosen case. */
public final class CaseActionsView extends FlowPane {
  private static final double GAP = 12;

  private final Button report = new Button();
  private final Button file = new Button();
  private final PrintMenuView print = new PrintMenuView();
  private final SendMenuView send = new SendMenuView();
  private final Button folder = new Button();

  /** Nothing is chosen. */
  public CaseActionsView() {
    super(GAP, GAP);
    report.setId("caseReport");
    file.setId("caseFile");
    print.setId("casePrint");
    send.setId("caseSend");
    folder.setId("caseFolder");
    getChildren().addAll(report, file, print, send, folder);
  }

  /** Acts on this model's chosen case from now on. */
  public void bind(WorkbenchModel model, Texts texts, WorkbenchActions actions) {
    report.setText(texts.get("window.workbench.report"));
    file.setText(texts.get("window.workbench.file"));
    folder.setText(texts.get("window.workbench.folder"));
    BooleanBinding nothing =
        Bindings.createBooleanBinding(() -> !isThere(model.selected().get()), model.selected());
    report.disableProperty().bind(nothing);
    file.disableProperty().bind(nothing);
    print.disableProperty().bind(nothing);
    send.disableProperty().bind(nothing);
    folder.disableProperty().bind(nothing);
    report.setOnAction(e -> chosen(model, actions::report));
    file.setOnAction(e -> chosen(model, actions::open));
    folder.setOnAction(e -> chosen(model, path -> openFolder(path, actions)));
    send.bind(texts, way -> chosen(model, path -> actions.send(path, way)));
    print.bind(model.printers(), texts, name -> chosen(model, path -> actions.print(path, name)));
  }

  private static void openFolder(Path path, WorkbenchActions actions) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      actions.open(parent);
    }
  }

  private static boolean isThere(@Nullable CaseLine line) {
    return line != null && line.output().isPresent();
  }

  private static void chosen(WorkbenchModel model, Consumer<Path> act) {
    CaseLine line = model.selected().get();
    if (line != null) {
      line.output().ifPresent(act);
    }
  }
}
