// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.text.Texts;
import org.penseal.liveness.LivenessException.VisionUnavailable;

/**
 * The window on a system on which the libraries of vision do not load. That they do not is
 * pretended: JavaFX runs in this JVM, where they are there.
 */
@WholeCase
class WithoutVisionWindowTest {
  private static final String STILL =
      "Faces cannot be checked on this computer. The business type \"%s\" still allows: ";

  private static final String TYPES =
      """
      [{"id": "any", "name": {"zh": "任意", "en": "Any"}, "modes": ["real-person", "phone"],
        "defaultMode": "real-person", "liveness": true, "card": false, "retentionDays": 5,
        "keep": []},
       {"id": "loan", "name": {"zh": "贷款", "en": "Loan"}, "modes": ["real-person"],
        "defaultMode": "real-person", "liveness": true, "card": false, "retentionDays": 5,
        "keep": [], "alternative": {"zh": "柜台纸质办理", "en": "on paper at desk 3"}}]""";

  @TempDir Path folder;
  private OpenWindow opened;
  private Stage stage;
  private MainWindow window;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("business-types.json"), TYPES);
    StartUp.Natives none =
        () -> {
          throw new VisionUnavailable("native libraries", new UnsatisfiedLinkError("GLIBC_2.35"));
        };
    opened =
        OpenWindow.of(
            folder,
            "en",
            (itsStation, itsStage) -> new MainWindow(itsStation, itsStage, path -> {}, none));
    stage = opened.stage();
    window = opened.window();
    screen = opened.screen();
  }

  @AfterEach
  void close() {
    opened.close();
  }

  private String notice() {
    return window.models().shell().notice().get();
  }

  private static String why(String language) {
    String system = System.getProperty("os.name") + ", " + System.getProperty("os.arch");
    return Texts.of(language).get("problem.vision-unavailable.text", system) + " ";
  }

  private void language(String language) {
    Screen.on(
        () -> {
          window.models().settings().language().set(language);
          return null;
        });
  }

  @Test
  void theFootSaysAtTheStartThatFacesAreNotCheckedAndWhyAndWhatIsLeft() {
    Screen.until("notice", () -> !notice().isEmpty());
    String left = STILL.formatted("Any") + "mobile-number verification";
    assertTrue(notice().startsWith(why("en") + left), notice());
    assertTrue(notice().contains("glibc 2.35"), notice());
    assertNull(window.models().shell().failure().get(), "a notice, no error");
    language("zh");
    assertEquals(why("zh") + "本机不能进行人脸核验，业务类型“任意”仍可采用：手机号码认证（含短信验证码）", notice());
    Screen.frames(5);
    screen.picture("zh-light-without-vision");
    Label foot = (Label) Screen.on(() -> stage.getScene().getRoot().lookup("#notice"));
    assertEquals(notice(), foot.getText());
  }

  @Test
  void anotherKindOfBusinessHasAnotherWayLeft() {
    Screen.until("notice", () -> !notice().isEmpty());
    Screen.on(
        () -> {
          window.models().identify().type().set(window.models().identify().types().get(1));
          return null;
        });
    assertEquals(why("en") + STILL.formatted("Loan") + "on paper at desk 3", notice());
  }

  @Test
  void aCaseThatEndsForWantOfVisionIsAnErrorAndTheFootSaysWhatIsLeft() {
    Screen.until("notice", () -> !notice().isEmpty());
    Screen.on(
        () -> {
          window.models().shell().notice().set("");
          window.desk().ended(new VisionUnavailable("native libraries", new LinkageError()), null);
          return null;
        });
    assertInstanceOf(VisionUnavailable.class, window.models().shell().failure().get());
    assertTrue(notice().startsWith(why("en") + STILL.formatted("Any")), notice());
  }
}
