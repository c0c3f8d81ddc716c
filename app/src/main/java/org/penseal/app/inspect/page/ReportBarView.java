// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.nio.file.Path;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.guide.Navigator;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;

/** What is done with an answer: its report is opened or saved, a root is trusted. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class ReportBarView extends FlowPane {
  @FXML private Button open;
  @FXML private Button save;
  @FXML private Button trustFile;
  @FXML private Button back;

  /**
   * Works on this model's answer from now on.
   *
   * @param reports writes reports
   * @param leave goes back to the case
   */
  public void bind(InspectModel model, InspectFlow flow, VerifyFlow reports, Page page) {
    Texts texts = page.texts();
    LayoutView.fill(this, model, texts);
    ChoosingView choosing = new ChoosingView(model, texts);
    open.disableProperty().bind(model.answer().isNull());
    open.setOnAction(
        e -> {
          VerifiedFile answer = model.answer().get();
          if (answer != null) {
            Path target = VerifyFlow.reportOf(answer.file());
            reports.write(answer, target, texts, () -> page.navigator().open(target));
          }
        });
    save.disableProperty().bind(model.answer().isNull());
    save.setOnAction(
        e -> {
          VerifiedFile answer = model.answer().get();
          if (answer != null) {
            String name = String.valueOf(answer.file().getFileName());
            choosing
                .report(getScene().getWindow(), name)
                .ifPresent(
                    to ->
                        reports.write(
                            answer,
                            to,
                            texts,
                            () -> page.say(texts.get("window.inspect.saved", to))));
          }
        });
    trustFile.setOnAction(
        e -> choosing.certificate(getScene().getWindow()).ifPresent(flow::askRoot));
    back.setOnAction(e -> page.leave());
  }

  /** What the window does for the page of verification. */
  public interface Page {
    /** Its words. */
    Texts texts();

    /** Opens files, and tells of failures. */
    Navigator navigator();

    /** Says a sentence at the foot of the window. */
    void say(String words);

    /** Goes back to the case. */
    void leave();
  }
}
