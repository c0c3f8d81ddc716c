// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.WholeCase;
import org.penseal.app.devices.Part;
import org.penseal.app.devices.PartState;
import org.penseal.app.guide.Step;
import org.penseal.app.help.HelpTopic;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.RootQuestion;
import org.penseal.app.signing.CaseState;
import org.penseal.identity.IdentityMode;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.FileException;
import org.penseal.trust.Purpose;

/** In the smallest window no words are cut off, in either language, theme and size of type. */
@WholeCase
class SmallWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    System.setProperty("penseal.home", ".."); // the manual of the sources
  }

  private static void on(Runnable action) {
    Screen.on(
        () -> {
          action.run();
          return null;
        });
    Screen.frames(8);
  }

  /** The longer language in its largest type. */
  @ParameterizedTest
  @CsvSource("en, false, true, 150")
  void wordsAreWholeOnEveryPage(String language, boolean dark, boolean contrast, int type)
      throws Exception {
    every(language, dark, contrast, type);
  }

  @ParameterizedTest
  @Tag("full")
  @CsvSource({
    "zh, false, false, 100",
    "en, true, false, 100",
    "zh, true, true, 125",
    "zh, true, false, 150",
    "zh, false, false, 150"
  })
  void wordsAreWholeInEveryOtherTypeAndTheme(
      String language, boolean dark, boolean contrast, int type) throws Exception {
    every(language, dark, contrast, type);
  }

  private void every(String language, boolean dark, boolean contrast, int type) throws Exception {
    try (OpenWindow shown =
        OpenWindow.of(
            folder,
            language,
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}))) {
      List<String> cut = new ArrayList<>();
      WindowModels models = shown.window().models();
      Screen screen = shown.screen();
      String name =
          language
              + (dark ? "-dark" : "-light")
              + (contrast ? "-contrast" : "")
              + (type == 100 ? "-small-" : "-type" + type + "-");
      on(
          () -> {
            models.settings().dark().set(dark);
            models.settings().contrast().set(contrast);
            models.settings().typePercent().set(type);
          });
      screen.size(shown.stage().getMinWidth(), shown.stage().getMinHeight());
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
      on(() -> models.shell().beside().set(ShellModel.Beside.VERIFICATION));
      look(shown, name + "inspect-welcome", cut);
      verification(shown, name, cut);
      on(() -> models.shell().settingsOpen().set(true));
      look(shown, name + "settings", cut);
      on(() -> models.shell().settingsOpen().set(false));
      on(() -> models.shell().beside().set(ShellModel.Beside.HELP));
      for (HelpTopic each : HelpTopic.values()) {
        on(() -> models.shell().manual().topic().set(each));
        look(shown, name + "help-" + each.file(), cut);
      }
      on(() -> models.shell().beside().set(ShellModel.Beside.ABOUT));
      look(shown, name + "about", cut);
      on(() -> models.shell().beside().set(ShellModel.Beside.DOCTOR));
      look(shown, name + "doctor", cut);
      on(() -> models.shell().beside().set(ShellModel.Beside.NOTHING));
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
      on(() -> shown.window().devices().setUp(Part.CA));
      look(shown, name + "service-form", cut);
      on(() -> models.devices().form().close());
      on(() -> models.settings().demoDevices().set(true));
      on(() -> models.shell().devicesOpen().set(false));
      on(() -> models.shell().question().set(new ShellModel.Asked("close", () -> {})));
      look(shown, name + "question", cut);
      on(() -> models.shell().question().set(null));
      FileException gone = new FileException.InputUnreadable(Path.of("a.pdf"), "gone", null);
      on(() -> models.shell().failure().set(gone));
      look(shown, name + "problem", cut);
      assertEquals(List.of(), cut);
    }
  }

  private void verification(OpenWindow shown, String name, List<String> cut) throws Exception {
    InspectModel model = shown.window().models().inspect();
    Path plain = folder.resolve("a file with a long name, agreement of the parties 2026.pdf");
    DemoReport.write(plain);
    on(() -> shown.window().verify(List.of(plain, folder.resolve("missing.pdf"))));
    Screen.until("verified", () -> model.done().get() == 2 && model.pages().reader().count() > 0);
    Screen.until("drawn", () -> model.pages().reader().pictures().drawn().get() > 0);
    look(shown, name + "inspect", cut);
    X509Certificate root =
        shown.station().demonstration().roots().anchors(Purpose.SIGNER).getFirst();
    on(() -> model.root().set(new RootQuestion(root, Purpose.SIGNER)));
    look(shown, name + "inspect-root", cut);
    on(() -> model.root().set(null));
    on(() -> model.opening().set(true));
    look(shown, name + "inspect-opening", cut);
    on(() -> model.opening().set(false));
  }

  private static void look(OpenWindow shown, String name, List<String> cut) {
    shown.screen().picture(name);
    if (name.contains("-small-")) {
      shown.screen().picture(name + "-200", 2);
    }
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
    if (node instanceof Labeled labeled
        && labeled.getText() != null
        && !labeled.getText().isEmpty()) {
      Node text =
          labeled.getChildrenUnmodifiable().stream()
              .filter(Text.class::isInstance)
              .findFirst()
              .orElse(null);
      String whole =
          labeled.isMnemonicParsing() ? labeled.getText().replace("_", "") : labeled.getText();
      if (text instanceof Text drawn && !drawn.getText().equals(whole)) {
        cut.add(page + ": " + labeled.getText());
      } else if (text != null && text.getLayoutBounds().getHeight() > labeled.getHeight() + 1) {
        cut.add(page + ": too low for " + labeled.getText());
      }
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> cut(each, page, cut));
    }
  }
}
