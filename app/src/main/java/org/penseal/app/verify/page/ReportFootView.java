// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify.page;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.stage.FileChooser;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.desktop.PrintMenuView;
import org.penseal.app.desktop.SendMenuView;
import org.penseal.app.guide.Navigator;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.verify.VerifyModel;

/** What is done with the answer: its report and the signed file are opened, saved, printed. */
public final class ReportFootView extends FlowPane {
  private static final double GAP = 12;

  private final Button report = button("openReport");
  private final Button save = button("saveReport");
  private final Button file = button("openSigned");
  private final PrintMenuView print = new PrintMenuView();
  private final SendMenuView send = new SendMenuView();
  private final Button folder = button("showFolder");
  private final Button anew = button("anew");

  /** Without an answer yet. */
  public ReportFootView() {
    super(GAP, GAP);
    report.getStyleClass().addAll("accent", "main");
    print.setId("printSigned");
    send.setId("sendSigned");
    getChildren().addAll(report, save, file, print, send, folder, anew);
  }

  private static Button button(String id) {
    Button button = new Button();
    button.setId(id);
    return button;
  }

  /** Works on this model's answer from now on. */
  public void bind(VerifyModel model, VerifyFlow flow, Navigator navigator, Texts texts) {
    report.setText(texts.get("window.report.open"));
    report.setOnAction(
        e ->
            answer(
                model,
                answer -> {
                  Path target = VerifyFlow.reportOf(answer.file());
                  flow.write(answer, target, texts, () -> navigator.open(target));
                }));
    save.setText(texts.get("window.report.save"));
    save.setOnAction(
        e -> answer(model, answer -> save(answer, new LastFolder(model.folder()), flow, texts)));
    file.setText(texts.get("window.workbench.file"));
    file.setOnAction(e -> answer(model, answer -> navigator.open(answer.file())));
    print.bind(
        model.printers(),
        texts,
        printer ->
            answer(
                model, answer -> navigator.print(answer.file(), model.password().get(), printer)));
    send.bind(texts, way -> answer(model, answer -> navigator.send(answer.file(), way)));
    folder.setText(texts.get("window.report.folder"));
    folder.setOnAction(
        e ->
            answer(
                model,
                answer -> {
                  if (answer.file().toAbsolutePath().getParent() instanceof Path parent) {
                    navigator.open(parent);
                  }
                }));
    anew.setText(texts.get("window.report.anew"));
    anew.setOnAction(e -> navigator.startAnew());
  }

  private void save(VerifiedFile answer, LastFolder last, VerifyFlow flow, Texts texts) {
    FileChooser chooser = last.files();
    chooser.setInitialFileName("report.html");
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter("HTML", "*.html"),
            new FileChooser.ExtensionFilter("PDF", "*.pdf"));
    last.chosen(chooser.showSaveDialog(getScene().getWindow()))
        .ifPresent(target -> flow.write(answer, target, texts, () -> {}));
  }

  private static void answer(VerifyModel model, Consumer<VerifiedFile> act) {
    VerifiedFile answer = model.verified().get();
    if (answer != null) {
      act.accept(answer);
    }
  }
}
