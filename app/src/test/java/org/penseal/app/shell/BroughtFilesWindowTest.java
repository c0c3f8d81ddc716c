// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.PolicyInForce;
import org.penseal.pdf.page.DemoReport;

/** Files with which a desktop opens the window: {@code penseal window [--verify] FILE...}. */
@Slow
class BroughtFilesWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void begins() throws Exception {
    Toolkit.start();
    Station.registerProvider();
  }

  private OpenWindow window() throws Exception {
    return OpenWindow.of(
        folder.resolve("data"),
        "en",
        (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
  }

  private Path report() throws Exception {
    Path file = folder.resolve("合同 1.pdf");
    DemoReport.write(file);
    return file;
  }

  @Test
  void fileToSignIsOpenAtOnce() throws Exception {
    Path file = report();
    try (OpenWindow shown = window()) {
      shown.on(() -> Desktop.bring(shown.window(), List.of("--sign", file.toString())));
      shown.untilOpen("合同 1.pdf");
      assertFalse(Screen.on(() -> shown.window().models().shell().home().get()));
    }
  }

  @Test
  void fileToVerifyHasItsFinding() throws Exception {
    Path file = report();
    try (OpenWindow shown = window()) {
      shown.on(() -> Desktop.bring(shown.window(), List.of("--verify", file.toString())));
      InspectModel model = shown.window().models().inspect();
      Screen.until("verified", () -> model.files().size() == 1 && !model.running().get());
      assertEquals("合同 1.pdf", Screen.on(() -> model.files().getFirst().name()));
      assertTrue(
          Screen.on(
              () ->
                  shown.window().models().shell().beside().get()
                      == ShellModel.Beside.VERIFICATION));
    }
  }

  @Test
  void withoutFilesTheFirstPageIsShown() throws Exception {
    try (OpenWindow shown = window()) {
      shown.on(() -> Desktop.bring(shown.window(), List.of("--sign")));
      assertTrue(Screen.on(() -> shown.window().models().document().opened().get() == null));
    }
  }

  @Test
  void aLinkLeadsToItsPageAndBringsNothing() throws Exception {
    try (OpenWindow shown = window()) {
      shown.on(() -> Desktop.bring(shown.window(), List.of("--link", "penseal:verify")));
      assertTrue(
          Screen.on(
              () ->
                  shown.window().models().shell().beside().get()
                      == ShellModel.Beside.VERIFICATION));
      assertEquals(0, Screen.on(() -> shown.window().models().inspect().files().size()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "penseal:",
        "penseal:sign?file=/etc/passwd",
        "penseal://sign/../verify",
        "penseal:SIGN",
        "file:///etc/passwd",
        "--demo"
      })
  void otherLinksAreRefusedInTheWindow(String address) throws Exception {
    try (OpenWindow shown = window()) {
      shown.on(() -> Desktop.bring(shown.window(), List.of("--link", address)));
      assertEquals(
          "link-unknown",
          Problems.of(Screen.on(() -> shown.window().models().shell().failure().get())).code());
      assertTrue(Screen.on(() -> shown.window().models().document().opened().get() == null));
    }
  }

  /** A computer that allows no demonstration offers none, whatever was chosen before. */
  @Test
  void policyTakesTheDemoAway() throws Exception {
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"demo\": false}");
        OpenWindow shown = window()) {
      assertFalse(Screen.on(() -> shown.window().models().settings().demoDevices().get()));
      assertTrue(Screen.on(() -> shown.stage().getScene().lookup("#demoSwitch").isDisabled()));
    }
  }
}
