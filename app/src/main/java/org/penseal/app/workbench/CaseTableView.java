// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.penseal.app.business.BusinessType;
import org.penseal.app.text.Texts;

/** The cases as a table; Enter or a double click shows the report of a signed one. */
public final class CaseTableView extends TableView<CaseLine> {
  /** Empty. */
  public CaseTableView() {
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
  }

  /** Shows this model's cases from now on. */
  public void bind(
      WorkbenchModel model, List<BusinessType> kinds, Texts texts, WorkbenchActions actions) {
    setId("cases");
    setAccessibleText(texts.get("window.workbench.cases"));
    CaseWords words = new CaseWords(kinds, texts);
    getColumns()
        .setAll(
            List.of(
                column(texts.get("window.workbench.column.at"), 210, words::time),
                column(texts.get("window.workbench.column.document"), 320, words::document),
                column(texts.get("window.workbench.column.kind"), 140, words::kind),
                column(texts.get("window.workbench.column.status"), 220, words::status)));
    setItems(model.lines());
    Label none = new Label();
    none.setWrapText(true);
    none.getStyleClass().add("quiet");
    model
        .lines()
        .subscribe(
            () ->
                none.setText(
                    texts.get(
                        model.filter().narrows()
                            ? "window.workbench.none-found"
                            : "window.workbench.none")));
    none.setText(texts.get("window.workbench.none"));
    setPlaceholder(none);
    getSelectionModel().selectedItemProperty().subscribe(line -> model.selected().set(line));
    model
        .selected()
        .subscribe(
            line -> {
              if (line != null && !Objects.equals(line, getSelectionModel().getSelectedItem())) {
                getSelectionModel().select(line);
              }
            });
    setRowFactory(
        table -> {
          TableRow<CaseLine> row = new TableRow<>();
          row.setOnMouseClicked(
              e -> {
                if (e.getClickCount() == 2) {
                  report(model, actions);
                }
              });
          return row;
        });
    setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER && report(model, actions)) {
            e.consume();
          }
        });
  }

  private static boolean report(WorkbenchModel model, WorkbenchActions actions) {
    CaseLine line = model.selected().get();
    if (line == null || line.output().isEmpty()) {
      return false;
    }
    actions.report(line.output().get());
    return true;
  }

  private static TableColumn<CaseLine, String> column(
      String head, double width, Function<CaseLine, String> words) {
    TableColumn<CaseLine, String> column = new TableColumn<>(head);
    column.setPrefWidth(width);
    column.setSortable(false); // the newest first, always
    column.setReorderable(false);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(words.apply(cell.getValue())));
    return column;
  }
}
