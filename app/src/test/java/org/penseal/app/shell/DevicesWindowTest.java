// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.devices.FoundDevice;
import org.penseal.app.devices.Part;
import org.penseal.app.devices.PartState;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.settings.SeenPad;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.PadException;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;

/** What the window says of devices and services, and what it does where one is missing. */
@WholeCase
@SuppressWarnings("NullAway.Init") // each test opens its window
class DevicesWindowTest {
  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private void open(String language) throws Exception {
    shown =
        OpenWindow.of(
            folder,
            language,
            (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    screen = shown.screen();
  }

  private void untilLight(Part part, PartState.Light light) {
    Screen.until(part + " " + light, () -> models().devices().state(part).get().light() == light);
  }

  private void report() throws Exception {
    Path file = Files.createDirectories(folder.resolve("documents")).resolve("report.pdf");
    DemoReport.write(file);
    shown.on(() -> shown.window().open(file, null));
    Screen.until(
        "a place",
        () ->
            models().document().opened().get() != null
                && models().document().places().place().get() != null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void whatIsMissingIsSeenAtOnceAndToldBeforeAnybodyAgrees(String language) throws Exception {
    open(language);
    for (Part part : Part.values()) {
      untilLight(part, part == Part.ARCHIVE ? PartState.Light.READY : PartState.Light.DEMO);
    }
    shown.on(
        () -> {
          models().settings().pad().set("serial:" + folder.resolve("nowhere"));
          models().settings().camera().set("dev:97");
          models().settings().demoDevices().set(false);
        });
    untilLight(Part.PAD, PartState.Light.FAILED);
    untilLight(Part.CAMERA, PartState.Light.FAILED);
    untilLight(Part.READER, PartState.Light.UNUSED);
    untilLight(Part.CA, PartState.Light.UNNAMED);
    untilLight(Part.TSA, PartState.Light.UNNAMED);
    untilLight(Part.AUTHORITY, PartState.Light.UNNAMED);
    assertInstanceOf(
        PadException.NotFound.class, models().devices().state(Part.PAD).get().failure());
    screen.picture(language + "-light-strip");
    screen.click("device-CAMERA");
    Screen.frames(6);
    screen.picture(language + "-light-devices");
    screen.size(1000, 680);
    screen.picture(language + "-small-devices");
    shown.on(() -> models().settings().dark().set(true));
    screen.picture(language + "-small-devices-dark-150", 1.5);
    screen.click("homeButton");
    screen.picture(language + "-small-workbench-dark-150", 1.5);
    shown.on(() -> models().settings().dark().set(false));
    screen.picture(language + "-small-workbench-150", 1.5);
    screen.click("device-CAMERA");
    screen.size(1240, 800);
    screen.click("done");
    report();
    shown.on(
        () -> {
          shown.window().go(Step.IDENTIFY);
          models().identify().name().set("李娜");
          models().identify().idNumber().set("11010519491231002X");
        });
    screen.click("begin");
    Screen.until("told", () -> models().shell().failure().get() != null);
    assertEquals(List.of(), shown.station().archive().cases(), "no case was begun");
    Screen.frames(6);
    screen.picture(language + "-light-device-missing");
    Files.writeString(folder.resolve("nowhere"), "");
    screen.click("problemRetry");
    Screen.until(
        "the next one",
        () -> models().shell().failure().get() instanceof LivenessException.NoCamera);
    screen.click("problemSettings");
    Screen.until("devices", () -> models().shell().devicesOpen().get());
    shown.on(() -> shown.window().devices().choose(Part.CAMERA, new FoundDevice("", "")));
    untilLight(Part.CAMERA, PartState.Light.UNUSED);
    shown.close();
  }

  @Test
  void padIsTriedByWritingAndTheCameraByLooking() throws Exception {
    open("en");
    Path line = folder.resolve("pad");
    try (PadSimulator pad =
        SimulatedDevices.pad(
            shown.station().catalog(),
            DemoWorkplace.trust(shown.station()).devices(),
            "penseal-ref",
            SimulatedCustomer.signs(InkJson.read(DemoIdentity.resource("ink/li-na-1.json"))),
            1)) {
      pad.link(line);
      shown.on(
          () -> {
            models().settings().pad().set("serial:" + line + "?model=penseal-ref");
            models().settings().camera().set("clip:../testdata/portraits/astronaut.png");
            models().settings().demoDevices().set(false);
          });
      untilLight(Part.PAD, PartState.Light.READY);
      untilLight(Part.CAMERA, PartState.Light.READY);
      screen.click("device-PAD");
      screen.click("again-PAD");
      Screen.until(
          "its name", () -> models().devices().state(Part.PAD).get().found().startsWith("PenSeal"));
      screen.click("try-PAD");
      Screen.until("trying", () -> models().devices().trying().get() == Part.PAD);
      Screen.frames(200);
      screen.picture("en-light-try-pad");
      screen.click("stop");
      Screen.until("stopped", () -> models().devices().trying().get() == null);
      screen.click("try-CAMERA");
      Screen.until("a picture", this::looks);
      screen.picture("en-light-try-camera");
      shown.on(() -> shown.window().devices().tryOut().stop());
      assertNull(models().shell().failure().get());
      assertEquals(List.of(), shown.station().archive().cases());
    } finally {
      shown.close();
    }
  }

  @Test
  void devicesThatWereFoundAreChosenByTheirNames() throws Exception {
    open("en");
    Path line = folder.resolve("pad");
    try (PadSimulator pad =
        SimulatedDevices.pad(
            shown.station().catalog(),
            DemoWorkplace.trust(shown.station()).devices(),
            "penseal-ref",
            SimulatedCustomer.nobody(),
            1)) {
      pad.link(line);
      String uri = "serial:" + line + "?model=penseal-ref";
      shown.on(
          () -> {
            models().settings().pad().set("hid:/none");
            models().settings().camera().set("dev:97");
            models().settings().demoDevices().set(false);
            models()
                .settings()
                .pads()
                .setAll(
                    new SeenPad("hid:/other", "Another pad", SeenPad.Use.FREE),
                    new SeenPad(uri, "PenSeal Reference", SeenPad.Use.FREE));
          });
      screen.click("device-PAD");
      screen.choose("choose-PAD", "PenSeal Reference");
      Screen.until("chosen", () -> models().settings().pad().get().equals(uri));
      untilLight(Part.PAD, PartState.Light.READY);
      // A reader on a serial line is listed as well: it looks like any other port.
      shown.on(
          () ->
              models()
                  .settings()
                  .pads()
                  .setAll(new SeenPad("serial:/dev/ttyUSB7", "", SeenPad.Use.FREE)));
      screen.click("device-READER");
      screen.choose("choose-READER", "serial:/dev/ttyUSB7");
      Screen.until(
          "the reader", () -> models().settings().idCard().get().equals("serial:/dev/ttyUSB7"));
      screen.choose("choose-READER", "Work without it");
      Screen.until("no reader", () -> models().settings().idCard().get().isEmpty());
      untilLight(Part.READER, PartState.Light.UNUSED);
      screen.click("device-CAMERA");
      screen.choose("choose-CAMERA", "Work without it");
      Screen.until("no camera", () -> models().settings().camera().get().isEmpty());
      untilLight(Part.CAMERA, PartState.Light.UNUSED);
      assertNull(models().shell().failure().get());
    } finally {
      shown.close();
    }
  }

  private boolean looks() {
    return shown.stage().getScene().lookup("#camera .image-view")
            instanceof javafx.scene.image.ImageView view
        && view.getImage() != null;
  }

  @Test
  void cancelIsUndoneWhileNothingWasCaptured() throws Exception {
    open("en");
    shown.on(() -> models().settings().demoDevices().set(true));
    screen.click("openDemo");
    Screen.until("a place", () -> models().document().places().place().get() != null);
    shown.on(() -> shown.window().go(Step.IDENTIFY));
    shown.on(() -> models().identify().mode().set(IdentityMode.REAL_PERSON));
    screen.click("begin");
    Screen.until("consent", () -> models().identify().stage().get() == IdentifyModel.Stage.CONSENT);
    shown.on(() -> shown.window().cancelCase());
    Screen.until("told", () -> models().shell().question().get() != null);
    Screen.frames(4);
    screen.picture("en-light-cancelled");
    screen.click("questionStay");
    assertTrue(models().shell().running().get(), "it goes on as if nothing had been");
    assertEquals(IdentifyModel.Stage.CONSENT, models().identify().stage().get());
    shown.on(() -> shown.window().cancelCase());
    screen.click("questionAct");
    Screen.until("ended", () -> !models().shell().running().get());
    assertEquals(
        List.of("CANCELLED"),
        shown.station().archive().cases().stream().map(each -> each.state()).toList());
    assertEquals("Cancelled by the operator. Nothing was signed.", models().shell().notice().get());
    screen.click("begin");
    Screen.until("consent", () -> models().identify().stage().get() == IdentifyModel.Stage.CONSENT);
    shown.on(() -> shown.window().cancelCase());
    Screen.until("it ends by itself", () -> !models().shell().running().get());
    assertNull(models().shell().question().get());
    shown.close();
  }

  @Test
  void caseThatAServiceEndedIsTriedAgainAndItsDevicesAreShown() throws Exception {
    open("en");
    report();
    shown.on(() -> shown.window().go(Step.IDENTIFY));
    URI ca = URI.create("http://127.0.0.1:9/");
    shown.on(() -> shown.window().desk().ended(new ServiceException.CaUnreachable(ca, null), null));
    screen.picture("en-light-service-failed");
    screen.click("problemRetry");
    Screen.until("a case", () -> models().identify().stage().get() == IdentifyModel.Stage.CONSENT);
    screen.click("decline");
    Screen.until("ended", () -> !models().shell().running().get());
    shown.on(() -> shown.window().desk().ended(new ServiceException.CaUnreachable(ca, null), null));
    screen.click("problemSettings");
    Screen.until("devices", () -> models().shell().devicesOpen().get());
    shown.on(() -> models().shell().devicesOpen().set(false));
    FileException gone = new FileException.InputUnreadable(Path.of("a.pdf"), "gone", null);
    shown.on(() -> shown.window().desk().ended(gone, null));
    assertTrue(screen.sees("closeProblem"));
    assertFalse(screen.sees("problemRetry"), "it would fail again");
    assertFalse(screen.sees("problemSettings"), "no device has to do with it");
    shown.close();
  }

  @Test
  void serviceThatDoesNotAnswerIsAskedOnceAndNotAgainAtOnce() throws Exception {
    Files.writeString(
        folder.resolve("workplace.json"),
        """
        {"version": 1, "timestamp": ["http://127.0.0.1:9/"], "desk": {"pad": "hid:/none"}}
        """);
    WorkplaceSettings workplace = WorkplaceSettings.of(folder, null, Secret.Asker.NOBODY);
    Station station = Station.open(workplace.in(folder));
    Stage stage = Screen.on(Stage::new);
    MainWindow window =
        Screen.on(() -> new MainWindow(station, stage, f -> {}, () -> {}).at(workplace));
    shown = new OpenWindow(station, stage, window, new Screen(stage));
    shown.on(window::show);
    untilLight(Part.TSA, PartState.Light.FAILED);
    PartState first = models().devices().state(Part.TSA).get();
    shown.on(() -> window.devices().again(Part.TSA));
    assertEquals(first, models().devices().state(Part.TSA).get(), "not asked again so soon");
    assertFalse(models().settings().demoDevices().get());
    shown.close();
  }
}
