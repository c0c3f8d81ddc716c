// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.RootQuestion;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;
import org.penseal.trust.Purpose;

/** Asks whether a certificate is to be trusted, over everything else; seen only then. */
public final class RootView extends AskingView {
  private final GridPane facts = new GridPane(14, 8);
  private final ChoiceBox<Purpose> purpose = new ChoiceBox<>();
  private final CheckBox compared = new CheckBox();
  private final Button accept = new Button();
  private final Button cancel = new Button();

  /** Asks nothing yet. */
  public RootView() {
    purpose.setId("rootPurpose");
    compared.setId("rootCompared");
    compared.setWrapText(true);
    accept.setId("rootAccept");
    cancel.setId("rootCancel");
    cancel.getStyleClass().addAll("accent", "main");
    purpose.getItems().setAll(RootQuestion.PURPOSES);
  }

  /** Asks this model's questions from now on. */
  public void bind(InspectModel model, InspectFlow flow, Texts texts) {
    Label text = line(texts.get("window.inspect.root.text"), "lead");
    purpose.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Purpose each) {
            return each == null ? "" : texts.get("window.inspect.root.purpose." + each);
          }

          @Override
          public Purpose fromString(String words) {
            return Purpose.SIGNER; // nothing is typed
          }
        });
    purpose.setAccessibleText(texts.get("window.inspect.root.purpose"));
    compared.setText(texts.get("window.inspect.root.compared"));
    accept.setText(texts.get("window.inspect.root.accept"));
    accept.disableProperty().bind(compared.selectedProperty().not());
    cancel.setText(texts.get("window.inspect.root.cancel"));
    cancel.setOnAction(e -> model.root().set(null));
    card(
        line(texts.get("window.inspect.root.title"), "headline"),
        text,
        facts,
        compared,
        new HBox(12, cancel, accept));
    model.root().subscribe(asked -> show(asked, flow, texts));
  }

  private void show(@Nullable RootQuestion asked, InspectFlow flow, Texts texts) {
    facts.getChildren().clear();
    compared.setSelected(false);
    if (asked == null) {
      return;
    }
    X509Certificate root = asked.certificate();
    purpose.setValue(asked.purpose());
    row(texts, "subject", Visible.of(root.getSubjectX500Principal().getName()), "fact-value");
    row(texts, "issuer", Visible.of(root.getIssuerX500Principal().getName()), "fact-value");
    Instant from = root.getNotBefore().toInstant();
    Instant to = root.getNotAfter().toInstant();
    row(texts, "valid", texts.get("window.inspect.root.valid.value", from, to), "fact-value");
    for (String algorithm : List.of("SM3", "SHA-256")) {
      Label digest = line(asked.digest(algorithm), "digest-groups");
      digest.setId("rootDigest-" + algorithm);
      Label name = line(texts.get("window.inspect.root.digest", algorithm), "quiet");
      name.setLabelFor(digest);
      facts.addRow(facts.getRowCount(), name, digest);
    }
    Label name = line(texts.get("window.inspect.root.purpose"), "quiet");
    name.setLabelFor(purpose);
    facts.addRow(facts.getRowCount(), name, new VBox(purpose));
    accept.setOnAction(e -> flow.trust(root, purpose.getValue()));
  }

  private void row(Texts texts, String key, String value, String style) {
    facts.addRow(
        facts.getRowCount(),
        line(texts.get("window.inspect.root." + key), "quiet"),
        line(value, style));
  }
}
