// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Laboratory;
import org.penseal.trust.Purpose;

/** What the page of verification asks, through the real controls. */
@WholeCase
class InspectDialogsWindowTest extends InspectRig {
  private enum Dialog {
    ROOT,
    OPENING
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROOT", "OPENING"})
  void nothingBehindADialogIsReachedAndEscapeEndsItWhereverTheFocusIs(Dialog dialog)
      throws Exception {
    begin("en");
    ask(dialog);
    assertTrue(disabled("settingsButton"), "the header");
    assertTrue(disabled("inspectReport"), "the page");
    screen.press(KeyCode.F1);
    assertEquals(ShellModel.Beside.VERIFICATION, beside());
    on(() -> shown.stage().getScene().getRoot().requestFocus());
    screen.press(KeyCode.ESCAPE);
    Screen.frames(4);
    assertFalse(asks(), "ended");
    assertEquals(ShellModel.Beside.VERIFICATION, beside());
    assertFalse(disabled("settingsButton"));
    screen.press(KeyCode.ESCAPE);
    Screen.frames(4);
    assertEquals(ShellModel.Beside.NOTHING, beside());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROOT", "OPENING"})
  void dialogEndsWithTheFileOrThePageThatItIsOf(Dialog dialog) throws Exception {
    begin("en");
    ask(dialog);
    show("plain.pdf");
    assertFalse(asks(), "another file");
    assertFalse(disabled("settingsButton"));
    choose("signed.pdf");
    ask(dialog);
    on(() -> shown.window().inspection().clear());
    assertFalse(asks(), "another list");
    bring(made.resolve("signed.pdf"));
    untilAll(1);
    ask(dialog);
    on(() -> shown.window().models().shell().beside().set(ShellModel.Beside.NOTHING));
    assertFalse(asks(), "another page");
    assertFalse(disabled("settingsButton"));
    screen.click("verifyButton");
    Screen.until("back", () -> beside() == ShellModel.Beside.VERIFICATION);
    assertFalse(asks(), "it is not asked again");
  }

  @Test
  void openingBeginsInTheFirstFieldThatIsToBeFilled() throws Exception {
    begin("en");
    ask(Dialog.OPENING);
    assertEquals("inkKey", focused());
    type("inkKey", made.resolve("escrow.p12").toString());
    screen.press(KeyCode.ESCAPE);
    Screen.until("left", () -> !model().opening().get());
    ask(Dialog.OPENING);
    assertEquals("inkPassword", focused());
  }

  @ParameterizedTest
  @CsvSource({"en,The key file cannot be opened with this password.", "zh,该口令不能打开此密钥文件。"})
  void wrongPasswordIsSaidBesideItAndTheNextOneOpens(String language, String words)
      throws Exception {
    begin(language);
    ask(Dialog.OPENING);
    type("inkKey", made.resolve("escrow.p12").toString());
    type("inkPassword", "wrong");
    screen.focus("inkPassword");
    screen.press(KeyCode.ENTER);
    Screen.until(
        "refused",
        () -> {
          assertNull(shown.window().models().shell().failure().get());
          assertTrue(model().opening().get(), "still asked");
          Node refused = shown.stage().getScene().lookup("#inkRefused");
          return refused != null && refused.isVisible() && !model().comparing().get();
        });
    Screen.frames(4);
    assertEquals(words, screen.text("inkRefused"));
    assertEquals("inkPassword", focused());
    assertEquals(words, Screen.on(() -> look("inkPassword").getAccessibleHelp()));
    screen.picture(language + "-light-inspect-opening-refused");
    type("inkPassword", Laboratory.PASSWORD);
    screen.press(KeyCode.ENTER);
    Screen.until(
        "opened",
        () -> {
          assertNull(shown.window().models().shell().failure().get());
          VerifiedFile answer = model().answer().get();
          return !model().opening().get()
              && answer != null
              && answer.signatures().getFirst().ink() != null;
        });
    assertFalse(disabled("settingsButton"));
  }

  private void begin(String language) throws Exception {
    open(made.resolve("data"), language);
    bring(made.resolve("signed.pdf"), made.resolve("files/plain.pdf"));
    untilAll(2);
    choose("signed.pdf");
  }

  private void ask(Dialog dialog) throws Exception {
    switch (dialog) {
      case OPENING -> pressOn("openInk1");
      case ROOT -> {
        try (var all = Files.list(made.resolve("trust").resolve(Purpose.SIGNER.folder()))) {
          Path root = all.findFirst().orElseThrow();
          on(() -> shown.window().inspection().askRoot(root));
        }
      }
    }
    Screen.until("asked", () -> model().root().get() != null || model().opening().get());
    Screen.frames(6);
  }

  private boolean asks() {
    return Screen.on(() -> model().root().get() != null || model().opening().get());
  }

  private ShellModel.Beside beside() {
    return shown.window().models().shell().beside().get();
  }

  private String focused() {
    return screen.focused().map(Node::getId).map(Objects::toString).orElse("");
  }

  private void type(String field, String words) {
    on(() -> ((TextInputControl) look(field)).setText(words));
  }
}
