// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workbench.CaseLine;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;

/** The list of cases filtered by each of its controls. */
@Slow
class WorkbenchFilterWindowTest {
  private static final String LI_NA = "11010519491231002X";
  private static final String ZHANG_WEI = "110101199003074514";

  private static final String KINDS =
      """
      [{"id": "loan", "name": {"zh": "贷款", "en": "Loan"}, "modes": ["phone"],
        "defaultMode": "phone", "liveness": false, "card": false, "retentionDays": 30, "keep": []},
       {"id": "card", "name": {"zh": "开卡", "en": "Bank card"}, "modes": ["phone"],
        "defaultMode": "phone", "liveness": false, "card": false, "retentionDays": 30, "keep": []}]
      """;

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  @BeforeEach
  void open() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("business-types.json"), KINDS);
    Instant now = Instant.now();
    try (Station station = Station.open(Settings.in(data))) {
      KeptCases cases = new KeptCases(station.archive());
      cases.signed("loan", now, "李娜", LI_NA, file("today-loan.pdf"));
      cases.signed("card", now, "张伟", ZHANG_WEI, file("today-card.pdf"));
      cases.cancelled("card", now, file("today-cancelled.pdf"));
      cases.signed("loan", now.minus(days(5)), "李娜", LI_NA, file("five-days.pdf"));
      cases.signed("loan", now.minus(days(20)), "张伟", ZHANG_WEI, file("twenty-days.pdf"));
      cases.signed("loan", now.minus(days(99)), "张伟", ZHANG_WEI, file("long-ago.pdf"));
    }
    shown =
        OpenWindow.of(
            data, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    screen = shown.screen();
    untilListed("today-loan.pdf", "today-card.pdf", "today-cancelled.pdf");
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }

  private Path file(String name) throws Exception {
    return Files.writeString(folder.resolve(name), "signed");
  }

  private List<CaseLine> lines() {
    return shown.window().models().workbench().lines();
  }

  private void untilListed(String... documents) {
    Set<String> expected = Set.of(documents);
    Screen.until(
        "listed " + expected,
        () ->
            expected.equals(new TreeSet<>(lines().stream().map(CaseLine::document).toList()))
                && lines().size() == expected.size());
  }

  private void reset() {
    screen.click("filterReset");
    untilListed("today-loan.pdf", "today-card.pdf", "today-cancelled.pdf");
    assertTrue(Screen.on(() -> shown.stage().getScene().lookup("#filterReset").isDisabled()));
  }

  @Test
  void periodsAreChosenFromTheList() {
    screen.choose("filterPeriod", "Last 7 days");
    untilListed("today-loan.pdf", "today-card.pdf", "today-cancelled.pdf", "five-days.pdf");
    screen.choose("filterPeriod", "Last 30 days");
    untilListed(
        "today-loan.pdf",
        "today-card.pdf",
        "today-cancelled.pdf",
        "five-days.pdf",
        "twenty-days.pdf");
    screen.choose("filterPeriod", "All dates");
    Screen.until("all", () -> lines().size() == 6);
    reset();
  }

  @Test
  void oneDayIsTypedOrChosen() {
    LocalDate day = LocalDate.ofInstant(Instant.now().minus(days(20)), ZoneId.systemDefault());
    shown.on(
        () -> {
          DatePicker picker = (DatePicker) shown.stage().getScene().lookup("#filterDay");
          picker.getEditor().setText(picker.getConverter().toString(day));
          picker.getEditor().requestFocus();
        });
    screen.press(KeyCode.ENTER);
    untilListed("twenty-days.pdf");
    reset();
    assertEquals("", text("filterDay"));
  }

  private String text(String id) {
    return Screen.on(
        () ->
            switch (shown.stage().getScene().lookup("#" + id)) {
              case DatePicker picker -> picker.getEditor().getText();
              case TextInputControl field -> field.getText();
              default -> throw new AssertionError(id);
            });
  }

  @Test
  void kindAndStatusAreChosenAndNarrowEachOther() {
    screen.choose("filterKind", "Bank card");
    untilListed("today-card.pdf", "today-cancelled.pdf");
    screen.choose("filterStatus", "Cancelled");
    untilListed("today-cancelled.pdf");
    screen.choose("filterKind", "All business types");
    untilListed("today-cancelled.pdf");
    screen.choose("filterStatus", "Signed");
    untilListed("today-loan.pdf", "today-card.pdf");
    screen.choose("filterStatus", "All statuses");
    untilListed("today-loan.pdf", "today-card.pdf", "today-cancelled.pdf");
    screen.choose("filterStatus", "Interrupted");
    untilListed();
    reset();
  }

  @Test
  void documentsAreFoundByAPartOfTheirName() {
    screen.focus("filterDocument");
    screen.type("loan");
    untilListed("today-loan.pdf");
    screen.press(KeyCode.ENTER);
    assertFalse(
        Screen.on(() -> shown.window().models().document().opened().get() != null),
        "Enter in a filter opens no document");
    reset();
    assertEquals("", text("filterDocument"));
  }

  /** Names are typed with an input method, which a robot without a screen has not. */
  @Test
  void signersAreFoundByTheWholeNameOrNumberOnly() {
    shown.on(
        () -> ((TextInputControl) shown.stage().getScene().lookup("#filterName")).setText("李娜"));
    untilListed("today-loan.pdf");
    screen.choose("filterPeriod", "All dates");
    untilListed("today-loan.pdf", "five-days.pdf");
    shown.on(
        () -> ((TextInputControl) shown.stage().getScene().lookup("#filterName")).setText("李"));
    untilListed();
    reset();
    screen.focus("filterNumber");
    screen.type("11010119900307451");
    untilListed();
    screen.type("4");
    untilListed("today-card.pdf");
    reset();
  }
}
