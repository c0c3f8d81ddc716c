// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.problem.Problems;
import org.penseal.app.queue.QueuedFile;
import org.penseal.app.shell.CounterDevices.Person;
import org.penseal.app.workbench.CaseStatus;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;

/**
 * A day at the counter in both languages: a folder of receipts with a locked one among them and one
 * that is cancelled, a contract of three people, at which one of them comes twice, and a pad that
 * is unplugged after somebody came with another person's card; 12 files.
 */
@WholeCase
@SuppressWarnings("NullAway.Init") // the test opens its window
@Tag("full")
class CounterDayWindowTest {
  private static final int RECEIPTS = 10;
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
  @ValueSource(strings = {"zh", "en"})
  void everyFileIsSignedButTheLockedAndTheCancelledOne(String language) throws Exception {
    this.language = language;
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("business-types.json"), KINDS);
    shown =
        OpenWindow.of(
            data,
            language,
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
    receipts();
    try (CounterDevices counter = new CounterDevices(shown, folder)) {
      contract(counter);
      unplugged(counter);
    }
    screen.click("homeButton");
    int signed = RECEIPTS - 2 + Person.values().length + 1;
    int refused = 3; // one receipt, one who came twice, one with another person's card
    Screen.until("all cases", () -> models().workbench().lines().size() == signed + refused);
    picture("9-end");
    assertEquals(
        signed,
        models().workbench().lines().stream().filter(l -> l.status() == CaseStatus.DONE).count());
  }

  private static Path receipt(Path file, int number) throws Exception {
    DemoReport.write(file);
    // Each is another document.
    Files.writeString(file, "\n% " + number + "\n", StandardOpenOption.APPEND);
    return file;
  }

  private void receipts() throws Exception {
    Path work = Files.createDirectories(folder.resolve("receipts"));
    for (int i = 0; i < RECEIPTS; i++) {
      Path file = receipt(work.resolve("receipt-%02d.pdf".formatted(i)), i);
      if (i == LOCKED) {
        lock(file);
      }
    }
    shown.on(() -> shown.window().take(List.of(work)));
    for (int i = 0; i < RECEIPTS; i++) {
      if (i == LOCKED) {
        Screen.until("locked", () -> models().document().locked().get() != null);
        picture("1-locked");
        screen.click("queueNext");
        continue;
      }
      shown.untilOpen("receipt-%02d.pdf".formatted(i));
      toTheForm();
      toTheCheck();
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
      if (i < RECEIPTS - 1) {
        screen.click("queueNext");
      }
    }
    assertTrue(models().shell().notice().get().contains(String.valueOf(RECEIPTS - 2)));
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

  private void toTheForm() {
    screen.click("next");
    shown.untilStep(Step.PLACE);
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
  }

  private void toTheCheck() {
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

  private void contract(CounterDevices counter) throws Exception {
    Path file = LongDocument.write(folder.resolve("contract.pdf"), 3);
    screen.click("anew");
    shown.on(() -> shown.window().open(file, null));
    shown.untilOpen("contract.pdf");
    shown.on(() -> models().identify().type().set(models().identify().types().get(1)));
    everyPlace();
    for (Person person : Person.values()) {
      toTheForm();
      if (person == Person.WANG_XIU_YING) {
        whoSignedAlreadyIsNotTheSecondParty(counter);
      }
      counter.sits(person);
      toTheCheck();
      signs();
      assertEquals(person.fullName(), models().identify().identified().get().signer().name());
      if (person != Person.ZHANG_WEI) {
        picture("4-signer-" + person.ordinal());
        screen.click("queueNext");
        shown.untilOpen(person == Person.LI_NA ? "contract-signed.pdf" : "contract-signed-2.pdf");
      }
    }
    assertEquals(3, models().verify().verified().get().signatures().size());
    picture("5-three-signers");
  }

  private void whoSignedAlreadyIsNotTheSecondParty(CounterDevices counter) throws Exception {
    counter.sits(Person.LI_NA);
    toTheCheck();
    screen.click("agree");
    Screen.until("asked", () -> models().shell().question().get() != null);
    assertEquals("same-signer", models().shell().question().get().key());
    picture("4-same-signer");
    screen.click("questionStay");
    Screen.until("ended", () -> !models().shell().running().get());
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

  private void unplugged(CounterDevices counter) throws Exception {
    Path file = receipt(folder.resolve("last.pdf"), 99);
    try (IdCardSimulator reader = IdCardSimulator.start(Optional.of(Person.LI_NA.card()));
        PadSimulator first = counter.pad(Person.LI_NA);
        PadSimulator second = counter.pad(Person.LI_NA)) {
      first.faults(Faults.unpluggedAt(250));
      first.link(counter.line());
      screen.click("anew");
      shown.on(
          () -> {
            models().identify().type().set(models().identify().types().getFirst());
            models().settings().idCard().set(reader.uri());
            shown.window().open(file, null);
          });
      shown.untilOpen("last.pdf");
      toTheForm();
      whoComesWithAnotherPersonsCardIsRefused(counter);
      reader.reader().lay(Person.LI_NA.card()); // a card that was read is taken up first
      counter.sits(Person.LI_NA);
      toTheCheck();
      screen.click("agree");
      shown.untilStage(IdentifyModel.Stage.DONE);
      screen.click("proceed");
      Screen.until("unplugged", () -> models().capture().gone().get());
      picture("7-unplugged");
      second.link(counter.line());
      shown.untilStep(Step.REPORT);
      valid();
      assertEquals(0, models().queue().count(QueuedFile.State.OPEN));
      picture("8-signed-after-all");
    }
  }

  private void whoComesWithAnotherPersonsCardIsRefused(CounterDevices counter) {
    counter.typed(Person.ZHANG_WEI);
    toTheCheck();
    screen.click("agree");
    Screen.until("refused", () -> models().shell().failure().get() != null);
    assertEquals("identity-another-card", Problems.of(models().shell().failure().get()).code());
    picture("6-another-card");
    screen.click("closeProblem");
    Screen.until("ended", () -> !models().shell().running().get());
  }
}
