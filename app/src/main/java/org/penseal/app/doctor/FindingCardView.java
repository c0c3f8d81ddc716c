// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;

/** A finding: what was checked, how it is, what can be done; a command is copied, not shown. */
final class FindingCardView extends VBox {
  /**
   * @param copy puts words for an administrator on the clipboard
   */
  FindingCardView(CheckFinding one, Texts texts, Consumer<String> copy) {
    super(6);
    FindingWords words = new FindingWords(one, texts);
    setId("finding-" + one.part());
    getStyleClass().add("card");
    String state = texts.get("window.doctor.state." + one.state().word());
    add(words.name(), "headline-small");
    add(words.sign() + " " + state, style(one.state()));
    List.of(words.text(), words.remedy(false)).forEach(each -> add(each, "manual-text"));
    if (words.hasRemedy()) {
      Button take = new Button(texts.get("window.doctor.copy"));
      take.setAccessibleText(take.getText() + ": " + words.name());
      take.setOnAction(e -> copy.accept(words.forAdministrator()));
      getChildren().add(take);
    }
  }

  private static String style(CheckFinding.State state) {
    return switch (state) {
      case GOOD -> "good";
      case FAILED, WARNING -> "bad";
      case NOTE -> "quiet";
    };
  }

  private void add(String words, String style) {
    if (!words.isEmpty()) {
      Label label = new Label(words);
      label.getStyleClass().add(style);
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      getChildren().add(label);
    }
  }
}
