// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.queue.QueuedFile;
import org.penseal.app.shell.CounterDevices.Person;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;

/** The signer cannot change inside a queue unnoticed. */
@WholeCase
@SuppressWarnings("NullAway.Init") // the test opens its window
class AnotherSignerWindowTest {
  private static final String KINDS =
      """
      [{"id": "batch", "name": {"zh": "批量签收", "en": "Batch receipt"},
        "modes": ["real-person", "phone", "portrait"], "defaultMode": "portrait",
        "liveness": false, "card": false, "retentionDays": 3650,
        "keep": ["id-card-text", "id-portrait", "live-portrait", "liveness-transcript"],
        "keepIdentity": "business"}]
      """;

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

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

  private List<Path> receipts() throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    List<Path> files = List.of(work.resolve("receipt-1.pdf"), work.resolve("receipt-2.pdf"));
    for (Path each : files) {
      DemoReport.write(each);
      // Each is another document.
      Files.writeString(each, "\n% " + each.getFileName() + "\n", StandardOpenOption.APPEND);
    }
    return files;
  }

  private void toTheCheck() {
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
  }

  private void toTheForm() {
    screen.click("next");
    shown.untilStep(Step.PLACE);
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
  }

  private void signs() {
    shown.untilStage(IdentifyModel.Stage.DONE);
    screen.click("proceed");
    shown.untilStep(Step.REPORT);
    assertEquals(
        Report.Verdict.VALID, Objects.requireNonNull(models().verify().verified().get()).verdict());
  }

  private void isAsked() {
    Screen.until("asked", () -> models().shell().question().get() != null);
    ShellModel.Asked asked = Objects.requireNonNull(models().shell().question().get());
    assertEquals("another-signer", asked.key());
    assertEquals(List.of(Person.LI_NA.fullName(), Person.WANG_XIU_YING.fullName()), asked.facts());
    Screen.frames(4);
    assertEquals(
        "questionStay",
        screen.focused().orElseThrow().getId(),
        "who presses Enter lets nobody else sign");
  }

  private List<String> states() throws Exception {
    return shown.station().archive().cases().stream().map(c -> c.state()).sorted().toList();
  }

  @Test
  void anotherPersonAtTheSecondFileIsToldAndSignsOnlyIfTheOperatorSaysSo() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("business-types.json"), KINDS);
    shown =
        OpenWindow.of(
            data, "zh", (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
    List<Path> files = receipts();
    try (CounterDevices counter = new CounterDevices(shown, folder)) {
      shown.on(() -> shown.window().take(files));
      shown.untilOpen("receipt-1.pdf");
      toTheForm();
      counter.sits(Person.LI_NA);
      toTheCheck();
      signs();
      screen.click("queueNext");
      shown.untilOpen("receipt-2.pdf");
      toTheForm();
      counter.sits(Person.WANG_XIU_YING);
      toTheCheck();
      isAsked();
      screen.picture("zh-light-another-signer");
      screen.click("questionStay");
      Screen.until("ended", () -> !models().shell().running().get());
      assertEquals(List.of("ARCHIVED", "CANCELLED"), states());
      assertFalse(Files.exists(files.get(1).resolveSibling("receipt-2-signed.pdf")));
      assertEquals(QueuedFile.State.OPEN, models().queue().files().get(1).state());
      assertEquals(
          Optional.of(Person.LI_NA.fullName()), models().queue().signer(0).map(s -> s.name()));
      toTheCheck();
      isAsked();
      screen.click("questionAct");
      signs();
      assertEquals(List.of("ARCHIVED", "ARCHIVED", "CANCELLED"), states());
      assertTrue(Files.exists(files.get(1).resolveSibling("receipt-2-signed.pdf")));
      assertFalse(models().queue().active().get(), "the queue is at its end");
    }
  }
}
