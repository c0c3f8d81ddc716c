// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.penseal.app.text.Texts;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;

/**
 * What the signer sees on the pad: title, page count and the first digits of the document's digest
 * above, the line to write on, the buttons below.
 *
 * @param title title of the document
 * @param pages how many pages it has; 0 for data
 * @param documentSm3 SM3 of the document, lower-case hex
 */
public record PadPage(String title, int pages, String documentSm3) {
  private static final int DIGITS_SHOWN = 16;

  /** Draws the page in black and white for a pad's screen. */
  public PadPicture draw(PadLayout layout, Font font, Texts texts) {
    return draw(layout, font, texts, PadPicture.Depth.ONE_BIT);
  }

  /**
   * Draws the page as a screen of this depth shows it, so that the digest of its bytes is that of
   * what was shown: in colour with smooth letters and buttons that differ.
   */
  public PadPicture draw(PadLayout layout, Font font, Texts texts, PadPicture.Depth depth) {
    boolean colour = depth != PadPicture.Depth.ONE_BIT;
    int width = layout.screenWidthPx();
    int height = layout.screenHeightPx();
    BufferedImage image =
        new BufferedImage(
            width, height, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setColor(Color.BLACK);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING,
          colour
              ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON
              : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
      drawWords(graphics, layout.text(), font, texts);
      drawWritingLine(graphics, layout.ink());
      for (PadButton button : layout.buttons() ? PadButton.values() : new PadButton[0]) {
        if (colour) {
          fillButton(graphics, layout.area(button), button);
        }
        drawButton(graphics, layout.area(button), font, texts.get("pad.button." + button.name()));
      }
    } finally {
      graphics.dispose();
    }
    return colour ? colours(image).reducedTo(depth) : pack(image);
  }

  /** Light enough for black letters. */
  private static void fillButton(Graphics2D graphics, PadLayout.Area area, PadButton button) {
    graphics.setColor(
        switch (button) {
          case CLEAR -> new Color(0xE6E6E6);
          case CANCEL -> new Color(0xFFD9D0);
          case OK -> new Color(0xCDEFD0);
        });
    graphics.fillRoundRect(area.left(), area.top(), area.width() - 1, area.height() - 1, 8, 8);
    graphics.setColor(Color.BLACK);
  }

  private static PadPicture colours(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int pixel = image.getRGB(i % width, i / width);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return PadPicture.colour(width, height, rgb);
  }

  private void drawWords(Graphics2D graphics, PadLayout.Area area, Font font, Texts texts) {
    float size = area.height() / 2.6f;
    graphics.setFont(font.deriveFont(size));
    FontMetrics metrics = graphics.getFontMetrics();
    int baseline = area.top() + metrics.getAscent();
    graphics.drawString(shorten(title, metrics, area.width()), area.left(), baseline);
    graphics.setFont(font.deriveFont(size * 0.8f));
    FontMetrics small = graphics.getFontMetrics();
    String digits = "SM3 " + documentSm3.substring(0, DIGITS_SHOWN);
    String count = pages == 0 ? texts.get("pad.data") : texts.get("pad.pages", pages);
    graphics.drawString(count, area.left(), baseline + small.getHeight());
    graphics.drawString(
        digits, area.right() - small.stringWidth(digits), baseline + small.getHeight());
  }

  private static String shorten(String text, FontMetrics metrics, int width) {
    if (metrics.stringWidth(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && metrics.stringWidth(text.substring(0, end) + "…") > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  static void drawWritingLine(Graphics2D graphics, PadLayout.Area area) {
    graphics.setStroke(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 4}, 0));
    int y = area.top() + area.height() * 4 / 5;
    graphics.drawLine(area.left(), y, area.right(), y);
    graphics.setStroke(new BasicStroke(1));
  }

  static void drawButton(Graphics2D graphics, PadLayout.Area area, Font font, String label) {
    graphics.drawRoundRect(area.left(), area.top(), area.width() - 1, area.height() - 1, 8, 8);
    graphics.setFont(font.deriveFont(area.height() * 0.5f));
    FontMetrics metrics = graphics.getFontMetrics();
    int x = area.left() + (area.width() - metrics.stringWidth(label)) / 2;
    int y = area.top() + (area.height() - metrics.getHeight()) / 2 + metrics.getAscent();
    graphics.drawString(label, x, y);
  }

  static PadPicture pack(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int row = (width + 7) / 8;
    byte[] bits = new byte[row * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // 0x80 as in the vendor's own rule: darker is ink
        if (image.getRaster().getSample(x, y, 0) > 0x80) {
          bits[y * row + x / 8] |= (byte) (0x80 >> (x % 8));
        }
      }
    }
    return new PadPicture(width, height, bits);
  }
}
