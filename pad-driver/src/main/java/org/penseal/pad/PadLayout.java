// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.List;
import java.util.Optional;

/**
 * Where things lie on a pad's screen: the text above, the ink area, and the buttons CLEAR, CANCEL,
 * OK in a strip below.
 *
 * <p>Computed from the sizes alone, so that the host, the pad's chip and the simulated customer
 * agree on what a press on OK is without telling each other.
 *
 * <p>A pad on whose screen a host draws no buttons has a layout too: its ink area is the whole, in
 * pixels of a quarter of a millimetre, and its button areas are the one pixel at the origin, which
 * no press hits.
 *
 * @param screen its size in pixels
 * @param tablet the same area in tablet units
 * @param buttons whether the host draws buttons
 * @param text where the picture has its words
 * @param ink where the signature is written
 * @param clear the CLEAR button
 * @param cancel the CANCEL button
 * @param ok the OK button
 */
public record PadLayout(
    Pixels screen,
    Units tablet,
    boolean buttons,
    Area text,
    Area ink,
    Area clear,
    Area cancel,
    Area ok) {

  /**
   * A size in pixels.
   *
   * @param width columns
   * @param height rows
   */
  public record Pixels(int width, int height) {}

  /**
   * An area in tablet units.
   *
   * @param minX smallest x
   * @param minY smallest y
   * @param maxX largest x
   * @param maxY largest y
   */
  public record Units(int minX, int minY, int maxX, int maxY) {}

  /**
   * A rectangle of pixels, edges included (the right edge of an 800 wide screen is 799).
   *
   * @param left first column
   * @param top first row
   * @param right last column
   * @param bottom last row
   */
  public record Area(int left, int top, int right, int bottom) {
    /** Checks that the area is not empty. */
    public Area {
      if (left < 0 || top < 0 || right < left || bottom < top) {
        throw new IllegalArgumentException("empty area");
      }
    }

    /** Width in pixels. */
    public int width() {
      return right - left + 1;
    }

    /** Height in pixels. */
    public int height() {
      return bottom - top + 1;
    }

    /** Whether the pixel lies inside. */
    public boolean contains(int xPx, int yPx) {
      return xPx >= left && xPx <= right && yPx >= top && yPx <= bottom;
    }
  }

  /**
   * The standard layout: text in the upper fifth, ink below it, buttons in the lowest fifth, all
   * with a margin of an eightieth of the width; whole pixels, rounded down.
   */
  public static PadLayout standard(int screenWidthPx, int screenHeightPx, int maxX, int maxY) {
    int gap = Math.max(2, screenWidthPx / 80);
    int textBottom = screenHeightPx / 5 - 1;
    int buttonTop = screenHeightPx - screenHeightPx / 5;
    int buttonBottom = screenHeightPx - 1 - gap / 2;
    int buttonWidth = (screenWidthPx - 4 * gap) / 3;
    Area[] buttons = new Area[3];
    for (int i = 0; i < 3; i++) {
      int left = gap + i * (buttonWidth + gap);
      buttons[i] = new Area(left, buttonTop, left + buttonWidth - 1, buttonBottom);
    }
    return new PadLayout(
        new Pixels(screenWidthPx, screenHeightPx),
        new Units(0, 0, maxX, maxY),
        true,
        new Area(gap, gap / 2, screenWidthPx - 1 - gap, textBottom),
        new Area(gap, textBottom + 1 + gap / 2, screenWidthPx - 1 - gap, buttonTop - 1 - gap),
        buttons[0],
        buttons[1],
        buttons[2]);
  }

  private static final int PIXELS_PER_MM = 4;

  /** The area of every button where the host draws none: the pixel at the origin. */
  public static final Area NO_AREA = new Area(0, 0, 0, 0);

  /** The layout of a pad without buttons of the host: all of it is for writing. */
  public static PadLayout withoutButtons(Ink.Space space) {
    int width = Math.max(64, (int) Math.round(space.widthMm() * PIXELS_PER_MM));
    int height = Math.max(48, (int) Math.round(space.heightMm() * PIXELS_PER_MM));
    return bare(width, height, space);
  }

  /** The same of a screen of pixels alone, each a tablet unit. */
  public static PadLayout bare(int screenWidthPx, int screenHeightPx) {
    return bare(
        screenWidthPx,
        screenHeightPx,
        new Ink.Space(screenWidthPx, screenHeightPx, 1, PIXELS_PER_MM));
  }

  private static PadLayout bare(int width, int height, Ink.Space space) {
    return new PadLayout(
        new Pixels(width, height),
        new Units(space.minX(), space.minY(), space.maxX(), space.maxY()),
        false,
        new Area(0, 0, width - 1, Math.max(1, height / 5) - 1),
        new Area(0, 0, width - 1, height - 1),
        NO_AREA,
        NO_AREA,
        NO_AREA);
  }

  /** The area of a button. */
  public Area area(PadButton button) {
    return switch (button) {
      case CLEAR -> clear;
      case CANCEL -> cancel;
      case OK -> ok;
    };
  }

  /** The column of pixels under x in tablet units. */
  public int columnOf(int x) {
    return Math.clamp(
        (long) (x - tablet.minX) * screen.width / (tablet.maxX - tablet.minX), 0, screen.width - 1);
  }

  /** The row of pixels under y in tablet units. */
  public int rowOf(int y) {
    return Math.clamp(
        (long) (y - tablet.minY) * screen.height / (tablet.maxY - tablet.minY),
        0,
        screen.height - 1);
  }

  /** x in tablet units of the middle of a column of pixels. */
  public int xOf(int columnPx) {
    return tablet.minX
        + (int) ((2L * columnPx + 1) * (tablet.maxX - tablet.minX) / (2L * screen.width));
  }

  /** y in tablet units of the middle of a row of pixels. */
  public int yOf(int rowPx) {
    return tablet.minY
        + (int) ((2L * rowPx + 1) * (tablet.maxY - tablet.minY) / (2L * screen.height));
  }

  /** Whether the sample lies inside the area. */
  public boolean inside(Area area, PenSample sample) {
    return area.contains(columnOf(sample.x()), rowOf(sample.y()));
  }

  /** The button under the sample, if any. */
  public Optional<PadButton> buttonAt(PenSample sample) {
    if (!buttons) {
      return Optional.empty();
    }
    for (PadButton button : PadButton.values()) {
      if (inside(area(button), sample)) {
        return Optional.of(button);
      }
    }
    return Optional.empty();
  }

  /** The strokes of the ink without those that begin on a button. */
  public List<Stroke> handwriting(Ink ink) {
    return ink.strokes().stream().filter(s -> buttonAt(s.first()).isEmpty()).toList();
  }
}
