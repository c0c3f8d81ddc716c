// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.queue.BatchBinding;
import org.penseal.app.queue.Pace;
import org.penseal.app.queue.QueuedFile;
import org.penseal.app.workbench.CaseStatus;
import org.penseal.identity.IdentityMode;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;

/** The first page and the queue, worked through the real controls. */
@WholeCase
@SuppressWarnings("NullAway.Init") // each test opens its window
class WorkbenchWindowTest {
  private static final String NAME = "李娜";

  private static final String KINDS =
      """
      [{"id": "batch", "name": {"zh": "批量签收", "en": "Batch receipt"},
        "modes": ["real-person", "phone", "portrait"], "defaultMode": "real-person",
        "liveness": false, "card": false, "retentionDays": 3650,
        "keep": ["id-card-text", "id-portrait", "live-portrait", "liveness-transcript"],
        "keepIdentity": "business"},
       {"id": "each", "name": {"zh": "单份签收", "en": "Single receipt"},
        "modes": ["real-person", "phone", "portrait"], "defaultMode": "real-person",
        "liveness": false, "card": false, "retentionDays": 3650,
        "keep": ["id-card-text", "id-portrait", "live-portrait", "liveness-transcript"]}]
      """;

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;
  private final List<Path> opened = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  private void open(String language) throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data").resolve("business-types.json"), KINDS);
    shown =
        OpenWindow.of(
            folder.resolve("data"),
            language,
            (station, stage) -> new MainWindow(station, stage, opened::add, () -> {}));
    screen = shown.screen();
  }

  private void openWith(String language, Path file) throws Exception {
    shown =
        OpenWindow.of(
            folder.resolve("data"),
            language,
            (station, stage) -> {
              MainWindow made = new MainWindow(station, stage, opened::add, () -> {});
              List<String> words = List.of("--sign", file.toString());
              stage.setOnShowing(e -> Platform.runLater(() -> Desktop.bring(made, words)));
              return made;
            });
    screen = shown.screen();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private List<Path> reports(int count) throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    List<Path> files = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Path file = work.resolve("receipt-" + i + ".pdf");
      DemoReport.write(file);
      // Each is another document.
      Files.writeString(file, "\n% " + i + "\n", java.nio.file.StandardOpenOption.APPEND);
      files.add(file);
    }
    return files;
  }

  private void toConsent() {
    screen.click("next");
    shown.untilStep(Step.PLACE);
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
  }

  @Test
  void filesOfOneBusinessAreSignedOneByOneWithOneIdentityCheckAndFoundAgain() throws Exception {
    filesOfOneBusiness("zh");
  }

  @Test
  @Tag("full")
  void filesOfOneBusinessAreSignedInEnglish() throws Exception {
    filesOfOneBusiness("en");
  }

  private void filesOfOneBusiness(String language) throws Exception {
    open(language);
    List<Path> files = reports(3);
    Files.writeString(folder.resolve("work").resolve("note.pdf"), "no PDF");
    screen.picture(language + "-light-workbench-empty");
    shown.on(() -> shown.window().take(List.of(folder.resolve("work"))));
    shown.untilOpen("receipt-1.pdf");
    assertTrue(models().shell().notice().get().contains("note.pdf"), "what is none is told");
    assertEquals(3, models().queue().files().size());
    screen.picture(language + "-light-queue-1");
    toConsent();
    screen.click("agree");
    shown.untilStage(IdentifyModel.Stage.DONE);
    assertFalse(models().identify().kept().get());
    screen.click("proceed");
    shown.untilStep(Step.REPORT);
    assertEquals(Report.Verdict.VALID, models().verify().verified().get().verdict());
    Screen.frames(6);
    screen.picture(language + "-light-queue-between");
    screen.click("queueNext");
    shown.untilOpen("receipt-2.pdf");
    assertEquals(List.of(), models().document().seen(), "each file has its own reading");
    toConsent();
    screen.click("agree");
    shown.untilStage(IdentifyModel.Stage.DONE);
    assertTrue(models().identify().kept().get(), "the check of the first serves");
    screen.picture(language + "-light-queue-kept");
    screen.click("queueGoOn");
    Screen.until("pace", () -> models().queue().pace().get() == Pace.WITHOUT_ASKING);
    screen.click("proceed");
    shown.untilOpen("receipt-3.pdf");
    var verified = models().verify().verified().get();
    assertEquals(Report.Verdict.VALID, verified.verdict(), () -> verified.signatures().toString());
    assertEquals("matches", verified.signatures().getFirst().evidence().ink().word());
    toConsent();
    screen.click("agree");
    // Without a check of this case somebody looks at the person, whatever the pace.
    shown.untilStage(IdentifyModel.Stage.DONE);
    screen.click("proceed");
    shown.untilStep(Step.REPORT);
    assertFalse(models().queue().active().get(), "the queue is at its end");
    listIsFiltered(language, files);
  }

  private void listIsFiltered(String language, List<Path> files) throws Exception {
    screen.click("homeButton");
    Screen.until("three", () -> models().workbench().lines().size() == 3);
    assertTrue(models().workbench().lines().stream().allMatch(l -> l.status() == CaseStatus.DONE));
    screen.picture(language + "-light-workbench");
    screen.focus("filterDocument");
    screen.type("2");
    Screen.until("one", () -> models().workbench().lines().size() == 1);
    assertEquals("receipt-2.pdf", models().workbench().lines().getFirst().document());
    screen.click("filterReset");
    Screen.until("three", () -> models().workbench().lines().size() == 3);
    String name = models().queue().signer(0).map(s -> s.name()).orElse(NAME);
    shown.on(() -> models().workbench().filter().name().set(name.substring(0, 1)));
    Screen.until("none by a part", () -> models().workbench().lines().isEmpty());
    screen.picture(language + "-light-workbench-none");
    shown.on(() -> models().workbench().filter().reset());
    Screen.until("three", () -> models().workbench().lines().size() == 3);
    screen.focus("cases");
    shown.on(() -> models().workbench().selected().set(models().workbench().lines().getFirst()));
    screen.click("caseFile");
    Screen.until("opened", () -> opened.size() == 1);
    assertTrue(opened.getFirst().endsWith("receipt-3-signed.pdf"), opened.toString());
    screen.click("caseFolder");
    Screen.until("folder", () -> opened.size() == 2);
    screen.focus("cases");
    screen.press(KeyCode.ENTER);
    Screen.until("report", () -> models().shell().beside().get() == ShellModel.Beside.VERIFICATION);
    assertEquals(files.getFirst().getParent(), opened.get(1));
    shown.close();
  }

  @Test
  void anotherIssuerOfCertificatesInABatchIsToldBeforeItGoesOn() throws Exception {
    open("en");
    shown.on(() -> shown.window().models().queue().pace().set(Pace.WITHOUT_ASKING));
    List<Path> files = reports(2);
    shown.on(() -> shown.window().take(files));
    shown.untilOpen("receipt-1.pdf");
    toConsent();
    screen.click("agree");
    shown.untilStage(IdentifyModel.Stage.DONE);
    // As if a file before had been signed with a certificate of another CA.
    var binding = models().queue().binding();
    shown.on(
        () -> {
          BatchBinding now = binding.get();
          Optional<String> other = Optional.of("CN=Another CA");
          binding.set(new BatchBinding(now.kind(), now.mode(), now.demo(), now.devices(), other));
        });
    screen.click("proceed");
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(6);
    screen.picture("en-light-queue-issuer");
    ShellModel.Asked asked = models().shell().question().get();
    assertEquals("batch-changed", asked.key());
    assertEquals(List.of("certificate issuer"), asked.facts());
    assertEquals(Pace.ONE_BY_ONE, models().queue().pace().get(), "nothing goes on by itself");
    screen.click("questionAct");
    Screen.until("agreed", () -> models().shell().question().get() == null);
    assertFalse(binding.get().issuer().equals(Optional.of("CN=Another CA")), "the one of now");
    shown.close();
  }

  @Test
  void cancellingInAQueueSaysWhatBecomesOfTheRestAndOpensTheNext() throws Exception {
    open("en");
    shown.on(() -> models().identify().type().set(models().identify().types().get(1)));
    List<Path> files = reports(3);
    shown.on(() -> shown.window().take(files));
    shown.untilOpen("receipt-1.pdf");
    toConsent();
    screen.press(KeyCode.ESCAPE);
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(4);
    screen.picture("en-light-queue-cancel");
    screen.click("questionStay");
    assertTrue(models().shell().running().get(), "undone");
    assertEquals(IdentifyModel.Stage.CONSENT, models().identify().stage().get());
    assertEquals(QueuedFile.State.OPEN, models().queue().files().getFirst().state());
    screen.press(KeyCode.ESCAPE);
    Screen.until("asked again", () -> models().shell().question().get() != null);
    assertEquals("cancelled-in-queue", models().shell().question().get().key());
    // Nobody answers: the file ends by itself, and the next is opened.
    shown.untilOpen("receipt-2.pdf");
    assertEquals(QueuedFile.State.NOT_SIGNED, models().queue().files().getFirst().state());
    screen.click("queueNext"); // skips
    shown.untilOpen("receipt-3.pdf");
    screen.click("queueEnd");
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(4);
    screen.picture("en-light-queue-end");
    screen.click("questionAct");
    Screen.until("no queue", () -> !models().queue().active().get());
    assertEquals(
        List.of("CANCELLED"),
        shown.station().archive().cases().stream().map(c -> c.state()).toList());
    shown.close();
  }

  @Test
  void closingWithFilesLeftIsAskedBefore() throws Exception {
    open("zh");
    List<Path> files = reports(2);
    shown.on(() -> shown.window().take(files));
    shown.untilOpen("receipt-1.pdf");
    shown.on(
        () ->
            shown
                .stage()
                .fireEvent(
                    new javafx.stage.WindowEvent(
                        shown.stage(), javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST)));
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(4);
    screen.picture("zh-light-queue-close");
    screen.click("questionStay");
    assertTrue(Screen.on(() -> shown.stage().isShowing()));
    shown.close();
  }

  @Test
  void aQueueThatWasNotAtItsEndIsThereAgainWhenTheWindowOpens() throws Exception {
    open("zh");
    List<Path> files = reports(4);
    shown.on(() -> shown.window().take(files));
    shown.untilOpen("receipt-1.pdf");
    shown.close();
    Files.delete(files.get(1));
    Files.writeString(files.get(3), "% later\n", java.nio.file.StandardOpenOption.APPEND);
    open("zh");
    Screen.until("the queue", () -> models().queue().files().size() == 3);
    Screen.until("told", () -> !models().shell().notice().get().isEmpty());
    String told = models().shell().notice().get();
    assertTrue(told.contains("receipt-2.pdf") && told.contains("receipt-4.pdf"), told);
    assertFalse(told.contains("receipt-3.pdf"), told);
    assertTrue(models().document().opened().get() == null, "nothing is opened by itself");
    Screen.frames(6);
    screen.picture("zh-light-queue-again");
    screen.click("queueNext");
    shown.untilOpen("receipt-1.pdf");
    shown.close();
  }

  /**
   * A file that the window was opened with is alone; the queue of before stays for the next time.
   */
  @Test
  void aQueueOfTheLastTimeJoinsNoFileThatIsBeingOpened() throws Exception {
    open("en");
    List<Path> files = reports(4);
    shown.on(() -> shown.window().take(files.subList(0, 3)));
    shown.untilOpen("receipt-1.pdf");
    shown.close();
    openWith("en", files.get(3));
    shown.untilOpen("receipt-4.pdf");
    Screen.frames(30);
    assertEquals(0, models().queue().files().size());
    shown.close();
    open("en");
    Screen.until("the queue", () -> models().queue().files().size() == 3);
    shown.close();
  }

  @Test
  void anotherKindOfBusinessInsideAQueueIsAskedBefore() throws Exception {
    open("en");
    List<Path> files = reports(2);
    shown.on(() -> shown.window().take(files));
    shown.untilOpen("receipt-1.pdf");
    shown.on(
        () ->
            models()
                .queue()
                .binding()
                .set(
                    new BatchBinding(
                        "each", IdentityMode.REAL_PERSON, true, List.of(), Optional.empty())));
    screen.click("next");
    shown.untilStep(Step.PLACE);
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    screen.click("begin");
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(4);
    screen.picture("en-light-queue-changed");
    assertFalse(models().shell().running().get());
    screen.click("questionAct");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
    shown.close();
  }
}
