// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.guide.Step;
import org.penseal.app.help.HelpTopic;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.signing.CaseState;
import org.penseal.identity.IdentityMode;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.refusal.FileException;

/** Everything is done by keys alone: each page is walked by Tab, and a case is led by Enter. */
@WholeCase
class AccessWindowTest {
  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    System.setProperty("penseal.home", ".."); // the manual of the sources
  }

  @BeforeEach
  void open() throws Exception {
    shown =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private void mainButton(String id) {
    assertEquals(id, screen.focused().map(Node::getId).orElse("nothing"));
  }

  @Test
  void everyPageIsWalkedByTabAndEveryStopHasANameAndIsSeen() {
    List<String> wrong = new ArrayList<>();
    mainButton("choose");
    wrong.addAll(new TabWalk("welcome", screen, shown.stage()).wrong());
    shown.on(() -> models().shell().beside().set(ShellModel.Beside.HELP));
    mainButton("back");
    wrong.addAll(new TabWalk("help", screen, shown.stage()).wrong());
    shown.on(() -> models().shell().beside().set(ShellModel.Beside.ABOUT));
    mainButton("back");
    wrong.addAll(new TabWalk("about", screen, shown.stage()).wrong());
    shown.on(() -> models().shell().beside().set(ShellModel.Beside.DOCTOR));
    mainButton("back");
    wrong.addAll(new TabWalk("doctor", screen, shown.stage()).wrong());
    shown.on(() -> models().shell().beside().set(ShellModel.Beside.NOTHING));
    shown.on(() -> models().shell().settingsOpen().set(true));
    mainButton("done");
    wrong.addAll(new TabWalk("settings of the demo", screen, shown.stage()).wrong());
    shown.on(() -> models().settings().demoDevices().set(false));
    wrong.addAll(new TabWalk("settings", screen, shown.stage()).wrong());
    shown.on(
        () -> {
          models().settings().demoDevices().set(true);
          models().shell().settingsOpen().set(false);
          models().document().locked().set(Path.of("locked.pdf"));
        });
    mainButton("passwordField");
    wrong.addAll(new TabWalk("password", screen, shown.stage()).wrong());
    screen.press(KeyCode.ESCAPE);
    Screen.until("no password", () -> models().document().locked().get() == null);
    screen.click("openDemo");
    Screen.until("read", () -> models().document().reader().pictures().drawn().get() > 0);
    Screen.frames(8);
    mainButton("next");
    wrong.addAll(new TabWalk("document", screen, shown.stage()).wrong());
    shown.on(() -> shown.window().go(Step.PLACE));
    shown.untilStep(Step.PLACE);
    wrong.addAll(new TabWalk("place", screen, shown.stage()).wrong());
    shown.on(() -> shown.window().go(Step.IDENTIFY));
    mainButton("begin");
    shown.on(() -> models().identify().mode().set(IdentityMode.PHONE));
    wrong.addAll(new TabWalk("identify", screen, shown.stage()).wrong());
    shown.on(() -> models().identify().stage().set(IdentifyModel.Stage.CONSENT));
    mainButton("agree");
    wrong.addAll(new TabWalk("consent", screen, shown.stage()).wrong());
    shown.on(() -> models().identify().stage().set(IdentifyModel.Stage.CHECKING));
    assertFalse(
        "cancelCheck".equals(screen.focused().map(Node::getId).orElse("")),
        "it would end the case");
    wrong.addAll(new TabWalk("checking", screen, shown.stage()).wrong());
    shown.on(() -> models().identify().stage().set(IdentifyModel.Stage.DONE));
    mainButton("proceed");
    wrong.addAll(new TabWalk("identified", screen, shown.stage()).wrong());
    shown.on(
        () -> {
          models().shell().step().set(Step.SIGN);
          models().capture().opened(new Ink.Space(9600, 6000, 1023, 100), PadModel.Confirm.HOST);
          models().capture().padChanged();
          models().capture().state().set(CaseState.SHOWN);
        });
    mainButton("okHere");
    wrong.addAll(new TabWalk("sign", screen, shown.stage()).wrong());
    shown.on(() -> shown.window().go(Step.REPORT));
    mainButton("openReport");
    wrong.addAll(new TabWalk("report", screen, shown.stage()).wrong());
    shown.on(
        () ->
            models()
                .shell()
                .failure()
                .set(new FileException.InputUnreadable(Path.of("a"), "gone", null)));
    mainButton("closeProblem");
    wrong.addAll(new TabWalk("problem", screen, shown.stage()).wrong());
    assertEquals(List.of(), wrong);
  }

  @Test
  void nothingBehindAFailureIsReachedAndEscapeEndsIt() {
    shown.on(
        () ->
            models()
                .shell()
                .failure()
                .set(new FileException.InputUnreadable(Path.of("a"), "gone", null)));
    for (int i = 0; i < 6; i++) {
      screen.press(KeyCode.TAB);
      String id = screen.focused().map(Node::getId).orElse("nothing");
      assertTrue(List.of("closeProblem", "copyDetails").contains(id), id);
    }
    screen.press(KeyCode.CONTROL, KeyCode.O);
    screen.press(KeyCode.ESCAPE);
    Screen.until("ended", () -> models().shell().failure().get() == null);
    Screen.frames(4);
    mainButton("choose");
    screen.press(KeyCode.F1);
    Screen.until("help", () -> models().shell().beside().get() == ShellModel.Beside.HELP);
    assertEquals(HelpTopic.WORKBENCH, models().shell().manual().topic().get());
    Screen.frames(4);
    mainButton("back");
    screen.picture("en-light-help");
    screen.press(KeyCode.ENTER);
    Screen.until("back", () -> models().shell().beside().get() == ShellModel.Beside.NOTHING);
  }

  @Test
  void emptyFormIsToldFieldByFieldBeforeAnybodyIsAskedToAgree() throws Exception {
    shown.on(() -> models().settings().demoDevices().set(false));
    shown.on(
        () -> {
          models().settings().idCard().set("");
          shown.window().go(Step.IDENTIFY);
          models().identify().mode().set(IdentityMode.PHONE);
        });
    screen.press(KeyCode.ENTER);
    Screen.until("told", () -> isShown("problem-NAME"));
    assertEquals("name", screen.focused().orElseThrow().getId());
    assertFalse(models().shell().running().get());
    assertTrue(screen.sees("problem-NUMBER"));
    assertTrue(screen.sees("problem-PHONE"));
    screen.picture("en-light-form-told");
    screen.type("li na");
    Screen.until("mended", () -> !isShown("problem-NAME"));
    shown.on(() -> models().identify().idNumber().set("11010519491231002X"));
    shown.on(() -> models().identify().phone().set("12"));
    screen.press(KeyCode.ENTER);
    Screen.frames(4);
    assertEquals("phone", screen.focused().orElseThrow().getId());
    assertFalse(models().shell().running().get());
  }

  private boolean isShown(String id) {
    Node node = shown.stage().getScene().lookup("#" + id);
    return node != null && node.isVisible();
  }

  @Test
  void wholeCaseIsLedBySevenKeysAndEndingItIsAskedBefore() {
    screen.press(KeyCode.TAB);
    screen.press(KeyCode.ENTER);
    Screen.until("read", () -> models().document().reader().pictures().drawn().get() > 0);
    Screen.until("a place", () -> models().document().places().place().get() != null);
    Screen.frames(10);
    screen.press(KeyCode.ENTER);
    shown.untilStep(Step.PLACE);
    screen.press(KeyCode.ENTER);
    shown.untilStep(Step.IDENTIFY);
    screen.press(KeyCode.ENTER);
    Screen.until("consent", () -> models().identify().stage().get() == IdentifyModel.Stage.CONSENT);
    Screen.frames(6);
    screen.press(KeyCode.ENTER);
    Screen.until("check", () -> models().identify().stage().get() == IdentifyModel.Stage.CHECKING);
    Screen.frames(6);
    screen.press(KeyCode.ESCAPE);
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(4);
    mainButton("questionStay");
    screen.press(KeyCode.ENTER);
    Screen.until("goes on", () -> models().shell().question().get() == null);
    assertTrue(models().shell().running().get());
    Screen.until("done", () -> models().identify().stage().get() == IdentifyModel.Stage.DONE);
    Screen.frames(6);
    screen.press(KeyCode.ENTER);
    shown.untilStep(Step.REPORT);
    assertNotNull(models().verify().verified().get());
    assertEquals(Report.Verdict.VALID, models().verify().verified().get().verdict());
    signedFileIsToldAtOnceAndCoveringItsSignatureIsAsked();
  }

  private void signedFileIsToldAtOnceAndCoveringItsSignatureIsAsked() {
    Path signed = models().verify().verified().get().file();
    shown.on(() -> shown.window().open(signed, null));
    Screen.until(
        "verified",
        () -> {
          var known = models().document().signatures().get();
          return known != null && !known.isEmpty();
        });
    assertEquals(Report.Verdict.VALID, models().document().signatures().get().getFirst().verdict());
    Screen.frames(6);
    screen.picture("en-light-signed-file");
    screen.press(KeyCode.ENTER);
    shown.untilStep(Step.PLACE);
    Placement.At mark =
        Objects.requireNonNull(models().document().places().marks().get().getFirst().at());
    shown.on(
        () ->
            models()
                .document()
                .places()
                .draw(mark.page(), mark.x(), mark.y(), mark.x() + 90, mark.y() + 40));
    assertTrue(screen.sees("placeCovers"));
    screen.picture("en-light-place-covers");
    screen.press(KeyCode.ENTER);
    Screen.frames(4);
    assertEquals(Step.PLACE, models().shell().step().get());
    screen.click("overEarlier");
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
  }
}
