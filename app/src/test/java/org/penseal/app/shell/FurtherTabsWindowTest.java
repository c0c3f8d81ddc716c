// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.identity.IdentityMode;

/** What {@link AccessWindowTest} does not walk by Tab: what is there only at times. */
@WholeCase
class FurtherTabsWindowTest {
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
    Path signed = Files.writeString(folder.resolve("signed.pdf"), "signed");
    try (Station station = Station.open(Settings.in(data))) {
      new KeptCases(station.archive())
          .signed("standard", Instant.now(), "李娜", "11010519491231002X", signed);
    }
    shown =
        OpenWindow.of(
            data, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    screen = shown.screen();
    Screen.until("the case", () -> models().workbench().lines().size() == 1);
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private void walk(String page) {
    assertEquals(List.of(), new TabWalk(page, screen, shown.stage()).wrong());
  }

  private String focused() {
    return screen.focused().map(Node::getId).orElse("nothing");
  }

  @Test
  void workbenchWithACaseThatIsChosen() {
    shown.on(() -> models().workbench().selected().set(models().workbench().lines().getFirst()));
    assertFalse(Screen.on(() -> shown.stage().getScene().lookup("#casePrint").isDisabled()));
    walk("workbench");
  }

  @Test
  void devicesAndServices() {
    shown.on(
        () -> {
          models().settings().pad().set("serial:/nowhere");
          models().settings().demoDevices().set(false);
          models().shell().devicesOpen().set(true);
        });
    assertEquals("done", focused());
    assertTrue(screen.sees("again-PAD"));
    walk("devices");
  }

  @Test
  void questionOverThePage() {
    shown.on(
        () ->
            models()
                .shell()
                .question()
                .set(
                    new ShellModel.Asked(
                        "cancel-in-queue", List.of(1, 2), () -> {}, () -> {}, null)));
    assertEquals("questionStay", focused(), "Enter changes nothing");
    walk("question");
  }

  @Test
  void lineOfTheQueue() throws Exception {
    List<Path> files =
        List.of(
            LongDocument.write(folder.resolve("a.pdf"), 2),
            LongDocument.write(folder.resolve("b.pdf"), 3));
    shown.on(() -> shown.window().take(files));
    shown.untilOpen("a.pdf");
    assertTrue(screen.sees("queueNext"));
    assertEquals("next", focused(), "not what skips the file");
    walk("document of a queue");
  }

  @Test
  void codeOfThePhone() {
    shown.on(
        () -> {
          shown.window().go(Step.IDENTIFY);
          models().identify().mode().set(IdentityMode.PHONE);
          models().identify().stage().set(IdentifyModel.Stage.CHECKING);
        });
    shown.on(
        () -> {
          models().identify().code().triesLeft().set(3);
          models().identify().code().asked().set(true);
        });
    assertEquals("code", focused(), "it is typed at once");
    shown.on(() -> models().identify().code().code().set("123456"));
    walk("code");
  }
}
