// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;

/** What each kind of business does about pages that were not read, through the controls. */
@WholeCase
class UnreadPagesWindowTest {
  private static final int PAGES = 4;

  private static final String KIND =
      """
      {"id": "%s", "name": {"zh": "%s", "en": "%s"}, "unreadPages": "%s",
       "modes": ["real-person", "phone", "portrait"], "defaultMode": "real-person",
       "liveness": false, "card": false, "retentionDays": 30, "keep": ["live-portrait"]}\
      """;

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    Files.writeString(
        folder.resolve("business-types.json"),
        "[%s, %s, %s]"
            .formatted(
                KIND.formatted("told", "一般", "Told", "tell"),
                KIND.formatted("asked", "询问", "Asked", "ask"),
                KIND.formatted("refused", "必读", "Refused", "refuse")));
    shown =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
    Path file = LongDocument.write(folder.resolve("a.pdf"), PAGES);
    shown.on(() -> shown.window().open(file, null));
    shown.untilOpen("a.pdf");
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private ReaderModel reader() {
    return models().document().reader();
  }

  private boolean isOff(String id) {
    return Screen.on(() -> shown.stage().getScene().lookup("#" + id).isDisabled());
  }

  private void kind(String name) {
    screen.choose("documentKind", name);
    assertEquals(name, Screen.on(() -> models().identify().type().get().name().en()));
  }

  @Test
  void whereTheyAreOnlyToldNothingStopsTheCase() {
    kind("Told");
    assertFalse(screen.sees("readRule"));
    assertFalse(screen.sees("unreadAccepted"));
    screen.click("next");
    shown.untilStep(Step.PLACE);
    assertFalse(isOff("next"));
  }

  @Test
  void whereItIsAskedTheOperatorSaysThatItGoesOn() {
    kind("Asked");
    assertEquals(
        "This business type asks that every page be read. Read the remaining pages, or tick the"
            + " box below.",
        screen.text("readRule"));
    screen.click("next");
    shown.untilStep(Step.PLACE);
    assertTrue(isOff("next"));
    screen.picture("en-light-unread-asked");
    screen.click("unreadAccepted");
    Screen.until("goes on", () -> !isOffNow("next"));
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
  }

  private boolean isOffNow(String id) {
    return shown.stage().getScene().lookup("#" + id).isDisabled();
  }

  @Test
  void whereItIsRequiredEveryPageIsReadFirst() throws Exception {
    kind("Refused");
    assertEquals(
        "This business type requires that every page be read before signing.",
        screen.text("readRule"));
    assertFalse(screen.sees("unreadAccepted"), "nobody can say that it goes on");
    shown.on(() -> shown.window().go(Step.IDENTIFY));
    screen.click("begin");
    shown.untilStep(Step.DOCUMENT);
    assertEquals(screen.text("readRule"), models().shell().notice().get());
    assertEquals(List.of(), shown.station().archive().cases());
    readAll();
    assertEquals("Read 4 of 4 pages", screen.text("readWords"));
    assertFalse(screen.sees("readRule"));
    screen.click("next");
    shown.untilStep(Step.PLACE);
    assertFalse(isOff("next"));
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
  }

  // Each page whole on the screen for a while; the button leads to the next one that was not.
  private void readAll() {
    screen.click("fitPage");
    Screen.until("the first", () -> !reader().seen().isEmpty());
    screen.press(KeyCode.END);
    Screen.until("the last", () -> reader().seen().contains(PAGES));
    for (int i = 2; i < PAGES; i++) {
      int unread = i;
      screen.click("firstUnread");
      Screen.until("page " + i, () -> reader().seen().contains(unread));
    }
  }
}
