// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.util.Arrays;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import org.penseal.app.business.BusinessType;
import org.penseal.app.text.Texts;

/** The filter of the list: what is shown in clear, and the whole name or number of a signer. */
public final class CaseFilterView extends FlowPane {
  private static final double GAP = 8;

  /** Nothing to choose yet. */
  public CaseFilterView() {
    super(GAP, GAP);
    // It filters already; the page's main button is another matter.
    setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            e.consume();
          }
        });
  }

  /** Changes this filter from now on. */
  @SuppressWarnings("NullAway") // null is a value of choices that may be left open
  public void bind(CaseFilter filter, List<BusinessType> kinds, Texts texts) {
    String language = texts.locale().getLanguage();
    DatePicker day = new DatePicker();
    day.setId("filterDay");
    day.setPromptText(texts.get("window.workbench.day"));
    day.setPrefWidth(140);
    day.valueProperty().bindBidirectional(filter.day());
    named(day, texts.get("window.workbench.day"));
    named(day.getEditor(), texts.get("window.workbench.day"));
    Button reset = new Button(texts.get("window.workbench.reset"));
    reset.setId("filterReset");
    reset.setOnAction(e -> filter.reset());
    getChildren()
        .setAll(
            new ChoiceView<>(
                "filterPeriod",
                texts.get("window.workbench.period"),
                false,
                List.of(Period.values()),
                filter.period(),
                each -> texts.get("window.workbench.period." + each)),
            day,
            field("filterDocument", filter.document(), texts.get("window.workbench.document"), 170),
            new ChoiceView<>(
                "filterKind",
                texts.get("window.workbench.kind"),
                true,
                kinds,
                filter.kind(),
                each ->
                    each == null
                        ? texts.get("window.workbench.any-kind")
                        : each.name().in(language)),
            new ChoiceView<>(
                "filterStatus",
                texts.get("window.workbench.status"),
                true,
                Arrays.asList(CaseStatus.values()),
                filter.status(),
                each ->
                    texts.get(
                        each == null
                            ? "window.workbench.any-status"
                            : "window.workbench.status." + each)),
            field("filterName", filter.name(), texts.get("window.workbench.name"), 130),
            field("filterNumber", filter.number(), texts.get("window.workbench.number"), 190),
            reset);
    InvalidationListener changed =
        any ->
            reset.setDisable(
                !filter.narrows()
                    && filter.day().get() == null
                    && filter.period().get() == Period.TODAY);
    filter.parts().forEach(each -> each.addListener(changed));
    changed.invalidated(filter.period());
  }

  private static void named(Node node, String words) {
    node.setAccessibleText(words);
  }

  private static TextField field(String id, Property<String> value, String words, double width) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(words);
    field.setPrefWidth(width);
    field.textProperty().bindBidirectional(value);
    named(field, words);
    return field;
  }
}
