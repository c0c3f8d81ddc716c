// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.steps.SignedCase;
import org.penseal.refusal.ServiceException;

/** A timestamp service that does not answer after somebody signed is asked again. */
@WholeCase
class RetryWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @Test
  void retryCompletesTheSignedCaseAndBeginsNoOther() throws Exception {
    SignedCase signed = SignedCase.in(folder);
    // Without the demo its case waits, as one does whose service is silent.
    Files.writeString(signed.data().resolve("window.properties"), "demo-devices=false\n");
    try (OpenWindow shown =
        OpenWindow.of(
            signed.data(),
            "en",
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}))) {
      WindowModels models = shown.window().models();
      Screen.until("told that it waits", () -> !models.shell().notice().get().isEmpty());
      assertFalse(Files.exists(signed.output()));
      shown.on(
          () -> {
            models.settings().demoDevices().set(true);
            models.capture().state().set(CaseState.SIGNED);
            URI tsa = URI.create("http://tsa.example.org");
            shown.window().desk().ended(new ServiceException.TsaUnreachable(tsa, null), null);
          });
      assertTrue(shown.screen().sees("problemRetry"));
      shown.screen().click("problemRetry");
      Screen.until("completed", () -> Files.exists(signed.output()));
      Screen.until("archived", () -> !models.workbench().completing().get());
      assertNull(models.shell().failure().get());
      assertFalse(models.shell().running().get());
      assertEquals(
          List.of("ARCHIVED"),
          shown.station().archive().cases().stream().map(each -> each.state()).toList());
    }
  }
}
