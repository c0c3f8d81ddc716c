// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penseal.app.screen.Pixels;

class SheetCutterTest {
  private static BufferedImage white(int width, int height) {
    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return page;
  }

  private static boolean isIn(int rgb, List<Pixels> parts) {
    for (Pixels part : parts) {
      for (int y = 0; y < part.height(); y++) {
        for (int x = 0; x < part.width(); x++) {
          if (part.rgb(x, y) == rgb) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Every dot has a colour of its own, by which it is found again. */
  @Test
  void nothingThatIsOnThePageIsLeftOut() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      int width = 50 + random.nextInt(900);
      int height = 50 + random.nextInt(900);
      BufferedImage page = white(width, height);
      Set<Integer> dots = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        int rgb = 0x10000 * i + 0x101;
        page.setRGB(random.nextInt(width), random.nextInt(height), rgb);
      }
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          dots.add(page.getRGB(x, y) & 0xFFFFFF);
        }
      }
      dots.remove(0xFFFFFF);
      List<Pixels> parts = new SheetCutter(page, 320, 165).parts();
      for (int dot : dots) {
        assertTrue(isIn(dot, parts), "round " + round + ", a dot of " + width + "x" + height);
      }
      assertEquals(Set.of(320), Set.copyOf(parts.stream().map(Pixels::width).toList()));
    }
  }

  @Test
  void lineOfTextIsNotCut() {
    assertNoLineIsCut(white(300, 1000));
  }

  @Test
  void lineOfATableIsNotCutEither() {
    BufferedImage page = white(300, 1000);
    for (int y = 10; y < 900; y++) {
      for (int x : new int[] {10, 110, 210}) {
        page.setRGB(x, y, 0);
      }
    }
    assertNoLineIsCut(page);
  }

  @Test
  void pictureThatHasToBeCutIsShownALittleTwice() {
    BufferedImage page = white(300, 400);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 300; x++) {
        page.setRGB(x, y, y + 1);
      }
    }
    List<Pixels> parts = new SheetCutter(page, 320, 165).parts();
    assertEquals(3, parts.size());
    for (int y = 0; y < 400; y++) {
      assertTrue(isIn(y + 1, parts), "row " + y);
    }
    assertEquals(2, parts.stream().filter(part -> rowsOf(150, part) > 0).count());
  }

  private static void assertNoLineIsCut(BufferedImage page) {
    for (int line = 0; line < 40; line++) {
      for (int y = 0; y < 12; y++) {
        for (int x = 20; x < 200; x++) {
          page.setRGB(x, 30 + line * 20 + y, 0x000100 * (line + 1));
        }
      }
    }
    List<Pixels> parts = new SheetCutter(page, 320, 165).parts();
    for (int line = 0; line < 40; line++) {
      int colour = 0x000100 * (line + 1);
      List<Long> rows =
          parts.stream().map(part -> rowsOf(colour, part)).filter(count -> count > 0).toList();
      assertEquals(List.of(12L), rows, "line " + line + " is whole, and there once");
    }
    assertTrue(parts.size() <= 7, "no more parts than needed: " + parts.size());
  }

  private static long rowsOf(int colour, Pixels part) {
    long rows = 0;
    for (int y = 0; y < part.height(); y++) {
      boolean found = false;
      for (int x = 0; x < part.width(); x++) {
        found |= part.rgb(x, y) == colour;
      }
      rows += found ? 1 : 0;
    }
    return rows;
  }

  @Test
  void whitePageIsOneWhitePart() {
    SheetCutter cutter = new SheetCutter(white(600, 800), 320, 165);
    assertNull(cutter.box());
    List<Pixels> parts = cutter.parts();
    assertEquals(1, parts.size());
    assertEquals(0xFFFFFF, parts.getFirst().rgb(100, 100));
    assertFalse(parts.getFirst().colour());
  }

  @Test
  void partInWhichThereIsNothingIsLeftOut() {
    BufferedImage page = white(900, 600);
    for (int i = 0; i < 20; i++) {
      page.setRGB(50 + i, 20, 0); // above on the left
      page.setRGB(800 + i, 560, 0); // below on the right
    }
    assertEquals(2, new SheetCutter(page, 320, 165).parts().size());
  }
}
