// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseException;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.embedded.RevocationFault;

/**
 * The form of the signature is that of the kind of business, else of the workplace: shown before
 * somebody signs, and what cannot be had is told before anybody agrees.
 */
@WholeCase
@SuppressWarnings("NullAway.Init") // each test opens its window
class ProfileWindowTest {
  private static final String KIND =
      """
      {"id": "%s", "name": {"zh": "%s", "en": "%s"}, %s
       "modes": ["real-person", "phone", "portrait"], "defaultMode": "portrait",
       "liveness": false, "card": false, "retentionDays": 30,
       "keep": ["live-portrait"]}\
      """;
  private static final String KINDS =
      "[%s, %s]"
          .formatted(
              KIND.formatted("loan", "贷款", "Loan", "\"profile\": \"pades-lta\","),
              KIND.formatted("slip", "回单", "Slip", ""));

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private void open() throws Exception {
    Files.writeString(folder.resolve("business-types.json"), KINDS);
    shown =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    screen = shown.screen();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private EmbeddedTrust trust() throws Exception {
    return DemoWorkplace.trust(shown.station()).embedded();
  }

  private Path report() throws Exception {
    Path file = folder.resolve("report.pdf");
    DemoReport.write(file);
    return file;
  }

  private void openToIdentify(Path file, @Nullable String password) {
    shown.on(() -> shown.window().open(file, password));
    shown.untilOpen(String.valueOf(file.getFileName()));
    shown.on(() -> shown.window().go(Step.IDENTIFY));
    shown.untilStep(Step.IDENTIFY);
  }

  private Throwable untilRefused() {
    screen.click("begin");
    Screen.until("told", () -> models().shell().failure().get() != null);
    Throwable failure = models().shell().failure().get();
    assertNotNull(failure);
    return failure;
  }

  private void nobodyWasAsked() throws Exception {
    assertEquals(List.of(), shown.station().archive().cases());
    assertEquals(IdentifyModel.Stage.FORM, models().identify().stage().get());
    assertEquals("", models().shell().notice().get());
  }

  @Test
  void caseOfAKindOfBusinessIsSignedInItsForm() throws Exception {
    open();
    openToIdentify(report(), null);
    assertEquals(
        "Signature profile: PAdES B-LTA (with long-term validation data and archive timestamp)",
        screen.text("profile"));
    screen.picture("en-light-profile");
    screen.choose("types", "Slip");
    assertEquals("Signature profile: PAdES B-T (with timestamp)", screen.text("profile"));
    screen.choose("types", "Loan");
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
    shown.untilStage(IdentifyModel.Stage.DONE);
    screen.click("proceed");
    shown.untilStep(Step.REPORT);
    VerifiedFile verified = models().verify().verified().get();
    assertNotNull(verified);
    assertEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals("pades-lta", verified.signatures().getFirst().signed().profile());
    Screen.frames(6);
    screen.picture("en-light-report-lta");
    List<String> said = labels();
    assertTrue(
        said.contains("PAdES B-LTA (with long-term validation data and archive timestamp)"),
        said.toString());
    assertEquals(
        1,
        said.stream().filter(each -> each.startsWith("Article 13 of")).count(),
        "nobody signed by the archive timestamp: " + said);
    signedFileNamesItsSignersOnly(verified.file());
  }

  private List<String> labels() {
    return Screen.on(
        () ->
            shown.stage().getScene().getRoot().lookupAll(".label").stream()
                .map(each -> ((Label) each).getText())
                .toList());
  }

  private void signedFileNamesItsSignersOnly(Path signed) {
    shown.on(() -> shown.window().open(signed, null));
    Screen.until("verified", () -> models().document().signatures().get() != null);
    Screen.frames(6);
    List<String> told =
        labels().stream().filter(each -> each.startsWith("Already signed by")).toList();
    assertEquals(1, told.size(), told.toString());
  }

  @Test
  void longTermDataThatCannotBeHadIsToldBeforeAnybodyAgrees() throws Exception {
    open();
    shown.station().demonstration();
    trust().ocspFault(RevocationFault.DOWN);
    trust().crlFault(RevocationFault.DOWN);
    openToIdentify(report(), null);
    Throwable told = untilRefused();
    assertInstanceOf(ServiceException.RevocationUnavailable.class, told);
    screen.picture("en-light-no-revocation");
    nobodyWasAsked();
    assertTrue(
        Problems.of(told)
            .remedy(shown.window().texts())
            .contains("choose a business type without long-term validation data"));
    screen.click("closeProblem");
    screen.choose("types", "Slip");
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
  }

  @Test
  void encryptedFileIsToldToHaveNoLongTermDataBeforeAnybodyAgrees() throws Exception {
    open();
    Path file = report();
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
      document.save(file.toFile());
    }
    openToIdentify(file, "secret");
    Throwable told = untilRefused();
    assertInstanceOf(CaseException.FormNotPossible.class, told);
    assertEquals("profile-encrypted", Problems.of(told).code());
    nobodyWasAsked();
    assertFalse(models().shell().running().get());
  }

  @Test
  void kindThatNamesNoneHasThatOfTheWorkplace() throws Exception {
    Files.writeString(folder.resolve("business-types.json"), KINDS);
    Files.writeString(
        folder.resolve("workplace.json"), "{\"version\": 1, \"profile\": \"pades-lt\"}");
    WorkplaceSettings workplace = WorkplaceSettings.of(folder, null, Secret.Asker.NOBODY);
    Station station = Station.open(workplace.in(folder));
    var stage = Screen.on(javafx.stage.Stage::new);
    MainWindow window =
        Screen.on(() -> new MainWindow(station, stage, f -> {}, () -> {}).at(workplace));
    screen = new Screen(stage);
    shown = new OpenWindow(station, stage, window, screen);
    shown.on(window::show);
    shown.on(() -> models().settings().language().set("zh"));
    openToIdentify(report(), null);
    assertEquals("签名格式：PAdES B-LTA（含长期验证数据和归档时间戳）", screen.text("profile"));
    screen.choose("types", "回单");
    assertEquals("签名格式：PAdES B-LT（含时间戳和长期验证数据）", screen.text("profile"));
  }
}
