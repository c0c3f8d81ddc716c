// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.inspect.InspectedFile;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;

/** A file in the list: its name, and in words what was found. */
final class FileRowView extends ListCell<InspectedFile> {
  private final Texts texts;
  private final Label name = new Label();
  private final Label words = new Label();
  private final VBox row = new VBox(2, name, words);
  private final InvalidationListener again = changed -> show();
  private @Nullable InspectedFile shown;

  FileRowView(Texts texts) {
    this.texts = texts;
    row.setMinWidth(0);
    row.setPrefWidth(1); // as wide as the list, never wider
    name.setMaxWidth(Double.MAX_VALUE);
    name.setWrapText(true);
    name.setMinHeight(USE_PREF_SIZE);
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.setMaxWidth(Double.MAX_VALUE);
  }

  @Override
  protected void updateItem(@Nullable InspectedFile item, boolean empty) {
    super.updateItem(item, empty);
    if (shown != null) {
      shown.state().removeListener(again);
      shown.summary().removeListener(again);
    }
    shown = empty ? null : item;
    if (shown != null) {
      shown.state().addListener(again);
      shown.summary().addListener(again);
    }
    show();
  }

  private void show() {
    InspectedFile file = shown;
    if (file == null) {
      setGraphic(null);
      setAccessibleText(null);
      setTooltip(null);
      return;
    }
    InspectedFile.Summary summary = file.summary().get();
    boolean verified = file.state().get() == InspectedFile.State.VERIFIED && summary != null;
    name.setText(Visible.of(file.name()));
    words.setText(verified ? found(summary, texts) : state(file, texts));
    words.getStyleClass().setAll("label", "verdict-line", verified ? summary.finding() : "none");
    setTooltip(new Tooltip(Visible.of(file.file().toString())));
    setAccessibleText(name.getText() + ": " + words.getText());
    setGraphic(row);
  }

  private static String state(InspectedFile file, Texts texts) {
    return texts.get("window.inspect.state." + file.state().get());
  }

  /** The verdict, and who signed. */
  static String found(InspectedFile.Summary summary, Texts texts) {
    String verdict = texts.get("report.verdict." + summary.finding());
    String signers = Visible.of(String.join(", ", summary.signers().stream().distinct().toList()));
    return signers.isBlank() ? verdict : verdict + " · " + signers;
  }

  /** Why there is no answer; may be empty. */
  static String why(InspectedFile file, Texts texts) {
    Throwable failure = file.failure();
    if (file.state().get() == InspectedFile.State.LOCKED) {
      String tried = file.tried() ? "wrong" : "text";
      return texts.get("window.inspect.password." + tried);
    }
    if (failure == null) {
      return "";
    }
    Problem problem = Problems.of(failure);
    return problem.text(texts) + "\n" + problem.remedy(texts);
  }
}
