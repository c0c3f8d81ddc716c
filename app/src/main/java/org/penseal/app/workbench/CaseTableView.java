// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.time.format.DateTimeFormatter;
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
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;

/** The cases as a table; Enter or a double click shows the report of a signed one. */
public final class CaseTableView extends TableView<CaseLine> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Empty. */
  public CaseTableView() {
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
  }

  /** Shows this model's cases from now on. */
  public void bind(
      WorkbenchModel model, List<BusinessType> kinds, Texts texts, WorkbenchActions actions) {
    setId("cases");
    setAccessibleText(texts.get("window.workbench.cases"));
    String language = texts.locale().getLanguage();
    getColumns()
        .setAll(
            List.of(
                column(texts.get("window.workbench.column.at"), 140, l -> TIME.format(l.at())),
                column(
                    texts.get("window.workbench.column.document"),
                    320,
                    l -> l.erased() ? texts.get("window.workbench.erased") : document(l)),
                column(
                    texts.get("window.workbench.column.kind"),
                    140,
                    l -> kind(l.kind(), kinds, language)),
                column(
                    texts.get("window.workbench.column.status"), 220, l -> status(l, texts))));
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

  // A file name may hold a number of a person, and many see this list.
  private static String document(CaseLine line) {
    return Masks.numbers(line.document());
  }

  private static String kind(String id, List<BusinessType> kinds, String language) {
    return kinds.stream()
        .filter(each -> each.id().equals(id))
        .map(each -> each.name().in(language))
        .findFirst()
        .orElse(id);
  }

  private static String status(CaseLine line, Texts texts) {
    String words = texts.get("window.workbench.status." + line.status());
    return line.status() == CaseStatus.DONE && line.output().isEmpty() && !line.erased()
        ? words + " · " + texts.get("window.workbench.moved")
        : words;
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
