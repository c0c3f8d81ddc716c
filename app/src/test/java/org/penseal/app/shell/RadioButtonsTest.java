// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.util.Objects;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.RadioButton;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The circles of the ways of identification beside their words, in both themes. */
class RadioButtonsTest {
  private static final double LEAST_OFF = 1.5; // what is not to be chosen may be faint, not gone
  private static final double LEAST_ON = 3; // WCAG 2.2, 1.4.11

  @BeforeAll
  static void toolkit() throws Exception {
    Toolkit.start();
    Look.loadFont();
  }

  /** One in a card, as the form has it. */
  private record Shown(Scene scene, RadioButton button) {
    static Shown of(String words, boolean dark, boolean disabled) {
      return Screen.on(
          () -> {
            Theme theme = dark ? new PrimerDark() : new PrimerLight();
            Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
            RadioButton button = new RadioButton(words);
            button.setDisable(disabled);
            button.setWrapText(true);
            button.setPrefWidth(300);
            VBox card = new VBox(button);
            card.getStyleClass().add("card");
            Scene scene = new Scene(card, 400, 200);
            scene
                .getStylesheets()
                .add(
                    Objects.requireNonNull(MainWindow.class.getResource("penseal.css"))
                        .toExternalForm());
            scene.snapshot(null);
            return new Shown(scene, button);
          });
    }

    Bounds place(String part) {
      return Screen.on(
          () -> {
            Node node = button.lookup(part);
            return node.localToScene(node.getLayoutBounds());
          });
    }

    /** Of what stands out most in the circle, against what is beside it (WCAG 2.2). */
    double contrast() {
      Bounds circle = place(".radio");
      return Screen.on(
          () -> {
            PixelReader pixels = scene.snapshot(null).getPixelReader();
            int left = (int) circle.getMinX();
            double ground = luminance(pixels.getColor(left - 4, (int) circle.getCenterY()));
            double most = 1;
            for (int x = left; x <= circle.getMaxX(); x++) {
              double here = luminance(pixels.getColor(x, (int) circle.getCenterY()));
              double ratio = (Math.max(here, ground) + 0.05) / (Math.min(here, ground) + 0.05);
              most = Math.max(most, ratio);
            }
            return most;
          });
    }

    private static double luminance(Color color) {
      return 0.2126 * linear(color.getRed())
          + 0.7152 * linear(color.getGreen())
          + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
      return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
  }

  @Test
  void theCircleIsAtTheHeightOfTheWords() {
    Shown one = Shown.of("手机号码认证 Aq", false, false);
    assertEquals(one.place(".text").getCenterY(), one.place(".radio").getCenterY(), 0.75);
  }

  @Test
  void theCircleIsAtTheHeightOfTheFirstOfSeveralLines() {
    double lineHeight = Shown.of("手机号码认证", false, false).place(".text").getHeight();
    Shown several = Shown.of("手机号码认证 Aq ".repeat(12), false, false);
    Bounds words = several.place(".text");
    assertTrue(words.getHeight() > 1.5 * lineHeight, words::toString);
    assertEquals(words.getMinY() + lineHeight / 2, several.place(".radio").getCenterY(), 0.75);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theCircleIsSeenInBothThemesAlsoWhereItCannotBeChosen(boolean dark) {
    double off = Shown.of("手机号码认证", dark, true).contrast();
    double on = Shown.of("手机号码认证", dark, false).contrast();
    assertTrue(off >= LEAST_OFF, () -> "contrast " + off);
    assertTrue(on >= LEAST_ON, () -> "contrast " + on);
    assertTrue(on > off, () -> on + " beside " + off);
  }
}
