// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.Identified;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Signer;
import org.penseal.identity.IdentityMode;

/** What did not agree when a signer was identified stands in the window before the signature. */
@WholeCase
class WarnedWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void faceAndNumberThatDifferAreTold(String language) throws Exception {
    try (OpenWindow opened =
        OpenWindow.of(
            folder, language, (station, stage) -> new MainWindow(station, stage, p -> {}))) {
      show(opened, List.of());
      assertFalse(opened.screen().sees("identified-warnings"));
      show(opened, List.of("card-number-differs", "card-face-differs"));
      opened.screen().picture(language + "-light-identified-warned");
      assertEquals(
          language.equals("zh")
              ? "证件图片上识读的号码与录入的号码不一致。\n摄像头前的人脸与证件人像不符。"
              : "The number read from the picture of the card differs from the number entered.\n"
                  + "The face in front of the camera does not match the portrait on the card.",
          opened.screen().text("identified-warnings"));
      assertEquals(
          language.equals("zh")
              ? "信息不一致，请核对身份"
              : "Some details do not match. Check the person's identity.",
          opened.screen().text("identifiedTitle"));
    }
  }

  private static void show(OpenWindow opened, List<String> warnings) {
    Manifest.Identity counter =
        new Manifest.Identity(
            "portrait",
            "counter",
            "2026-01-01T00:00:00Z",
            "none",
            0.1,
            null,
            false,
            Map.of(),
            null);
    Signer signer =
        new Signer("李娜", counter, Optional.empty(), Optional.empty(), IdentityOrigins.OPERATOR);
    IdentifyModel who = opened.window().models().identify();
    Screen.on(
        () -> {
          who.mode().set(IdentityMode.PORTRAIT);
          who.identified().set(new Identified(signer, List.of(), warnings));
          who.stage().set(IdentifyModel.Stage.DONE);
          opened.window().models().shell().step().set(Step.IDENTIFY);
          return null;
        });
    Screen.frames(5);
  }
}
