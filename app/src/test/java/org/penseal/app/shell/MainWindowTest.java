// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.annotate.AnnotationButton;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.desktop.StandInPrinter;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.settings.SeenPad;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.store.StoreException;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;

/** The whole job through the real controls, without a screen. */
@WholeCase
class MainWindowTest {
  @TempDir Path folder;

  private StandInPrinter printer;
  private OpenWindow shown;
  private Station station;
  private Stage stage;
  private MainWindow window;
  private Screen screen;
  private final List<Path> opened = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    printer = new StandInPrinter("Counter " + folder.getFileName());
    shown =
        OpenWindow.of(
            folder,
            "zh",
            (itsStation, itsStage) -> new MainWindow(itsStation, itsStage, opened::add));
    station = shown.station();
    stage = shown.stage();
    window = shown.window();
    screen = shown.screen();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private WindowModels models() {
    return window.models();
  }

  private void untilStep(Step step) {
    Screen.until(
        "step " + step,
        () -> {
          assertNull(models().shell().failure().get());
          return models().shell().step().get() == step;
        });
  }

  private void untilStage(IdentifyModel.Stage wanted) {
    Screen.until(
        "stage " + wanted,
        () -> {
          assertNull(models().shell().failure().get());
          return models().identify().stage().get() == wanted;
        });
  }

  private void place() {
    if (models().settings().demoDevices().get()) {
      screen.click("openDemo");
    } else {
      openReport(); // the demo's document is offered in the demo only
    }
    screen.click("next");
    untilStep(Step.PLACE);
    Screen.until("last page", () -> models().document().reader().page().get() == 4);
    Screen.frames(5);
    screen.drag("page", 0.36, 0.355, 0.57, 0.43);
    screen.click("next");
  }

  private void openReport() {
    Screen.on(
        () -> {
          Path documents = Files.createDirectories(folder.resolve("documents"));
          Path report = documents.resolve("report.pdf");
          DemoReport.write(report);
          window.open(report, null);
          return null;
        });
  }

  private void wholeJob(String look) {
    screen.picture(look + "-0-welcome");
    screen.click("openDemo");
    Screen.until(
        "thumbnails", () -> models().document().reader().pictures().drawnSmall().get() >= 3);
    Screen.until("page", () -> models().document().reader().pictures().drawn().get() > 0);
    screen.picture(look + "-1-document");
    screen.click("next");
    untilStep(Step.PLACE);
    Screen.until("last page", () -> models().document().reader().page().get() == 4);
    Screen.frames(5);
    screen.drag("page", 0.36, 0.355, 0.57, 0.43);
    Screen.until("place", () -> models().document().places().taken().get() == null);
    screen.picture(look + "-2-place");
    screen.click("next");
    untilStep(Step.IDENTIFY);
    screen.picture(look + "-3-identify");
    screen.click("begin");
    untilStage(IdentifyModel.Stage.CONSENT);
    screen.picture(look + "-4-consent");
    screen.click("agree");
    Screen.until(
        "the simulated pen",
        () -> models().identify().consentOnPad().get() == IdentifyModel.OnPad.SIMULATED);
    screen.picture(look + "-4-consent-pen");
    untilStage(IdentifyModel.Stage.CHECKING);
    Screen.until(
        "a challenge", () -> "challenge.TURN_LEFT".equals(models().identify().prompt().get()));
    Screen.frames(75);
    screen.picture(look + "-5-face");
    untilStage(IdentifyModel.Stage.DONE);
    screen.picture(look + "-6-identified");
    assertTrue(facesAreOpen(), "they were compared");
    screen.click("proceed");
    untilStep(Step.SIGN);
    Screen.until("shown", () -> models().capture().state().get() == CaseState.SHOWN);
    Screen.frames(170);
    screen.picture(look + "-7-sign");
    if (models().capture().annotation().get() != null) {
      Screen.until("the signature", () -> models().capture().annotation().get() == null);
      Screen.frames(60);
      screen.picture(look + "-7-sign-after-annotation");
    }
    Screen.until(
        "captured",
        () -> models().capture().state().get().ordinal() >= CaseState.CAPTURED.ordinal());
    screen.picture(look + "-8-working");
    untilStep(Step.REPORT);
    screen.picture(look + "-9-report");
    Screen.until("the networks are let go", () -> !facesAreOpen());
  }

  private boolean facesAreOpen() {
    try {
      return station.faces().isOpen();
    } catch (LivenessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void signsTheDemoReportThroughTheControls() throws Exception {
    wholeJob("zh-light");
    VerifiedFile verified = models().verify().verified().get();
    assertNotNull(verified);
    assertEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals(1, verified.signatures().size());
    assertEquals(Report.Assurance.DEMO, verified.signatures().getFirst().assurance());
    assertTrue(Files.exists(verified.file()));
    byte[] manifest =
        station.archive().manifest(station.archive().cases().getFirst().id()).orElseThrow();
    assertEquals("pad", new ObjectMapper().readTree(manifest).at("/consent/on").asText());
    assertEquals("演示：签名板、姓名与证件号码、摄像头、身份核验机构、托管密钥、时间戳服务、证书认证机构", screen.text("demoBadge"));
    screen.click("openReport");
    Screen.until("report", () -> opened.size() == 1);
    assertTrue(Files.readString(opened.getFirst()).contains("<html"));
    screen.click("showFolder");
    Screen.until("folder", () -> opened.size() == 2);
    assertEquals(verified.file().getParent(), opened.get(1));
    screen.click("openSigned");
    Screen.until("signed file", () -> opened.size() == 3);
    assertEquals(verified.file(), opened.get(2));
    printsTheSignedFile(verified.file());
    screen.click("anew");
    untilStep(Step.DOCUMENT);
    refusesASecondSignatureOfTheSamePerson();
    screen.click("language");
    screen.click("dark");
    Screen.on(
        () -> {
          models().identify().business().set("another");
          models().settings().sentence().set("I have read it and agree.");
          return null;
        });
    wholeJob("en-dark");
    assertEquals(
        "matches",
        models().verify().verified().get().signatures().getFirst().evidence().annotation().word());
    String second =
        station.archive().cases().stream()
            .filter(each -> each.businessId().equals("another"))
            .findFirst()
            .orElseThrow()
            .id();
    byte[] written = station.archive().manifest(second).orElseThrow();
    assertTrue(
        new ObjectMapper().readTree(written).at("/annotation/screens").asInt() > 1,
        "the sentence needs several screens");
    assertEquals(
        Report.Verdict.VALID, models().verify().verified().get().verdict(), "the second case");
  }

  private void printsTheSignedFile(Path file) {
    printer.paper(5);
    screen.choose("printSigned", printer.getName());
    Screen.until("printed", () -> printer.printed().equals(List.of(4)));
    String name = String.valueOf(file.getFileName());
    Screen.until("told", () -> models().shell().notice().get().startsWith(name));
    assertEquals(name + " 已发送到 " + printer.getName() + "。", models().shell().notice().get());
  }

  private void refusesASecondSignatureOfTheSamePerson() {
    place();
    screen.click("begin");
    untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
    Screen.until("a refusal", () -> models().shell().failure().get() != null);
    assertInstanceOf(StoreException.AlreadySigned.class, models().shell().failure().get());
    screen.click("closeProblem");
    untilStage(IdentifyModel.Stage.FORM);
    Screen.on(
        () -> {
          window.startAnew();
          return null;
        });
    untilStep(Step.DOCUMENT);
  }

  @Test
  void closingTheWindowCancelsTheCase() throws Exception {
    place();
    screen.click("begin");
    untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
    untilStage(IdentifyModel.Stage.CHECKING);
    Screen.on(
        () -> {
          window.close();
          return null;
        });
    assertEquals(
        List.of("CANCELLED"), station.archive().cases().stream().map(c -> c.state()).toList());
    try (var left = Files.list(folder.resolve("documents"))) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void whoDoesNotAgreeSignsNothing() throws Exception {
    place();
    screen.click("begin");
    untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("decline");
    untilStage(IdentifyModel.Stage.FORM);
    assertEquals(
        List.of("CANCELLED"), station.archive().cases().stream().map(c -> c.state()).toList());
    assertFalse(models().shell().running().get());
    assertEquals("签署人不同意。未产生签名。", models().shell().notice().get());
  }

  @Test
  void aMissingPadIsToldWithARemedy() {
    Screen.on(
        () -> {
          models().settings().demoDevices().set(false);
          models().settings().pad().set("serial:/nowhere");
          return null;
        });
    screen.click("settingsButton");
    screen.picture("zh-light-settings");
    screen.click("demoSwitch");
    Screen.until("demo devices", () -> models().settings().demoDevices().get());
    screen.picture("zh-light-settings-demo");
    screen.click("demoSwitch");
    screen.click("done");
    place();
    Screen.on(
        () -> {
          models().identify().name().set("李娜");
          models().identify().idNumber().set("11010519491231002X");
          return null;
        });
    screen.click("begin");
    Screen.until("failure", () -> models().shell().failure().get() != null);
    screen.picture("zh-light-problem");
    assertTrue(screen.sees("problemRetry"));
    screen.click("problemSettings");
    Screen.until("closed", () -> models().shell().failure().get() == null);
    assertTrue(models().shell().devicesOpen().get(), "where a pad is chosen");
    assertFalse(models().shell().running().get());
  }

  @Test
  void annotationIsTurnedTakenBackAndClearedInTheWindow() {
    onPad(PadModel.Confirm.HOST, CaseState.SHOWN);
    PadModel model = station.catalog().byId("penseal-ref").orElseThrow();
    List<AnnotationPage> pages =
        AnnotationPage.of(
            new AnnotationOrder(Optional.of("本人已阅读并同意上述内容"), true),
            model.layout(),
            model.space().widthMm());
    List<AnnotationButton> pressed = new CopyOnWriteArrayList<>();
    models().capture().watcher().annotating(pages.getFirst(), pressed::add);
    Screen.until("sentence", () -> models().capture().annotation().get() != null);
    Screen.frames(5);
    screen.picture("zh-light-annotation");
    assertFalse(screen.sees("okHere"), "the signature comes later");
    assertFalse(screen.sees("more"), "the sentence has its screens");
    screen.click("undo");
    screen.click("clear");
    screen.click("next");
    Screen.until("presses", () -> pressed.size() == 3);
    assertEquals(
        List.of(AnnotationButton.UNDO, AnnotationButton.CLEAR, AnnotationButton.NEXT), pressed);
    models().capture().watcher().annotating(pages.getLast(), pressed::add);
    Screen.until("free words", () -> models().capture().annotation().get().isFree());
    Screen.frames(5);
    screen.picture("zh-light-annotation-free");
    screen.click("more");
    Screen.until("more", () -> pressed.size() == 4);
    models().capture().watcher().signing();
    Screen.until("signature", () -> models().capture().annotation().get() == null);
    Screen.frames(5);
    assertTrue(screen.sees("okHere"));
    assertFalse(screen.sees("undo"), "a signature has no undo");
  }

  private PadSimulator pad(String trace) throws Exception {
    return SimulatedDevices.pad(
        station.catalog(),
        DemoWorkplace.trust(station).devices(),
        "penseal-ref",
        SimulatedCustomer.signs(InkJson.read(DemoIdentity.resource("ink/" + trace + ".json"))),
        1);
  }

  private void identifiedBefore(Path pad) {
    place();
    Screen.on(
        () -> {
          models().settings().demoDevices().set(false);
          models().settings().pagesOnPad().set(false);
          models().settings().pad().set("serial:" + pad + "?model=penseal-ref");
          models().settings().pin().set(SimulatedDevices.PIN);
          models().settings().camera().set("clip:../testdata/portraits/astronaut.png");
          models().identify().mode().set(IdentityMode.PORTRAIT);
          models().identify().name().set("李娜");
          models().identify().idNumber().set("11010519491231002X");
          return null;
        });
    screen.click("begin");
    untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
    untilStage(IdentifyModel.Stage.DONE);
  }

  @Test
  void cancelOfTheSignerOnThePadIsSaid() throws Exception {
    Path line = folder.resolve("pad");
    SimulatedCustomer cancels =
        new SimulatedCustomer(List.of(new SimulatedCustomer.Press(PadButton.CANCEL)));
    try (PadSimulator pad =
        SimulatedDevices.pad(
            station.catalog(), DemoWorkplace.trust(station).devices(), "penseal-ref", cancels, 1)) {
      pad.link(line);
      identifiedBefore(line);
      screen.click("proceed");
      untilStage(IdentifyModel.Stage.FORM);
      Screen.frames(5);
      assertEquals("签署人在签名板上取消。未产生签名。", screen.text("notice"));
      assertFalse(models().shell().running().get());
      assertEquals(
          List.of("CANCELLED"), station.archive().cases().stream().map(c -> c.state()).toList());
    }
  }

  @Test
  void unpluggedPadIsSaidAndTheCaseGoesOnWhenItIsBack() throws Exception {
    Path line = folder.resolve("pad");
    try (PadSimulator first = pad("li-na-1");
        PadSimulator second = pad("li-na-2")) {
      first.faults(Faults.unpluggedAt(250));
      first.link(line);
      identifiedBefore(line);
      assertEquals(
          "演示：签名板、摄像头、托管密钥、时间戳服务、证书认证机构", screen.text("demoBadge"), "the operator typed the name");
      screen.click("proceed");
      Screen.until("unplugged", () -> models().capture().gone().get());
      Screen.frames(5);
      screen.picture("zh-light-unplugged");
      String words = "签名板已断开";
      assertTrue(
          models().shell().notice().get().startsWith(words), models().shell().notice().get());
      assertTrue(screen.text("prompt").startsWith(words), screen.text("prompt"));
      second.link(line);
      Screen.until("back", () -> !models().capture().gone().get());
      Screen.frames(5);
      assertFalse(screen.text("prompt").startsWith(words), screen.text("prompt"));
      untilStep(Step.REPORT);
      VerifiedFile verified = models().verify().verified().get();
      assertNotNull(verified);
      assertEquals(Report.Verdict.VALID, verified.verdict());
      assertEquals(1, verified.signatures().getFirst().evidence().attemptsDiscarded());
    }
  }

  @Test
  void attachedPadsAreListedWithWhoseTheyAre() {
    Screen.on(
        () -> {
          models().settings().demoDevices().set(false);
          models()
              .settings()
              .pads()
              .setAll(
                  new SeenPad("hid:/dev/hidraw0", "Wacom STU-430", SeenPad.Use.CHOSEN),
                  new SeenPad("hid:/dev/hidraw1", "Wacom STU-540", SeenPad.Use.BUSY),
                  new SeenPad("serial:/dev/ttyUSB0", "", SeenPad.Use.FREE));
          return null;
        });
    screen.click("settingsButton");
    Screen.frames(5);
    screen.picture("zh-light-pads");
    assertTrue(screen.sees("pads"));
  }

  private void onPad(PadModel.Confirm confirm, CaseState state) {
    Screen.on(
        () -> {
          models().shell().step().set(Step.SIGN);
          models().capture().opened(new Ink.Space(9600, 6000, 1023, 100), confirm);
          models().capture().padChanged();
          models().capture().state().set(state);
          return null;
        });
    Screen.frames(5);
  }

  @Test
  void padWithoutAButtonIsConfirmedInTheWindowAndNoOtherIs() {
    List<PadButton> pressed = new CopyOnWriteArrayList<>();
    models().capture().presses(pressed::add);
    onPad(PadModel.Confirm.HOST, CaseState.SHOWN);
    screen.picture("sign-confirm-here");
    screen.click("clearHere");
    screen.click("okHere");
    Screen.until("presses", () -> pressed.size() == 2);
    assertEquals(List.of(PadButton.CLEAR, PadButton.OK), pressed);
    for (PadModel.Confirm other : List.of(PadModel.Confirm.SCREEN, PadModel.Confirm.DEVICE)) {
      onPad(other, CaseState.SHOWN);
      assertFalse(screen.sees("okHere"), other.name());
    }
    onPad(PadModel.Confirm.HOST, CaseState.CAPTURED);
    assertFalse(screen.sees("okHere"), "it is confirmed");
  }
}
