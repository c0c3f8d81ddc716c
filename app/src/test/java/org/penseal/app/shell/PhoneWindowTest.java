// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.authority.PhoneStep;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.identify.card.CardPictureFlow;
import org.penseal.app.workplace.Station;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.ocr.ReadNumber;

/** The mode phone and the kinds of business through the controls of the window. */
@WholeCase
class PhoneWindowTest {
  private static final String TYPES =
      """
      [{"id": "loan", "name": {"zh": "贷款", "en": "Loan"},
        "modes": ["real-person", "phone"], "defaultMode": "phone", "liveness": true, "card": true,
        "retentionDays": 5, "keep": []},
       {"id": "other", "name": {"zh": "其他", "en": "Other"}, "modes": ["real-person"],
        "defaultMode": "real-person", "liveness": true, "card": true, "retentionDays": 5, "keep": [],
        "alternative": {"zh": "柜台纸质办理", "en": "on paper"}}]""";

  @TempDir Path folder;
  private OpenWindow opened;
  private Station station;
  private Stage stage;
  private MainWindow window;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("business-types.json"), TYPES);
    opened =
        OpenWindow.of(
            folder,
            "zh",
            (itsStation, itsStage) -> new MainWindow(itsStation, itsStage, path -> {}));
    station = opened.station();
    stage = opened.stage();
    window = opened.window();
    screen = opened.screen();
  }

  @AfterEach
  void close() {
    opened.close();
  }

  private IdentifyModel who() {
    return window.models().identify();
  }

  private void until(String what, java.util.function.BooleanSupplier met) {
    Screen.until(
        what,
        () -> {
          assertNull(window.models().shell().failure().get());
          return met.getAsBoolean();
        });
  }

  private void toTheForm() {
    screen.click("openDemo");
    screen.click("next");
    until("last page", () -> window.models().document().reader().page().get() == 4);
    Screen.frames(5);
    screen.drag("page", 0.36, 0.355, 0.57, 0.43);
    screen.click("next");
  }

  private boolean takesPlace(String id) {
    return Screen.on(() -> stage.getScene().getRoot().lookup("#" + id).isManaged());
  }

  private void enter(String code) {
    Screen.on(
        () -> {
          who().code().code().set(code);
          return null;
        });
    screen.click("code-enter");
  }

  @Test
  void theCodeOfTheDemoMessageConfirmsThePerson() {
    assertEquals(IdentityMode.PHONE, who().mode().get());
    toTheForm();
    screen.click("begin");
    until("consent", () -> who().stage().get() == IdentifyModel.Stage.CONSENT);
    assertTrue(who().consentText().get().contains("贷款"), who().consentText().get());
    assertTrue(who().consentText().get().contains("5 天"), who().consentText().get());
    screen.click("agree");
    PhoneStep step = who().code();
    until("code asked", () -> step.asked().get());
    Screen.frames(5);
    screen.picture("zh-light-code");
    assertTrue(screen.sees("code-demo"));
    assertFalse(takesPlace("camera"), "no empty half where no camera is used");
    assertFalse(takesPlace("prompt"));
    String code = Objects.requireNonNull(step.demo().get()).demoCode().orElseThrow();
    assertEquals("演示，未发送到任何手机：验证码 " + code, screen.text("code-demo"));
    Screen.on(
        () -> {
          window.models().settings().language().set("en");
          return null;
        });
    Screen.frames(5);
    assertEquals("DEMO, not sent to any phone: code " + code, screen.text("code-demo"));
    enter((code.startsWith("9") ? "8" : "9") + code.substring(1));
    until("two tries left", () -> step.triesLeft().get() == 2 && step.asked().get());
    assertEquals("The code is wrong. Tries left: 2.", screen.text("code-tries"));
    enter(code);
    until("identified", () -> who().stage().get() == IdentifyModel.Stage.DONE);
    assertEquals(
        "confirmed",
        Objects.requireNonNull(
                Objects.requireNonNull(who().identified().get()).signer().identity().authority())
            .phoneCode());
  }

  private boolean saysThatTheReaderCounts() {
    Screen.frames(2);
    return screen.text("scanNote").contains("以阅读器上的证件为准");
  }

  @Test
  void whereAReaderIsAskedAPictureOfTheCardIsSaidToGiveTheNumberOnly() {
    toTheForm();
    Screen.on(
        () -> {
          CardPictureFlow.Pictured taken =
              new CardPictureFlow.Pictured(new byte[0], new ReadNumber("1", false, 1));
          who().pictured(who().picture().begins(), taken);
          return null;
        });
    assertTrue(saysThatTheReaderCounts(), "the demo has a reader");
    Screen.on(
        () -> {
          window.models().settings().demoDevices().set(false);
          return null;
        });
    assertFalse(saysThatTheReaderCounts(), screen.text("scanNote"));
    Screen.on(
        () -> {
          window.models().settings().idCard().set("hid:");
          return null;
        });
    assertTrue(saysThatTheReaderCounts(), screen.text("scanNote"));
  }

  @Test
  void aFileThatIsSpoiltMeanwhileEndsTheCaseBeforeAnythingIsTaken() throws Exception {
    toTheForm();
    Files.writeString(folder.resolve("business-types.json"), "[]");
    screen.click("begin");
    Screen.until("failure", () -> window.models().shell().failure().get() != null);
    assertNotNull(window.models().shell().failure().get());
    assertEquals(0, station.archive().cases().size());
  }
}
