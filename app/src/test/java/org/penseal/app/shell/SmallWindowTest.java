// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.WholeCase;
import org.penseal.app.devices.Part;
import org.penseal.app.devices.PartState;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.signing.CaseState;
import org.penseal.identity.IdentityMode;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.refusal.FileException;

/** In the smallest window no words are cut off, in either language and theme. */
@WholeCase
class SmallWindowTest {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 680;

  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  private static void on(Runnable action) {
    Screen.on(
        () -> {
          action.run();
          return null;
        });
    Screen.frames(8);
  }

  @ParameterizedTest
  @CsvSource({"zh, false", "en, true"})
  void wordsAreWholeOnEveryPage(String language, boolean dark) throws Exception {
    try (OpenWindow shown =
        OpenWindow.of(
            folder,
            language,
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}))) {
      List<String> cut = new ArrayList<>();
      WindowModels models = shown.window().models();
      Screen screen = shown.screen();
      String name = language + (dark ? "-dark" : "-light") + "-small-";
      on(() -> models.settings().dark().set(dark));
      screen.size(WIDTH, HEIGHT);
      look(shown, name + "welcome", cut);
      screen.click("openDemo");
      Screen.until("read", () -> models.document().reader().pictures().drawn().get() > 0);
      Screen.until("a place", () -> models.document().places().place().get() != null);
      look(shown, name + "document", cut);
      on(() -> shown.window().go(Step.PLACE));
      look(shown, name + "place", cut);
      on(() -> shown.window().go(Step.IDENTIFY));
      on(() -> models.identify().mode().set(IdentityMode.PHONE));
      look(shown, name + "identify", cut);
      on(
          () -> {
            models.identify().consentText().set("…");
            models.identify().stage().set(IdentifyModel.Stage.CONSENT);
          });
      look(shown, name + "consent", cut);
      on(
          () -> {
            models.shell().step().set(Step.SIGN);
            models.capture().opened(new Ink.Space(9600, 6000, 1023, 100), PadModel.Confirm.HOST);
            models.capture().padChanged();
            models.capture().state().set(CaseState.SHOWN);
          });
      look(shown, name + "sign", cut);
      on(() -> shown.window().go(Step.REPORT));
      look(shown, name + "report", cut);
      on(() -> models.shell().settingsOpen().set(true));
      look(shown, name + "settings", cut);
      on(() -> models.shell().settingsOpen().set(false));
      on(() -> models.queue().add(List.of(Path.of("a.pdf"), Path.of("b.pdf"), Path.of("c.pdf"))));
      on(() -> models.queue().take());
      on(() -> shown.window().go(Step.PLACE));
      look(shown, name + "queue", cut);
      on(() -> models.queue().clear());
      on(() -> models.settings().demoDevices().set(false));
      on(() -> models.shell().devicesOpen().set(true));
      Screen.until(
          "looked at",
          () ->
              Arrays.stream(Part.values())
                  .noneMatch(
                      each ->
                          models.devices().state(each).get().light() == PartState.Light.LOOKING));
      look(shown, name + "devices", cut);
      on(() -> models.settings().demoDevices().set(true));
      on(() -> models.shell().question().set(new ShellModel.Asked("keys", null)));
      look(shown, name + "keys", cut);
      on(() -> models.shell().question().set(new ShellModel.Asked("close", () -> {})));
      look(shown, name + "question", cut);
      on(() -> models.shell().question().set(null));
      FileException gone = new FileException.InputUnreadable(Path.of("a.pdf"), "gone", null);
      on(() -> models.shell().failure().set(gone));
      look(shown, name + "problem", cut);
      assertEquals(List.of(), cut);
    }
  }

  private static void look(OpenWindow shown, String name, List<String> cut) {
    shown.screen().picture(name);
    shown.screen().picture(name + "-200", 2);
    Screen.on(
        () -> {
          cut(shown.stage().getScene().getRoot(), name, cut);
          return null;
        });
  }

  private static void cut(Node node, String page, List<String> cut) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      Node text =
          labeled.getChildrenUnmodifiable().stream()
              .filter(Text.class::isInstance)
              .findFirst()
              .orElse(null);
      String whole =
          labeled.isMnemonicParsing() ? labeled.getText().replace("_", "") : labeled.getText();
      if (text instanceof Text drawn && !drawn.getText().equals(whole)) {
        cut.add(page + ": " + labeled.getText());
      }
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> cut(each, page, cut));
    }
  }
}
