// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.WholeCase;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.queue.QueuedFile;
import org.penseal.app.workbench.CaseStatus;
import org.penseal.identity.IdentityMode;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;

/**
 * A day at the counter: a folder of receipts with a locked one among them and one that is
 * cancelled, a contract of three signers, and a pad that is unplugged after a wrong person came; 12
 * files. In Chinese; with {@code -Dpenseal.day=both} in English too.
 */
@WholeCase
@SuppressWarnings("NullAway.Init") // the test opens its window
@Tag("full")
class CounterDayWindowTest {
  private static final int LOCKED = 2;
  private static final int CANCELLED = 3;

  private static final String KINDS =
      """
      [{"id": "batch", "name": {"zh": "批量签收", "en": "Batch receipt"},
        "modes": ["real-person", "phone", "portrait"], "defaultMode": "real-person",
        "liveness": false, "card": false, "retentionDays": 3650,
        "keep": ["id-card-text", "id-portrait", "live-portrait", "liveness-transcript"],
        "keepIdentity": "business"},
       {"id": "contract", "name": {"zh": "三方合同", "en": "Contract of three"},
        "modes": ["real-person", "phone", "portrait"], "defaultMode": "portrait",
        "liveness": false, "card": false, "retentionDays": 3650,
        "keep": ["id-card-text", "id-portrait", "live-portrait", "liveness-transcript"],
        "keywords": ["Signature:"],
        "signers": [{"zh": "甲方", "en": "First party"}, {"zh": "乙方", "en": "Second party"},
                    {"zh": "丙方", "en": "Third party"}]}]
      """;

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;
  private String language;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @AfterEach
  void close() {
    if (shown != null) {
      shown.close();
    }
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private void picture(String name) {
    Screen.frames(8);
    screen.picture(language + "-day-" + name);
  }

  @ParameterizedTest
  @CsvSource({"zh, 10", "en, 5"})
  void everyFileIsSignedButTheLockedAndTheCancelledOne(String language, int receipts)
      throws Exception {
    assumeTrue(List.of(language, "both").contains(System.getProperty("penseal.day", "zh")));
    this.language = language;
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("business-types.json"), KINDS);
    shown =
        OpenWindow.of(
            data,
            language,
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
    receipts(receipts);
    contract();
    unplugged();
    screen.click("homeButton");
    int cases = receipts - 1 + 3 + 2;
    Screen.until("all cases", () -> models().workbench().lines().size() == cases);
    picture("9-end");
    assertEquals(
        receipts - 2 + 3 + 1,
        models().workbench().lines().stream().filter(l -> l.status() == CaseStatus.DONE).count());
  }

  private static Path receipt(Path file, int number) throws Exception {
    DemoReport.write(file);
    // Each is another document.
    Files.writeString(file, "\n% " + number + "\n", StandardOpenOption.APPEND);
    return file;
  }

  private void receipts(int count) throws Exception {
    Path work = Files.createDirectories(folder.resolve("receipts"));
    for (int i = 0; i < count; i++) {
      Path file = receipt(work.resolve("receipt-%02d.pdf".formatted(i)), i);
      if (i == LOCKED) {
        lock(file);
      }
    }
    shown.on(() -> shown.window().take(List.of(work)));
    for (int i = 0; i < count; i++) {
      if (i == LOCKED) {
        Screen.until("locked", () -> models().document().locked().get() != null);
        picture("1-locked");
        screen.click("queueNext");
        continue;
      }
      shown.untilOpen("receipt-%02d.pdf".formatted(i));
      toConsent();
      if (i == CANCELLED) {
        screen.click("decline");
        Screen.until("declined", () -> !models().shell().running().get());
        picture("2-declined");
        screen.click("queueNext");
        continue;
      }
      if (i == 0) {
        picture("0-consent");
      }
      signs();
      if (i == 0) {
        picture("0-signed");
      }
      if (i < count - 1) {
        screen.click("queueNext");
      }
    }
    assertTrue(models().shell().notice().get().contains(String.valueOf(count - 2)));
    picture("3-queue-finished");
  }

  private static void lock(Path file) throws IOException {
    byte[] plain = Files.readAllBytes(file);
    try (PDDocument document = Loader.loadPDF(plain)) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("own", "secret", new AccessPermission());
      policy.setEncryptionKeyLength(256);
      document.protect(policy);
      document.save(file.toFile());
    }
  }

  private void toConsent() {
    screen.click("next");
    shown.untilStep(Step.PLACE);
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
  }

  private void signs() {
    screen.click("agree");
    shown.untilStage(IdentifyModel.Stage.DONE);
    screen.click("proceed");
    shown.untilStep(Step.REPORT);
    valid();
  }

  private void valid() {
    var verified = models().verify().verified().get();
    assertEquals(
        Report.Verdict.VALID,
        verified.verdict(),
        () ->
            verified.reason()
                + " "
                + verified.signatures().stream()
                    .map(e -> e.signed().found().reasons() + " " + e.evidence().anyDiffers())
                    .toList());
  }

  private void contract() throws Exception {
    Path file = LongDocument.write(folder.resolve("contract.pdf"), 3);
    screen.click("anew");
    shown.on(() -> shown.window().open(file, null));
    shown.untilOpen("contract.pdf");
    shown.on(() -> models().identify().type().set(models().identify().types().get(1)));
    everyPlace();
    for (int signer = 0; signer < 3; signer++) {
      toConsent();
      if (signer > 0) {
        screen.click("agree");
        // The demo knows one person: in a further role it is asked.
        Screen.until("asked", () -> models().shell().question().get() != null);
        picture("4-same-signer");
        screen.click("questionAct");
        shown.untilStage(IdentifyModel.Stage.DONE);
        screen.click("proceed");
        shown.untilStep(Step.REPORT);
        valid();
      } else {
        signs();
      }
      if (signer < 2) {
        picture("4-signer-" + signer);
        screen.click("queueNext");
        shown.untilOpen(signer == 0 ? "contract-signed.pdf" : "contract-signed-2.pdf");
      }
    }
    assertEquals(3, models().verify().verified().get().signatures().size());
    picture("5-three-signers");
  }

  // Each signer's place is chosen before the first one signs.
  private void everyPlace() {
    screen.click("next");
    shown.untilStep(Step.PLACE);
    PlaceModel places = models().document().places();
    for (int signer = 1; signer < 3; signer++) {
      int edited = signer;
      screen.click("signer-" + signer);
      Screen.until(
          "the place of signer " + signer,
          () -> places.signers().edited().get() == edited && places.place().get() != null);
      Screen.frames(4);
    }
    picture("3-places");
    shown.on(() -> shown.window().go(Step.DOCUMENT));
  }

  private PadSimulator pad(String trace) throws Exception {
    return SimulatedDevices.pad(
        shown.station().catalog(),
        DemoWorkplace.trust(shown.station()).devices(),
        "penseal-ref",
        SimulatedCustomer.signs(InkJson.read(DemoIdentity.resource("ink/" + trace + ".json"))),
        1);
  }

  private void unplugged() throws Exception {
    Path line = folder.resolve("pad");
    Path file = receipt(folder.resolve("last.pdf"), 99);
    try (PadSimulator first = pad("li-na-1");
        PadSimulator second = pad("li-na-2")) {
      first.faults(Faults.unpluggedAt(250));
      first.link(line);
      screen.click("anew");
      shown.on(
          () -> {
            models().identify().type().set(models().identify().types().getFirst());
            models().settings().demoDevices().set(false);
            models().settings().pagesOnPad().set(false);
            models().settings().pad().set("serial:" + line + "?model=penseal-ref");
            models().settings().pin().set(SimulatedDevices.PIN);
            models().settings().camera().set("clip:../testdata/portraits/astronaut.png");
            shown.window().open(file, null);
          });
      shown.untilOpen("last.pdf");
      person("王强", "110105194912310038");
      toConsent();
      screen.click("agree");
      // The operator compares picture and person, and ends the case.
      shown.untilStage(IdentifyModel.Stage.DONE);
      picture("6-wrong-person");
      screen.press(KeyCode.ESCAPE);
      Screen.until("may be undone", () -> models().shell().question().get() != null);
      picture("6-wrong-person-cancelled");
      screen.click("questionAct");
      Screen.until("ended", () -> !models().shell().running().get());
      person("李娜", "11010519491231002X");
      screen.click("begin");
      shown.untilStage(IdentifyModel.Stage.CONSENT);
      screen.click("agree");
      shown.untilStage(IdentifyModel.Stage.DONE);
      screen.click("proceed");
      Screen.until("unplugged", () -> models().capture().gone().get());
      picture("7-unplugged");
      second.link(line);
      shown.untilStep(Step.REPORT);
      valid();
      assertEquals(0, models().queue().count(QueuedFile.State.OPEN));
      picture("8-signed-after-all");
    }
  }

  private void person(String name, String number) {
    shown.on(
        () -> {
          models().identify().mode().set(IdentityMode.PORTRAIT);
          models().identify().name().set(name);
          models().identify().idNumber().set(number);
        });
  }
}
