// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.transform.Transform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.pdf.page.ChineseFont;

/** No stroke of a Chinese character has a hole where another one crosses it, at any scale. */
@Slow
class ScreenFontTest {
  private static final String WORDS = "签署文件手写签名中国年平本来核验身份";
  private static final double SIZE = 24;
  private static final double TOLERANCE = 0.03;

  @BeforeAll
  static void toolkit() throws Exception {
    Toolkit.start();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.25, 1.5, 2, 3})
  void charactersHaveAsMuchInkAsTheirWholeOutlines(double scale) {
    double whole = drawn(scale, Path2D.WIND_NON_ZERO);
    double holes = drawn(scale, Path2D.WIND_EVEN_ODD);
    assertTrue(holes < whole * (1 - 1.5 * TOLERANCE), "the measure tells holes: " + holes / whole);
    double shown = Screen.on(() -> shown(scale));
    assertEquals(1, shown / whole, TOLERANCE, "at " + scale);
  }

  private static double shown(double scale) throws Exception {
    try (InputStream in = ChineseFont.openForScreens()) {
      Text text = new Text(WORDS);
      text.setFont(Font.loadFont(in, SIZE));
      text.setStyle("-fx-fill: black;"); // whatever theme another test left
      Group group = new Group(text);
      new Scene(group);
      SnapshotParameters enlarged = new SnapshotParameters();
      enlarged.setTransform(Transform.scale(scale, scale));
      return ink(SwingFXUtils.fromFXImage(group.snapshot(enlarged, null), null));
    }
  }

  private static double drawn(double scale, int rule) {
    BufferedImage image =
        new BufferedImage(
            (int) (SIZE * scale * (WORDS.length() + 1)),
            (int) (SIZE * scale * 2),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    double x = SIZE * scale / 2;
    for (int each : WORDS.codePoints().toArray()) {
      ChineseFont.Glyph glyph = ChineseFont.glyph(each);
      AffineTransform at =
          new AffineTransform(SIZE * scale, 0, 0, -SIZE * scale, x, SIZE * scale * 1.5);
      Path2D path = new Path2D.Double(glyph.path(), at);
      path.setWindingRule(rule);
      graphics.fill(path);
      x += glyph.advance() * SIZE * scale;
    }
    graphics.dispose();
    return ink(image);
  }

  private static double ink(BufferedImage image) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += 255 - (image.getRGB(x, y) >> 8 & 0xFF);
      }
    }
    return sum;
  }
}
