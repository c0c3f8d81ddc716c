// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.RootQuestion;
import org.penseal.app.inspect.SignatureVerdicts;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.page.SignatureView;
import org.penseal.pad.Ink;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.trust.Purpose;

/** One signature: its verdict and place, the facts, article 13, and what can be done about it. */
final class SignatureCardView extends VBox {
  private final int number;
  private final Texts texts;

  SignatureCardView(int number, Texts texts) {
    super(10);
    this.number = number;
    this.texts = texts;
    getStyleClass().add("card");
  }

  void show(VerifiedFile.Entry entry, VerifiedFile file, InspectModel model, InspectFlow flow) {
    Report.Verdict verdict = SignatureVerdicts.of(entry, file).verdict();
    String word = JsonReport.word(verdict);
    String key = entry.isDocumentTimestamp() ? "window.inspect.stamp" : "window.inspect.signature";
    Label title = label(texts.get(key, number) + " · " + verdict(word), "head");
    title.getStyleClass().setAll("label", "verdict-line", word);
    title.setMaxWidth(Double.MAX_VALUE);
    getChildren().setAll(title, new PlaceButtonView(number, entry.signed().field(), model, texts));
    if (verdict != Report.Verdict.VALID) {
      reasons(entry).forEach(each -> getChildren().add(label(each, "reason")));
    }
    roots(entry.signed(), model);
    evidence(entry, model);
    getChildren().add(SignatureView.facts(entry, texts));
    if (!entry.isDocumentTimestamp()) {
      getChildren().add(law(entry));
    }
  }

  private String verdict(String word) {
    return texts.get("report.verdict." + word);
  }

  private List<String> reasons(VerifiedFile.Entry entry) {
    return Stream.concat(entry.signed().integrityReasons().stream(), entry.reasons().stream())
        .map(code -> CodeWords.of(texts, code))
        .distinct()
        .toList();
  }

  private void roots(Report.Signed signed, InspectModel model) {
    Report.UnknownRoots unknown = signed.unknownRoots();
    if (model.rootsAllowed().get()) {
      root(unknown.signer(), Purpose.SIGNER, model);
      root(unknown.tsa(), Purpose.TSA, model);
    } else if (unknown.signer() != null || unknown.tsa() != null) {
      Label forbidden = label(texts.get("window.inspect.root.forbidden"), "quiet");
      forbidden.setId("trustForbidden" + number);
      getChildren().add(forbidden);
    }
  }

  private void root(@Nullable X509Certificate root, Purpose purpose, InspectModel model) {
    if (root != null) {
      String words = texts.get("window.inspect.root.purpose." + purpose);
      Button trust = new Button(texts.get("window.inspect.root") + " (" + words + ")");
      trust.setId("trust" + purpose + number);
      trust.setOnAction(e -> model.root().set(new RootQuestion(root, purpose)));
      getChildren().add(trust);
    }
  }

  private void evidence(VerifiedFile.Entry entry, InspectModel model) {
    Ink ink = entry.ink();
    EvidenceStreams streams = entry.signed().evidence();
    if (ink != null) {
      getChildren().add(new ReplayView(ink, texts));
    } else if (streams != null && streams.sealedInk().size() > 0) {
      Button open = new Button(texts.get("window.inspect.ink"));
      open.setId("openInk" + number);
      open.setOnAction(e -> model.opening().set(true));
      getChildren().add(open);
    }
  }

  private Node law(VerifiedFile.Entry entry) {
    TitledPane law =
        new TitledPane(texts.get("window.inspect.law"), SignatureView.clauses(entry, texts));
    law.setId("law" + number);
    law.setExpanded(false);
    law.setAnimated(false);
    return law;
  }

  private static Label label(String words, String style) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
