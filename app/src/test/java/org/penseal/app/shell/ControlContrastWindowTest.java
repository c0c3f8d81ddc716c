// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.MenuButton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.WholeCase;
import org.penseal.app.devices.Part;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.FormCheck;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.identity.IdentityMode;
import org.penseal.refusal.FileException;

/**
 * The controls of every page stand out from their ground in all themes, with the colours that they
 * have on the screen: of the theme's own sheets, too, which {@link ContrastTest} does not read.
 */
@WholeCase
@SuppressWarnings("NullAway.Init") // the test opens its window
class ControlContrastWindowTest {
  private static final double LEAST = 4.5;
  // Over all pages: fewer would mean that the pages were not shown.
  private static final int MANY = 300;

  @TempDir Path folder;

  private OpenWindow shown;
  private ShownTexts texts;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private void page(String name, Runnable show) {
    shown.on(show);
    shown.on(() -> texts.look(name));
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void textsOfAllControlsStandOut(boolean dark, boolean high) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path signed = Files.writeString(folder.resolve("signed.pdf"), "signed");
    try (Station station = Station.open(Settings.in(data))) {
      KeptCases cases = new KeptCases(station.archive());
      cases.signed("standard", Instant.now(), "李娜", "11010519491231002X", signed);
      cases.cancelled("standard", Instant.now(), signed);
    }
    texts = new ShownTexts(LEAST);
    shown =
        OpenWindow.of(
            data, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    try {
      shown.on(
          () -> {
            models().settings().dark().set(dark);
            models().settings().contrast().set(high);
          });
      Screen.until("cases", () -> models().workbench().lines().size() == 2);
      workbench();
      beside();
      document();
      identify();
      overlays();
      shown.screen().picture("controls-" + (dark ? "dark" : "light") + (high ? "-high" : ""));
    } finally {
      shown.close();
    }
    assertTrue(texts.count() > MANY, "texts: " + texts.count());
    assertEquals(List.of(), texts.weak());
  }

  private void workbench() {
    page("workbench", () -> {});
    page(
        "workbench, chosen",
        () -> models().workbench().selected().set(models().workbench().lines().getFirst()));
    page("list of a choice", () -> choice().show());
    shown.on(() -> choice().hide());
    page("menu of a button", () -> menu().show());
    shown.on(() -> menu().hide());
  }

  private ChoiceBox<?> choice() {
    return (ChoiceBox<?>) shown.stage().getScene().lookup("#filterPeriod");
  }

  private MenuButton menu() {
    return (MenuButton) shown.stage().getScene().lookup("#casePrint");
  }

  private void beside() {
    ShellModel shell = models().shell();
    page("devices of the demo", () -> shell.devicesOpen().set(true));
    page(
        "devices",
        () -> {
          models().settings().pad().set("serial:/nowhere");
          models().settings().demoDevices().set(false);
        });
    page("form of a service", () -> shown.window().devices().setUp(Part.CA));
    page("cards again", () -> models().devices().form().close());
    page("settings", () -> shown.window().showSettings());
    shown.on(() -> shell.settingsOpen().set(false));
    for (ShellModel.Beside each :
        List.of(ShellModel.Beside.VERIFICATION, ShellModel.Beside.HELP, ShellModel.Beside.ABOUT)) {
      page(each.toString(), () -> shell.beside().set(each));
    }
    shown.on(() -> shell.beside().set(ShellModel.Beside.NOTHING));
  }

  private void document() throws Exception {
    page("password", () -> models().document().locked().set(Path.of("locked.pdf")));
    Path file = LongDocument.write(folder.resolve("a.pdf"), 3);
    shown.on(() -> shown.window().take(List.of(file, signed())));
    shown.untilOpen("a.pdf");
    page("document and queue", () -> {});
    page("place", () -> shown.window().go(Step.PLACE));
  }

  private Path signed() {
    return folder.resolve("signed.pdf");
  }

  private void identify() {
    IdentifyModel who = models().identify();
    page("identify", () -> shown.window().go(Step.IDENTIFY));
    page(
        "form with problems",
        () -> {
          who.mode().set(IdentityMode.PHONE);
          for (FormCheck.Field each : FormCheck.Field.values()) {
            who.form().problem(each).set(each == FormCheck.Field.PHONE ? "phone.empty" : "");
          }
        });
    page(
        "consent",
        () -> {
          who.consentText().set("I agree.");
          who.stage().set(IdentifyModel.Stage.CONSENT);
        });
    page(
        "code",
        () -> {
          who.stage().set(IdentifyModel.Stage.CHECKING);
          who.code().triesLeft().set(3);
          who.code().asked().set(true);
        });
  }

  private void overlays() {
    ShellModel shell = models().shell();
    page(
        "question",
        () ->
            shell
                .question()
                .set(
                    new ShellModel.Asked(
                        "cancel-in-queue", List.of(1, 2), () -> {}, () -> {}, null)));
    shown.on(() -> shell.question().set(null));
    page(
        "problem",
        () -> shell.failure().set(new FileException.InputUnreadable(Path.of("a"), "gone", null)));
  }
}
