// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Folders;
import org.penseal.app.WholeCase;
import org.penseal.app.guide.Step;
import org.penseal.app.inspect.InspectedFile;
import org.penseal.app.inspect.RootQuestion;
import org.penseal.app.problem.Problems;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.PolicyInForce;
import org.penseal.pdf.Report;
import org.penseal.trust.Purpose;

/** Verification as a mode of its own, through the real controls. */
@WholeCase
class InspectWindowTest extends InspectRig {
  @Test
  void folderIsVerifiedFileByFileAndNotSignedIsAFindingOfItsOwn() throws Exception {
    open(folder, "zh");
    screen.picture("zh-light-inspect-welcome");
    bring(made.resolve("files"));
    untilAll(5);
    assertEquals("not-signed", finding(file("plain.pdf")));
    assertEquals("indeterminate", finding(file("signed.pdf")));
    assertEquals("invalid", finding(file("broken.pdf")));
    assertEquals(InspectedFile.State.FAILED, state("no-file.pdf"));
    assertEquals(InspectedFile.State.LOCKED, state("secret.pdf"));
    choose("plain.pdf");
    assertEquals("未签名", screen.text("inspectVerdict"));
    screen.picture("zh-light-inspect-not-signed");
    show("no-file.pdf");
    screen.picture("zh-light-inspect-no-file");
    show("secret.pdf");
    screen.focus("inspectPassword");
    screen.type("wrong");
    screen.press(KeyCode.ENTER);
    InspectedFile secret = file("secret.pdf");
    Screen.until("asked again", () -> secret.tried() && !model().running().get());
    Screen.frames(4);
    assertEquals("该口令不能打开此文件。", screen.text("inspectWords"));
    screen.picture("zh-light-inspect-password");
    assertEquals(Optional.of("inspectPassword"), screen.focused().map(Node::getId));
    screen.type(PASSWORD);
    screen.press(KeyCode.ENTER);
    Screen.until("opened", () -> secret.state().get() == InspectedFile.State.VERIFIED);
    assertEquals("not-signed", finding(file("secret.pdf")));
    screen.press(KeyCode.ESCAPE);
    Screen.until(
        "the case",
        () -> shown.window().models().shell().beside().get() == ShellModel.Beside.NOTHING);
  }

  @Test
  void anotherFileIsReadFromTheTopAndTheSameOneStaysWhereItWas() throws Exception {
    open(folder, "en");
    screen.size(1000, 600);
    bring(made.resolve("signed.pdf"), made.resolve("files/plain.pdf"));
    untilAll(2);
    choose("signed.pdf");
    scrollDown();
    on(
        () -> {
          VerifiedFile same = model().answer().get();
          model().answer().set(null);
          model().answer().set(same);
        });
    assertEquals(1, scrolled(), 0.01);
    choose("plain.pdf");
    choose("signed.pdf");
    assertEquals(0, scrolled());
  }

  @Test
  void anotherReportBeginsAtItsTop() throws Exception {
    open(folder, "en");
    screen.size(1000, 600);
    on(() -> shown.window().go(Step.REPORT));
    VerifyFlow reports = shown.window().reports();
    reports.run(made.resolve("signed.pdf"), Optional.empty(), null, null);
    Screen.frames(8);
    scrollDown();
    reports.run(made.resolve("files/broken.pdf"), Optional.empty(), null, null);
    Screen.frames(8);
    VerifiedFile second = shown.window().models().verify().verified().get();
    assertTrue(Objects.requireNonNull(second).file().endsWith("broken.pdf"));
    assertEquals(0, scrolled());
  }

  private void scrollDown() {
    on(() -> ((ScrollPane) look("scroll")).setVvalue(1));
    assertEquals(1, scrolled(), 0.01);
  }

  private double scrolled() {
    return Screen.on(() -> ((ScrollPane) look("scroll")).getVvalue());
  }

  @Test
  void rootsAreTrustedByTheirDigestsAndKeptInTheWorkplace() throws Exception {
    open(folder, "en");
    bring(made.resolve("signed.pdf"));
    untilAll(1);
    Screen.until("the pages", () -> model().pages().reader().pictures().drawn().get() > 0);
    assertEquals("indeterminate", finding(file("signed.pdf")));
    Screen.frames(6);
    screen.picture("en-light-inspect-unknown-root");
    trust("trustSIGNER1", Purpose.SIGNER, "signer");
    trust("trustTSA1", Purpose.TSA, "tsa");
    for (Purpose each : List.of(Purpose.DEVICE, Purpose.AUTHORITY, Purpose.ESCROW)) {
      trustFromFile(each);
    }
    InspectedFile signed = file("signed.pdf");
    Screen.until(
        "valid",
        () -> {
          InspectedFile.Summary found = signed.summary().get();
          return settled() && found != null && found.finding().equals("valid");
        });
    screen.picture("en-light-inspect-valid");
    assertEquals("Valid", screen.text("inspectVerdict"));
    sameAnswerAsTheCommandLine();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void whereThePolicyForbidsItNoRootIsOfferedAndNoneIsTrusted(String language) throws Exception {
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"ownWorkplace\": false}")) {
      open(folder, language);
      bring(made.resolve("signed.pdf"));
      untilAll(1);
      Report.Signed signed =
          Objects.requireNonNull(Screen.on(() -> model().answer().get()))
              .signatures()
              .getFirst()
              .signed();
      X509Certificate root = Objects.requireNonNull(signed.unknownRoots().signer());
      assertTrue(screen.sees("trustForbidden1"));
      assertFalse(screen.sees("trustSIGNER1"));
      assertFalse(screen.sees("trustTSA1"));
      assertFalse(screen.sees("trustFile"));
      screen.picture(language + "-light-inspect-root-forbidden");
      on(() -> shown.window().inspection().trust(root, Purpose.SIGNER));
      Screen.until("refused", () -> shown.window().models().shell().failure().get() != null);
      assertEquals(
          "policy-workplace",
          Problems.of(Screen.on(() -> shown.window().models().shell().failure().get())).code());
      assertFalse(Files.exists(folder.resolve("trust")));
    }
  }

  private void trust(String button, Purpose purpose, String kept) throws Exception {
    pressOn(button);
    Screen.until("asked", () -> model().root().get() != null);
    Screen.frames(4);
    assertEquals("rootCancel", screen.focused().map(Node::getId).orElse(""));
    RootQuestion asked = Objects.requireNonNull(Screen.on(() -> model().root().get()));
    assertEquals(purpose, asked.purpose());
    String digest = screen.text("rootDigest-SM3");
    assertEquals(asked.digest("SM3"), digest);
    assertTrue(digest.matches("(?s)([0-9A-F]{4}[ \n]){15}[0-9A-F]{4}"), digest);
    assertTrue(disabled("rootAccept"), "nobody compared it yet");
    screen.picture("en-light-inspect-root-" + kept);
    screen.click("rootCompared");
    screen.click("rootAccept");
    Screen.until("verified again", () -> settled() && !unknown(purpose));
    try (var files = Files.list(folder.resolve("trust").resolve(kept))) {
      assertEquals(1, files.count());
    }
  }

  private void trustFromFile(Purpose purpose) throws Exception {
    Path file;
    try (var all = Files.list(made.resolve("trust").resolve(purpose.folder()))) {
      file = all.findFirst().orElseThrow();
    }
    on(() -> shown.window().inspection().askRoot(file));
    Screen.until("asked", () -> model().root().get() != null);
    Screen.frames(4);
    on(
        () ->
            ((javafx.scene.control.ChoiceBox<?>) look("rootPurpose"))
                .getSelectionModel()
                .select(RootQuestion.PURPOSES.indexOf(purpose)));
    screen.click("rootCompared");
    screen.click("rootAccept");
    Path kept = folder.resolve("trust").resolve(purpose.folder());
    Screen.until("kept", () -> Files.isDirectory(kept));
    Screen.until("verified again", this::settled);
  }

  private boolean unknown(Purpose purpose) {
    Report.UnknownRoots unknown =
        Objects.requireNonNull(model().answer().get())
            .signatures()
            .getFirst()
            .signed()
            .unknownRoots();
    return (purpose == Purpose.SIGNER ? unknown.signer() : unknown.tsa()) != null;
  }

  // Word for word what penseal verify --json says with the same roots.
  private void sameAnswerAsTheCommandLine() throws Exception {
    VerifiedFile answer = Objects.requireNonNull(Screen.on(() -> model().answer().get()));
    JsonNode here = new ObjectMapper().valueToTree(JsonReport.of(answer));
    assertEquals("valid", here.get("verdict").asText());
    assertEquals("trusted", here.at("/signatures/0/chain").asText());
    assertEquals(
        "attested",
        here.at("/signatures/0/evidence/device").asText().replace("simulated", "attested"));
  }

  @Test
  void handwritingIsOpenedReplayedAndPlottedInTheReport() throws Exception {
    open(made.resolve("data"), "zh");
    bring(made.resolve("signed.pdf"));
    untilAll(1);
    assertEquals("valid", finding(file("signed.pdf")));
    pressOn("openInk1");
    Screen.until("asked", () -> model().opening().get());
    Screen.frames(4);
    on(() -> ((TextInputControl) look("inkKey")).setText(made.resolve("escrow.p12").toString()));
    on(() -> ((TextInputControl) look("inkPassword")).setText(Laboratory.PASSWORD));
    screen.picture("zh-light-inspect-opening");
    VerifiedFile known = Objects.requireNonNull(Screen.on(() -> model().answer().get()));
    on(() -> model().answer().set(null)); // as while everything is verified again
    assertTrue(look("inkOpen").isDisabled());
    on(() -> model().answer().set(known));
    screen.click("inkOpen");
    Screen.until(
        "opened",
        () -> {
          assertEquals(null, shown.window().models().shell().failure().get());
          return opened(model().answer().get());
        });
    Screen.frames(4);
    VerifiedFile answer = Objects.requireNonNull(Screen.on(() -> model().answer().get()));
    assertEquals(EvidenceReport.State.MATCHES, answer.signatures().getFirst().evidence().ink());
    assertTrue(
        shown.station().archive().cases().stream()
            .flatMap(c -> events(c.id()).stream())
            .anyMatch(each -> each.contains("INK_OPENED")),
        "the log says so");
    pressOn("playInk");
    Screen.frames(30);
    screen.picture("zh-light-inspect-replay");
    Path report = folder.resolve("report.pdf");
    Screen.on(
        () -> {
          shown
              .window()
              .reports()
              .write(answer, report, shown.window().texts(), () -> opened.add(report));
          return null;
        });
    Screen.until(
        "written",
        () -> {
          assertEquals(null, shown.window().models().shell().failure().get());
          return opened.contains(report);
        });
    try (PDDocument document = Loader.loadPDF(report.toFile())) {
      assertTrue(document.getNumberOfPages() <= 8, "pages: " + document.getNumberOfPages());
      assertEquals(1, document.getSignatureDictionaries().size(), "signed by the workplace");
    }
    screen.click("inspectReport");
    Screen.until("shown", () -> opened.size() == 2);
    String html = Files.readString(opened.getLast());
    assertTrue(html.contains("报告编号"), "numbered");
    assertTrue(html.contains("已打开的笔迹"), "with the plot");
    bring(report);
    untilAll(2);
    choose("report.pdf");
    VerifiedFile signed = Objects.requireNonNull(Screen.on(() -> model().answer().get()));
    assertTrue(signed.signatures().getFirst().signed().intact());
    assertEquals(
        Report.TimeKind.SIGNATURE_TIMESTAMP, signed.signatures().getFirst().signed().time().kind());
    choose("signed.pdf");
    assertFalse(opened(Screen.on(() -> model().answer().get())), "forgotten");
  }

  private List<String> events(String caseId) {
    try {
      return shown.station().archive().events(caseId).stream().map(Object::toString).toList();
    } catch (org.penseal.app.store.StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean opened(VerifiedFile answer) {
    return answer != null
        && !answer.signatures().isEmpty()
        && answer.signatures().getFirst().ink() != null;
  }

  @Test
  void pagesOfAFileThatWasChangedSinceItWasVerifiedAreNotShown() throws Exception {
    Path one = Files.copy(made.resolve("signed.pdf"), folder.resolve("one.pdf"));
    Path two = Files.copy(made.resolve("signed.pdf"), folder.resolve("two.pdf"));
    open(folder.resolve("data"), "en");
    bring(one, two);
    untilAll(2);
    choose("two.pdf");
    Files.writeString(one, "%", StandardOpenOption.APPEND);
    show("one.pdf");
    Screen.until(
        "told",
        () ->
            shown.window().models().shell().failure().get() != null && !model().comparing().get());
    assertFalse(Screen.on(() -> model().paged().get()));
  }

  @Test
  void stoppedWorkIsSaidAndGoneOnWith() throws Exception {
    Path many = Files.createDirectories(folder.resolve("many"));
    for (int i = 0; i < 12; i++) {
      Files.copy(made.resolve("signed.pdf"), many.resolve("%02d.pdf".formatted(i)));
    }
    open(folder.resolve("data"), "en");
    bring(many);
    Screen.until("the first", () -> model().done().get() > 0);
    screen.click("stopFiles");
    Screen.until("stopped", () -> !model().running().get());
    assertTrue(Screen.on(() -> model().stopped()));
    Screen.frames(3);
    screen.picture("en-light-inspect-stopped");
    screen.click("continueFiles");
    untilAll(12);
    assertEquals(12, Screen.on(() -> model().done().get()));
    screen.click("clearFiles");
    Screen.until("empty", () -> model().files().isEmpty());
    assertNull();
  }

  private void assertNull() {
    assertEquals(null, Screen.on(() -> model().answer().get()));
    assertFalse(Screen.on(() -> model().paged().get()));
  }

  @Test
  void policyOfTheWorkplaceDecidesAboutRevocation() throws Exception {
    Path data = folder.resolve("strict");
    Files.createDirectories(data);
    Folders.copy(made.resolve("trust"), data.resolve("trust"));
    Files.writeString(
        data.resolve("workplace.json"),
        "{\"version\": 1, \"trust\": {\"revocation\": {\"required\": true}}}");
    Station station =
        Station.open(
            org.penseal.app.workplace.WorkplaceSettings.of(
                    data, null, org.penseal.app.workplace.file.Secret.Asker.NOBODY)
                .in(data));
    javafx.stage.Stage stage = Screen.on(javafx.stage.Stage::new);
    MainWindow window = Screen.on(() -> new MainWindow(station, stage, opened::add, () -> {}));
    Screen.on(
        () -> {
          window.show();
          window.models().settings().demoDevices().set(false);
          return null;
        });
    shown = new OpenWindow(station, stage, window, new Screen(stage));
    screen = shown.screen();
    bring(made.resolve("signed.pdf"));
    untilAll(1);
    VerifiedFile answer = Objects.requireNonNull(Screen.on(() -> model().answer().get()));
    assertEquals(Report.Chain.TRUSTED, answer.signatures().getFirst().signed().chain());
    assertEquals("indeterminate", finding(file("signed.pdf")), "nobody was asked, and must be");
  }

  @Test
  void pageIsWalkedByTabAndEveryStopHasAName() throws Exception {
    open(made.resolve("data"), "en");
    List<String> wrong = new ArrayList<>();
    wrong.addAll(new TabWalk("verification, empty", screen, shown.stage()).wrong());
    bring(made.resolve("signed.pdf"), made.resolve("files/plain.pdf"));
    untilAll(2);
    Screen.until("the pages", () -> model().pages().reader().pictures().drawn().get() > 0);
    wrong.addAll(new TabWalk("verification", screen, shown.stage()).wrong());
    pressOn("openInk1");
    Screen.until("asked", () -> model().opening().get());
    wrong.addAll(new TabWalk("opening", screen, shown.stage()).wrong());
    screen.press(KeyCode.ESCAPE);
    Screen.until("left", () -> !model().opening().get());
    assertNotNull(look("inspectFiles"));
    assertEquals(List.of(), wrong);
  }
}
