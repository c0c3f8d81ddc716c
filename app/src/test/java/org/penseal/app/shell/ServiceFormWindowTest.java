// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.cli.OpensslTsa;
import org.penseal.app.devices.Part;
import org.penseal.app.devices.PartState;
import org.penseal.app.devices.setup.ServiceForm;
import org.penseal.app.signing.CaseException;
import org.penseal.app.strangers.OpensslCa;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.PolicyInForce;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.signature.Pem;

/** The services of the workplace are set in the window; those that are asked are OpenSSL's. */
@Slow
@SuppressWarnings("NullAway.Init") // each test opens its window
class ServiceFormWindowTest {
  private static final String REST =
      "\"network\": {\"timeoutSeconds\": 7}, \"desk\": {\"pad\": \"hid:/none\", \"signingSeconds\": 99}";

  private static final String CA =
      "{\"version\": 1, \"ca\": {\"address\": \"%s\", \"reference\": \""
          + OpensslCa.REFERENCE
          + "\", \"secret\": \"%s\"}}";

  @TempDir static Path shared;
  private static OpensslCa ca;
  private static OpensslTsa tsa;

  @TempDir Path data;
  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void start() throws Exception {
    Toolkit.start();
    Station.registerProvider();
    ca = OpensslCa.start(Files.createDirectory(shared.resolve("ca")));
    tsa = OpensslTsa.start(Files.createDirectory(shared.resolve("tsa")));
  }

  @AfterAll
  static void stop() throws Exception {
    ca.close();
    tsa.close();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private Path file() {
    return data.resolve("workplace.json");
  }

  private void open(String text, String language) throws Exception {
    open(text, language, Secret.Asker.NOBODY);
  }

  private void open(String text, String language, Secret.Asker asker) throws Exception {
    if (!text.isEmpty()) {
      Files.writeString(file(), text);
    }
    WorkplaceSettings workplace = WorkplaceSettings.of(data, null, asker);
    Station station = Station.open(workplace.in(data));
    Stage stage = Screen.on(Stage::new);
    MainWindow window =
        Screen.on(() -> new MainWindow(station, stage, f -> {}, () -> {}).at(workplace));
    screen = new Screen(stage);
    shown = new OpenWindow(station, stage, window, screen);
    shown.on(
        () -> {
          window.show();
          models().settings().language().set(language);
          models().settings().demoDevices().set(false);
          models().shell().devicesOpen().set(true);
        });
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private ServiceForm model() {
    return models().devices().form();
  }

  private void form(String part) {
    screen.click("setup-" + part);
    Screen.until("form", () -> model().open().get());
    Screen.frames(4);
  }

  private void fill(String field, String words) {
    shown.on(() -> field(field).setText(words));
  }

  private TextField field(String field) {
    return (TextField) shown.stage().getScene().lookup("#setup-" + field);
  }

  private void tryIt() {
    screen.click("serviceTest");
    untilTold();
  }

  private void untilTold() {
    Screen.until("told", () -> model().tried().get());
    Screen.frames(4);
  }

  private void untilSaved() {
    Screen.until("saved", () -> !model().open().get());
    Screen.frames(4);
  }

  private void untilLight(Part part, PartState.Light light) {
    Screen.until(part + " " + light, () -> models().devices().state(part).get().light() == light);
  }

  private List<Path> secrets() throws Exception {
    Path folder = data.resolve("secrets");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void caIsTriedSavedAndAskedFromThenOn() throws Exception {
    open("{\"version\": 1, " + REST + "}", "en");
    untilLight(Part.CA, PartState.Light.UNNAMED);
    form("CA");
    fill("ADDRESS", "http://127.0.0.1:9/");
    fill("REFERENCE", OpensslCa.REFERENCE);
    fill("SECRET", OpensslCa.SECRET);
    tryIt();
    assertTrue(
        screen.text("serviceOutcome").contains("ca-unreachable"), screen.text("serviceOutcome"));
    screen.picture("en-light-service-form-refused");
    fill("ADDRESS", ca.address().toString());
    fill("SECRET", "another");
    tryIt();
    assertTrue(
        screen.text("serviceOutcome").contains("ca-protection-refused"),
        screen.text("serviceOutcome"));
    screen.picture("en-light-service-form-wrong-secret");
    fill("SECRET", OpensslCa.SECRET);
    tryIt();
    assertEquals(
        "The CA at %s answers, and accepts the secret or the key.".formatted(ca.address()),
        screen.text("serviceOutcome"));
    assertEquals(List.of(), secrets(), "a trial leaves nothing");
    assertEquals(Workplace.EMPTY.ca(), WorkplaceFile.read(file()).ca(), "nor is it written");
    screen.picture("en-light-service-form");
    screen.click("serviceSave");
    untilSaved();
    untilLight(Part.CA, PartState.Light.READY);
    String text = Files.readString(file());
    assertFalse(text.contains(OpensslCa.SECRET), text);
    Path secret = secrets().getFirst();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
    Workplace now = WorkplaceFile.read(file());
    assertEquals(7, now.network().timeoutSeconds());
    assertEquals(99, now.desk().signingSeconds());
    assertEquals(
        new Workplace.Ca(
            ca.address(),
            new Workplace.SharedSecret(
                OpensslCa.REFERENCE, new Secret.InFile(data.relativize(secret)))),
        now.ca().orElseThrow());
    shown.station().services().ca().probe();
    shown.close();
    open("", "en");
    untilLight(Part.CA, PartState.Light.READY);
  }

  @Test
  void secretIsKeptUnseenAndReplacedByAnotherFile() throws Exception {
    open("{\"version\": 1}", "en");
    form("CA");
    fill("ADDRESS", ca.address().toString());
    fill("REFERENCE", OpensslCa.REFERENCE);
    fill("SECRET", "wrong");
    screen.click("serviceSave");
    untilSaved();
    Path first = secrets().getFirst();
    form("CA");
    assertEquals("", field("SECRET").getText());
    assertEquals("saved; leave empty to keep it", field("SECRET").getPromptText());
    fill("REFERENCE", "desk-8");
    screen.click("serviceSave");
    untilSaved();
    assertEquals(List.of(first), secrets());
    form("CA");
    fill("SECRET", "another");
    screen.click("serviceSave");
    untilSaved();
    assertEquals(1, secrets().size());
    assertNotEquals(first, secrets().getFirst());
    assertEquals(List.of("another"), Files.readAllLines(secrets().getFirst()));
  }

  @Test
  void secretThatTheFormHasNotMadeStays() throws Exception {
    Path own = Files.createDirectories(data.resolve("secrets")).resolve("ours");
    Files.writeString(own, OpensslCa.SECRET);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
    open(CA.formatted(ca.address(), "file:secrets/ours"), "en");
    form("CA");
    fill("SECRET", OpensslCa.SECRET);
    screen.click("serviceSave");
    untilSaved();
    assertEquals(2, secrets().size());
    form("CA");
    screen.click("serviceRemove");
    screen.click("questionAct");
    untilSaved();
    assertEquals(List.of(own), secrets());
  }

  @Test
  void secretThatIsAskedForIsKept() throws Exception {
    open(
        CA.formatted(ca.address(), "ask"),
        "en",
        what -> Optional.of(OpensslCa.SECRET.toCharArray()));
    form("CA");
    assertEquals("saved; leave empty to keep it", field("SECRET").getPromptText());
    tryIt();
    assertEquals(
        "The CA at %s answers, and accepts the secret or the key.".formatted(ca.address()),
        screen.text("serviceOutcome"));
    fill("REFERENCE", OpensslCa.REFERENCE);
    screen.click("serviceSave");
    untilSaved();
    Workplace.SharedSecret kept =
        assertInstanceOf(
            Workplace.SharedSecret.class,
            WorkplaceFile.read(file()).ca().orElseThrow().protection());
    assertEquals(new Secret.Asked(), kept.secret());
    assertEquals(List.of(), secrets());
  }

  @Test
  void timestampServiceIsSetWithItsRootAndRemovedWhenConfirmed() throws Exception {
    open("", "zh");
    untilLight(Part.TSA, PartState.Light.UNNAMED);
    form("TSA");
    fill("ADDRESS", tsa.address().toString());
    tryIt();
    assertFalse(screen.text("serviceOutcome").startsWith("服务应答正常"), "its root is not trusted");
    fill("ROOTS", tsa.certificate().toString());
    tryIt();
    assertTrue(screen.text("serviceOutcome").startsWith("服务应答正常"), screen.text("serviceOutcome"));
    screen.picture("zh-light-service-form");
    screen.focus("setup-ADDRESS");
    screen.press(KeyCode.ENTER);
    untilSaved();
    untilLight(Part.TSA, PartState.Light.READY);
    assertEquals(List.of(tsa.address()), WorkplaceFile.read(file()).timestamp());
    form("TSA");
    screen.click("serviceRemove");
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(4);
    screen.picture("zh-light-service-remove");
    screen.click("questionStay");
    Screen.frames(4);
    assertTrue(screen.sees("serviceSave"));
    assertEquals(List.of(tsa.address()), WorkplaceFile.read(file()).timestamp());
    screen.click("serviceRemove");
    screen.click("questionAct");
    untilSaved();
    untilLight(Part.TSA, PartState.Light.UNNAMED);
    assertEquals(List.of(), WorkplaceFile.read(file()).timestamp());
    assertFalse(screen.sees("problem"));
  }

  @Test
  void authorityIsTriedSavedAndAsked() throws Exception {
    Path other = shared.resolve("registry");
    try (Station registry = Station.open(Settings.in(other))) {
      AuthorityAccess access = registry.demonstration().authority();
      URI address = access.endpoints().getFirst();
      X509Certificate seal = access.certificate().orElseThrow();
      Path certificate =
          Files.writeString(shared.resolve("seal.pem"), Pem.certificate(seal.getEncoded()));
      open("", "en");
      form("AUTHORITY");
      fill("ADDRESS", address.toString());
      fill("CERTIFICATE", certificate.toString());
      tryIt();
      assertTrue(
          screen.text("serviceOutcome").startsWith("The authority answers."),
          screen.text("serviceOutcome"));
      screen.click("serviceSave");
      untilSaved();
      untilLight(Part.AUTHORITY, PartState.Light.READY);
      shown.station().authority(StandIn.NONE).probe();
      assertEquals(
          List.of(address), WorkplaceFile.read(file()).authority().orElseThrow().addresses());
    }
  }

  @Test
  void eachFieldSaysWhatIsWrongAndNothingIsWritten() throws Exception {
    open("", "en");
    form("CA");
    screen.click("serviceSave");
    Screen.frames(4);
    assertEquals("Please fill in this field.", screen.text("wrong-ADDRESS"));
    assertEquals("Please fill in this field.", screen.text("wrong-REFERENCE"));
    assertEquals("Please fill in this field.", screen.text("wrong-SECRET"));
    assertTrue(Screen.on(() -> field("ADDRESS").isFocused()), "it has to be mended first");
    fill("ADDRESS", "ca.example");
    assertFalse(screen.sees("wrong-ADDRESS"), "what is typed anew is not yet wrong");
    fill("ROOTS", data.resolve("none.pem").toString());
    screen.click("byKey");
    fill("KEY", data.resolve("none.p12").toString());
    screen.click("serviceSave");
    Screen.frames(4);
    assertTrue(screen.text("wrong-ADDRESS").startsWith("This is not a valid address."));
    assertEquals("There is no such file.", screen.text("wrong-KEY"));
    assertEquals("There is no such file.", screen.text("wrong-ROOTS"));
    assertEquals("Please fill in this field.", screen.text("wrong-CERTIFICATE"));
    assertFalse(screen.sees("wrong-REFERENCE"));
    screen.picture("en-light-service-form-wrong");
    assertFalse(Files.exists(file()));
    assertEquals(List.of(), secrets());
  }

  @Test
  void waitForAServiceIsCancelledAndEscapeLeavesTheForm() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      open("", "en");
      form("TSA");
      fill("ADDRESS", "http://127.0.0.1:" + silent.getLocalPort() + "/");
      screen.click("serviceTest");
      Screen.until("told", () -> models().shell().waiting().shown().get() != null);
      Screen.frames(6);
      screen.picture("en-light-service-form-waiting");
      screen.press(KeyCode.ESCAPE);
      Screen.until("ended", () -> models().shell().waiting().shown().get() == null);
      Screen.frames(10);
      assertTrue(screen.sees("serviceSave"));
      assertFalse(screen.sees("serviceOutcome"));
      screen.press(KeyCode.ESCAPE);
      Screen.frames(4);
      assertFalse(screen.sees("serviceSave"));
      assertTrue(models().shell().devicesOpen().get(), "the page of the devices is still there");
      assertFalse(Files.exists(file()));
    }
  }

  @Test
  void formOnlyShowsWhatTheAdministratorHasSet() throws Exception {
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1}")) {
      policy.put("workplace.json", "{\"version\": 1, \"timestamp\": [\"http://127.0.0.1:9/\"]}");
      open("", "en");
      form("TSA");
      assertEquals("http://127.0.0.1:9/", field("ADDRESS").getText());
      assertTrue(field("ADDRESS").isDisabled());
      assertTrue(screen.text("serviceLock").contains("all users of this computer"));
      assertFalse(screen.sees("serviceRemove"));
      screen.picture("en-light-service-form-locked");
      screen.press(KeyCode.ENTER);
      Screen.frames(4);
      assertTrue(screen.sees("serviceSave"), "nothing was saved");
      assertFalse(Files.exists(file()));
    }
  }

  @Test
  void policyAgainstOwnServicesAndARunningCaseLockIt() throws Exception {
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"ownWorkplace\": false}")) {
      open("", "en");
      form("CA");
      assertTrue(screen.text("serviceLock").contains("does not allow users"));
      assertTrue(field("SECRET").isDisabled());
      screen.click("serviceLeave");
    }
    shown.on(() -> models().shell().running().set(true));
    form("CA");
    assertTrue(screen.text("serviceLock").startsWith("A case is running."));
    shown.on(() -> models().shell().running().set(false));
  }

  @Test
  void demoStandsInForNoServiceThatWasRemoved() throws Exception {
    open(
        "{\"version\": 1, \"timestamp\": [\"%s\"], \"trust\": {\"tsa\": [\"%s\"]}}"
            .formatted(tsa.address(), tsa.certificate()),
        "en");
    shown.station().demonstration();
    form("TSA");
    screen.click("serviceRemove");
    screen.click("questionAct");
    untilSaved();
    untilLight(Part.TSA, PartState.Light.UNNAMED);
    assertInstanceOf(
        CaseException.ServiceNotNamed.class, models().devices().state(Part.TSA).get().failure());
    assertEquals(List.of(), shown.station().settings().services().tsas());
  }
}
