// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.place.Proposal;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.identity.IdentityMode;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;

/** One document that two people sign in their order, each at a place of his own. */
@WholeCase
@SuppressWarnings("NullAway.Init") // each test opens its window
class SeveralSignersWindowTest {
  private static final String KINDS =
      """
      [{"id": "plain", "name": {"zh": "一般业务", "en": "Plain"},
        "modes": ["real-person", "phone", "portrait"], "defaultMode": "portrait",
        "liveness": false, "card": false, "retentionDays": 3650,
        "keep": ["id-card-text", "id-portrait", "live-portrait", "liveness-transcript"]},
       {"id": "contract", "name": {"zh": "双方合同", "en": "Contract of two"},
        "modes": ["real-person", "phone", "portrait"], "defaultMode": "portrait",
        "liveness": false, "card": false, "retentionDays": 3650,
        "keep": ["id-card-text", "id-portrait", "live-portrait", "liveness-transcript"],
        "keywords": ["Signature:"],
        "signers": [{"zh": "甲方", "en": "First party"}, {"zh": "乙方", "en": "Second party"}]}]
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
    shown.close();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private PlaceModel places() {
    return models().document().places();
  }

  private void sign(boolean again) {
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
    if (again) {
      // The demo knows one person: in a second role it is asked.
      Screen.until("asked", () -> models().shell().question().get() != null);
      assertEquals("same-signer", models().shell().question().get().key());
      Screen.frames(4);
      screen.picture("en-light-same-signer");
      screen.click("questionAct");
    }
    shown.untilStage(IdentifyModel.Stage.DONE);
    screen.click("proceed");
    shown.untilStep(Step.REPORT);
  }

  @Test
  void eachHasAPlaceAndTheSecondSignsTheFileOfTheFirst() throws Exception {
    Files.writeString(folder.resolve("business-types.json"), KINDS);
    shown =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    screen = shown.screen();
    Path work = Files.createDirectories(folder.resolve("work"));
    Path file = LongDocument.write(work.resolve("contract.pdf"), 40);
    shown.on(() -> shown.window().open(file, null));
    shown.untilOpen("contract.pdf");
    shown.on(() -> models().identify().type().set(models().identify().types().get(1)));
    Screen.until(
        "keyword of this kind of business",
        () ->
            places().taken().get() != null
                && places().taken().get().kind() == Proposal.Kind.KEYWORD
                && places().taken().get().name().equals("Signature:"));
    screen.click("next");
    shown.untilStep(Step.PLACE);
    Placement.At first = places().place().get();
    assertNotNull(first);
    screen.click("signer-1");
    Screen.until("the second", () -> places().signers().edited().get() == 1);
    Placement.At second = places().place().get();
    assertNotNull(second);
    assertEquals(first.page(), second.page());
    assertFalse(first.equals(second), "beside the first, not over it");
    Screen.frames(10);
    screen.picture("en-light-two-places");
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    sign(false);
    assertEquals(Report.Verdict.VALID, models().verify().verified().get().verdict());
    assertTrue(models().queue().active().get(), "the second signer is next");
    assertEquals(1, models().verify().verified().get().signatures().size());
    Screen.frames(6);
    screen.picture("en-light-second-signer");
    screen.click("queueNext");
    shown.untilOpen("contract-signed.pdf");
    assertEquals(1, places().signers().turn());
    assertEquals(second, places().place().get());
    screen.click("next");
    shown.untilStep(Step.PLACE);
    Screen.until("signatures", () -> models().document().signatures().get() != null);
    Screen.frames(10);
    screen.picture("en-light-second-place");
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    shown.on(
        () -> {
          models().identify().mode().set(IdentityMode.PHONE);
          models().identify().mode().set(IdentityMode.PORTRAIT);
        });
    sign(true);
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
    assertEquals(2, verified.signatures().size());
    assertTrue(verified.file().endsWith("contract-signed-2.pdf"), verified.file().toString());
    assertFalse(models().queue().active().get());
    bothPlacesAreProposedAgain(file, first, second);
  }

  private void bothPlacesAreProposedAgain(Path file, Placement.At first, Placement.At second)
      throws Exception {
    Path next = Files.copy(file, file.resolveSibling("next.pdf"));
    shown.on(() -> shown.window().open(next, null));
    shown.untilOpen("next.pdf");
    Screen.until("the second's", () -> places().planned().containsKey(1));
    assertEquals(Set.of(1), places().planned().keySet());
    assertAlike(second, places().planned().get(1));
    screen.click("next");
    shown.untilStep(Step.PLACE);
    Screen.frames(10);
    screen.picture("en-light-two-places-again");
    assertEquals("2. Second party: Page 40", screen.text("signer-1"));
    screen.click("signer-1");
    Screen.until("the second", () -> places().signers().edited().get() == 1);
    assertAlike(second, places().place().get());
    assertEquals(Proposal.Kind.LAST, places().taken().get().kind());
    screen.click("signer-0");
    Screen.until("the first", () -> places().signers().edited().get() == 0);
    assertAlike(first, places().place().get());
  }

  // Places are kept in hundredths of a point.
  private static void assertAlike(Placement.At expected, Placement.At at) {
    assertEquals(expected.page(), at.page());
    assertEquals(expected.x(), at.x(), 0.01);
    assertEquals(expected.y(), at.y(), 0.01);
    assertEquals(expected.width(), at.width(), 0.01);
    assertEquals(expected.height(), at.height(), 0.01);
  }
}
