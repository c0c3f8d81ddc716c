// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.desktop.StandInPrinter;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.bench.BenchDocument;

/** A signed file is printed from the workbench, and whoever waits for it may cancel. */
@Slow
class PrintWindowTest {
  private static final int PAGES = 3;

  @TempDir Path folder;

  private StandInPrinter printer;
  private Path file;
  private String name;
  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  @BeforeEach
  void open() throws Exception {
    name = "Counter " + folder.getFileName();
    printer = new StandInPrinter(name);
    file = BenchDocument.text(folder.resolve("contract-signed.pdf"), PAGES);
    Path data = Files.createDirectory(folder.resolve("data"));
    try (Station station = Station.open(Settings.in(data))) {
      new KeptCases(station.archive())
          .signed("standard", Instant.now(), "李娜", "11010519491231002X", file);
    }
    shown =
        OpenWindow.of(
            data, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    screen = shown.screen();
    Screen.until("listed", () -> models().workbench().lines().size() == 1);
    Screen.until("the printer", () -> models().workbench().printers().contains(name));
  }

  @AfterEach
  void close() {
    printer.paper(100); // nothing waits for it any more
    shown.close();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private void print() {
    assertTrue(Screen.on(() -> shown.stage().getScene().lookup("#casePrint").isDisabled()));
    screen.click("table-row-cell", row -> row.lookup(".text") != null);
    screen.choose("casePrint", name);
  }

  private void untilTold() {
    Screen.until("told", () -> models().shell().waiting().shown().get() != null);
    Screen.frames(6);
  }

  private void untilSaid(String words) {
    Screen.until("said: " + words, () -> models().shell().notice().get().startsWith(words));
    assertNull(models().shell().waiting().shown().get());
    assertNull(models().shell().failure().get());
  }

  @Test
  void everyPageIsPrintedOnTheChosenPrinter() {
    printer.paper(PAGES + 1);
    print();
    untilSaid("contract-signed.pdf was sent to " + name);
    assertEquals(List.of(PAGES), printer.printed());
  }

  @Test
  void chosenFileIsCopiedFromTheMenuBesidePrint() {
    assertTrue(Screen.on(() -> shown.stage().getScene().lookup("#caseSend").isDisabled()));
    screen.click("table-row-cell", row -> row.lookup(".text") != null);
    Screen.frames(4);
    screen.picture("en-light-workbench-send");
    screen.choose("caseSend", "Copy the file");
    untilSaid("contract-signed.pdf is on the clipboard");
    assertEquals(
        List.of(file.toFile()), Screen.on(() -> Clipboard.getSystemClipboard().getFiles()));
  }

  @Test
  void printingThatTakesLongIsToldAndCancelledByItsButton() {
    printer.paper(1);
    print();
    untilTold();
    assertEquals("Printing contract-signed.pdf…", screen.text("waitingWords"));
    screen.picture("en-light-printing");
    screen.click("waitingCancel");
    untilSaid("Printing of contract-signed.pdf on " + name + " was cancelled");
    assertEquals(List.of(), printer.printed());
    assertEquals(1, printer.drawn(), "the sheet that it had");
  }

  @Test
  void escapeCancelsItAndEnterDoesNot() {
    print();
    untilTold();
    assertFalse(
        "waitingCancel".equals(screen.focused().map(Node::getId).orElse("")),
        "who goes on by Enter cancels nothing");
    screen.press(KeyCode.ENTER);
    assertTrue(screen.sees("waitingCancel"));
    screen.press(KeyCode.ESCAPE);
    untilSaid("Printing of contract-signed.pdf");
    assertEquals(List.of(), printer.printed());
  }

  @Test
  void printerThatRefusesIsTold() {
    printer.refuse();
    print();
    untilSaid(name + " did not accept contract-signed.pdf");
  }

  private void lock() throws IOException {
    try (PDDocument document = Loader.loadPDF(Files.readAllBytes(file))) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("own", "open", new AccessPermission());
      policy.setEncryptionKeyLength(256);
      document.protect(policy);
      document.save(file.toFile());
    }
  }

  @Test
  void lockedFileIsPrintedWithThePasswordThatIsAskedFor() throws Exception {
    lock();
    printer.paper(PAGES + 1);
    print();
    untilAsked("Enter the password of contract-signed.pdf to print it.");
    screen.picture("en-light-print-locked");
    screen.type("wrong");
    screen.press(KeyCode.ENTER);
    untilAsked("The password does not open contract-signed.pdf. Check it and enter it again.");
    assertEquals(List.of(), printer.printed());
    screen.type("open");
    screen.click("questionAct");
    untilSaid("contract-signed.pdf was sent to " + name);
    assertEquals(List.of(PAGES), printer.printed());
  }

  @Test
  void lockedFileIsPrintedWithoutAQuestionWhereItsPasswordIsKnown() throws Exception {
    lock();
    List<String> asked = new ArrayList<>();
    shown.on(
        () -> {
          models().shell().question().subscribe(now -> asked.add(String.valueOf(now)));
          asked.clear();
        });
    printer.paper(PAGES + 1);
    shown.on(() -> shown.window().print(file, "open", name));
    untilSaid("contract-signed.pdf was sent to " + name);
    assertEquals(List.of(), asked);
  }

  private void untilAsked(String words) {
    Screen.until(
        words,
        () ->
            models().shell().question().get() != null
                && shown.stage().getScene().lookup("#questionPassword").isFocused()
                && shown.stage().getScene().getRoot().lookupAll(".lead").stream()
                    .anyMatch(each -> words.equals(((Labeled) each).getText())));
    assertNull(models().shell().failure().get());
  }

  @Test
  void fileThatCannotBeReadAnyMoreIsAFailure() throws Exception {
    Files.writeString(folder.resolve("contract-signed.pdf"), "no PDF");
    print();
    Screen.until("told", () -> models().shell().failure().get() != null);
    assertEquals(List.of(), printer.printed());
  }
}
