// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.penseal.app.annotate.AnnotationLayout;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.text.Texts;
import org.penseal.pad.Ink;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;

/**
 * A screen of an annotation as the pad shows it: the sentence with this screen's part set off, what
 * was written and counts, the buttons.
 *
 * @param page what is to be written
 */
record AnnotationPicture(AnnotationPage page) {
  private static final double STROKE_MM = 0.4;

  /**
   * Draws the page in black and white, with the strokes that count.
   *
   * @param strokes in the units of {@code space}
   */
  PadPicture draw(
      AnnotationLayout layout, List<Stroke> strokes, Ink.Space space, Font font, Texts texts) {
    int width = layout.pad().screen().width();
    int height = layout.pad().screen().height();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setColor(Color.BLACK);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
      drawWords(graphics, layout.words(), font, texts);
      drawWritingLine(graphics, layout.pad().ink());
      if (layout.pad().buttons()) {
        drawButtons(graphics, layout, font, texts);
      }
      drawInk(graphics, layout.pad(), strokes, (float) (STROKE_MM * width / space.widthMm()));
    } finally {
      graphics.dispose();
    }
    return pack(image);
  }

  private void drawWords(Graphics2D graphics, PadLayout.Area area, Font font, Texts texts) {
    float size = area.height() / 2.6f;
    graphics.setFont(font.deriveFont(size * 0.8f));
    FontMetrics small = graphics.getFontMetrics();
    int below = area.top() + graphics.getFontMetrics(font.deriveFont(size)).getAscent();
    String hint =
        page.isFree()
            ? texts.get("pad.annotate.free")
            : texts.get("pad.annotate.copy", page.number(), page.of());
    graphics.drawString(hint, area.left(), below + small.getHeight());
    graphics.setFont(font.deriveFont(size));
    if (page.isFree()) {
      graphics.drawString(texts.get("pad.annotate.yours"), area.left(), below);
    } else {
      drawSentence(graphics, area, below);
    }
  }

  // This screen's part is white on black; of a long page.sentence() only what stands around it is
  // shown.
  private void drawSentence(Graphics2D graphics, PadLayout.Area area, int baseline) {
    FontMetrics metrics = graphics.getFontMetrics();
    int begin = 0;
    while (begin < page.from() && metrics.stringWidth(shown(begin, page.to())) > area.width()) {
      begin = page.sentence().offsetByCodePoints(begin, 1);
    }
    int end = page.sentence().length();
    while (end > page.to() && metrics.stringWidth(shown(begin, end)) > area.width()) {
      end = page.sentence().offsetByCodePoints(end, -1);
    }
    String before = (begin > 0 ? "…" : "") + page.sentence().substring(begin, page.from());
    String part = page.sentence().substring(page.from(), page.to());
    int x = area.left();
    graphics.drawString(before, x, baseline);
    x += metrics.stringWidth(before);
    int width = metrics.stringWidth(part);
    graphics.fillRect(x, area.top(), width, metrics.getAscent() + metrics.getDescent());
    graphics.setColor(Color.WHITE);
    graphics.drawString(part, x, baseline);
    graphics.setColor(Color.BLACK);
    String after =
        page.sentence().substring(page.to(), end) + (end < page.sentence().length() ? "…" : "");
    graphics.drawString(after, x + width, baseline);
  }

  private String shown(int begin, int end) {
    return (begin > 0 ? "…" : "")
        + page.sentence().substring(begin, end)
        + (end < page.sentence().length() ? "…" : "");
  }

  private void drawButtons(Graphics2D graphics, AnnotationLayout layout, Font font, Texts texts) {
    drawSmall(graphics, layout.undo(), font, texts.get("pad.annotate.UNDO"));
    if (page.isFree()) {
      drawSmall(graphics, layout.more(), font, texts.get("pad.annotate.MORE"));
    }
    String next = texts.get(page.last() ? "pad.annotate.DONE" : "pad.annotate.NEXT");
    drawButton(graphics, layout.pad().ok(), font, next);
    drawButton(graphics, layout.pad().clear(), font, texts.get("pad.annotate.CLEAR"));
    drawButton(graphics, layout.pad().cancel(), font, texts.get("pad.button.CANCEL"));
  }

  // These are narrow: the words must fit.
  private static void drawSmall(Graphics2D graphics, PadLayout.Area area, Font font, String label) {
    graphics.drawRoundRect(area.left(), area.top(), area.width() - 1, area.height() - 1, 8, 8);
    float size = area.height() * 0.5f;
    FontMetrics metrics = graphics.getFontMetrics(font.deriveFont(size));
    float room = area.width() * 0.8f;
    if (metrics.stringWidth(label) > room) {
      size *= room / metrics.stringWidth(label);
      metrics = graphics.getFontMetrics(font.deriveFont(size));
    }
    graphics.setFont(font.deriveFont(size));
    int x = area.left() + (area.width() - metrics.stringWidth(label)) / 2;
    int y = area.top() + (area.height() - metrics.getHeight()) / 2 + metrics.getAscent();
    graphics.drawString(label, x, y);
  }

  private static void drawWritingLine(Graphics2D graphics, PadLayout.Area area) {
    graphics.setStroke(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 4}, 0));
    int y = area.top() + area.height() * 4 / 5;
    graphics.drawLine(area.left(), y, area.right(), y);
    graphics.setStroke(new BasicStroke(1));
  }

  private static void drawButton(
      Graphics2D graphics, PadLayout.Area area, Font font, String label) {
    graphics.drawRoundRect(area.left(), area.top(), area.width() - 1, area.height() - 1, 8, 8);
    graphics.setFont(font.deriveFont(area.height() * 0.5f));
    FontMetrics metrics = graphics.getFontMetrics();
    int x = area.left() + (area.width() - metrics.stringWidth(label)) / 2;
    int y = area.top() + (area.height() - metrics.getHeight()) / 2 + metrics.getAscent();
    graphics.drawString(label, x, y);
  }

  private static PadPicture pack(BufferedImage image) {
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

  private static void drawInk(
      Graphics2D graphics, PadLayout layout, List<Stroke> strokes, float width) {
    graphics.setStroke(
        new BasicStroke(Math.max(1, width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (Stroke stroke : strokes) {
      PenSample last = stroke.first();
      for (PenSample sample : stroke.samples()) {
        graphics.drawLine(
            layout.columnOf(last.x()),
            layout.rowOf(last.y()),
            layout.columnOf(sample.x()),
            layout.rowOf(sample.y()));
        last = sample;
      }
    }
    graphics.setStroke(new BasicStroke(1));
  }
}
