// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.ToDoubleFunction;
import org.penseal.app.text.Texts;
import org.penseal.pad.Ink;

/**
 * A picture of ink for whoever examines it: the strokes in the colour of their speed or pressure,
 * numbered, with the way of the lifted pen between them, and speed and pressure over time.
 */
public final class ForensicPicture {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1126;
  private static final int LEFT = 76;
  private static final int RIGHT = 36;
  private static final int INK_TOP = 92;
  private static final int INK_HEIGHT = 560;
  private static final int LEGEND = 150;
  private static final int CURVE_HEIGHT = 150;

  private final Font font;
  private final Texts texts;

  /** What the colour of a stroke shows. */
  public enum Colour {
    SPEED,
    PRESSURE
  }

  /**
   * Draws with a font that has Chinese and Latin characters.
   *
   * @param texts language of the words
   */
  public ForensicPicture(Font font, Texts texts) {
    this.font = font;
    this.texts = texts;
  }

  /**
   * Draws some ink.
   *
   * @param name what stands above it, e.g. the name of its file
   */
  public BufferedImage draw(Ink ink, String name, Colour colour) {
    InkTimeline timeline = InkTimeline.of(ink);
    double fastest = Scale.up(timeline.fastest(), 4);
    ToDoubleFunction<InkTimeline.Point> part =
        colour == Colour.SPEED ? p -> p.speed() / fastest : InkTimeline.Point::pressure;
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, WIDTH, HEIGHT);
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      head(g, ink, timeline, name);
      Rectangle2D panel =
          new Rectangle2D.Double(LEFT, INK_TOP, WIDTH - LEFT - RIGHT - LEGEND, INK_HEIGHT);
      new InkPanel(timeline, panel).draw(g, font, part, texts.get("ink.picture.mm"));
      legend(g, colour, fastest);
      curves(g, timeline, fastest);
    } finally {
      g.dispose();
    }
    return image;
  }

  private void head(Graphics2D g, Ink ink, InkTimeline timeline, String name) {
    g.setColor(Shade.WORDS);
    g.setFont(font.deriveFont(Font.BOLD, 24f));
    g.drawString(shorten(name, g.getFontMetrics(), WIDTH - LEFT - RIGHT), LEFT, 44);
    g.setColor(Shade.QUIET);
    g.setFont(font.deriveFont(16f));
    String facts =
        texts.get(
            "ink.picture.facts",
            timeline.strokes().size(),
            ink.samples().size(),
            Scale.words(timeline.durationMs() / 1000, 0.01),
            ink.lostReports());
    g.drawString(shorten(facts, g.getFontMetrics(), WIDTH - LEFT - RIGHT), LEFT, 74);
  }

  private static String shorten(String text, FontMetrics metrics, int width) {
    String words = text;
    while (metrics.stringWidth(words) > width) {
      words = words.substring(0, words.offsetByCodePoints(words.length(), -2)) + "…";
    }
    return words;
  }

  private void legend(Graphics2D g, Colour colour, double fastest) {
    int x = WIDTH - RIGHT - LEGEND + 28;
    int top = INK_TOP + 52;
    int height = 250;
    double most = colour == Colour.SPEED ? fastest : 100;
    g.setColor(Shade.WORDS);
    g.setFont(font.deriveFont(Font.BOLD, 15f));
    g.drawString(texts.get("ink.picture." + colour.name()), x, INK_TOP + 16);
    g.setFont(font.deriveFont(13f));
    g.drawString(texts.get("ink.picture.unit." + colour.name()), x, INK_TOP + 36);
    for (int i = 0; i < height; i++) {
      g.setColor(Shade.of(1 - i / (double) height));
      g.fillRect(x, top + i, 22, 1);
    }
    g.setColor(Shade.QUIET);
    double step = Scale.step(most, 4);
    for (int i = 0; i * step <= most * (1 + 1e-9); i++) {
      float y = (float) (top + height * (1 - i * step / most));
      g.draw(new Line2D.Double(x + 22, y, x + 27, y));
      g.drawString(Scale.words(i * step, step), x + 32, y + 4.5f);
    }
    signs(g, x, top + height + 42);
  }

  private void signs(Graphics2D g, int x, int top) {
    g.setColor(Shade.WORDS);
    g.setStroke(new BasicStroke(1f));
    g.draw(new Rectangle2D.Double(x, top - 13, 17, 17));
    g.setFont(font.deriveFont(Font.BOLD, 13f));
    g.drawString("1", x + 5, top);
    g.setFont(font.deriveFont(13f));
    g.drawString(texts.get("ink.picture.contact"), x + 28, top);
    g.setStroke(new BasicStroke(1.4f));
    g.draw(new Ellipse2D.Double(x + 4, top + 25, 9, 9));
    g.drawString(texts.get("ink.picture.lift"), x + 28, top + 34);
    g.setColor(Shade.HOVER);
    g.setStroke(
        new BasicStroke(
            1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {1, 4}, 0));
    g.draw(new Line2D.Double(x, top + 63, x + 19, top + 63));
    g.setColor(Shade.WORDS);
    g.drawString(texts.get("ink.picture.hover"), x + 28, top + 68);
    g.setStroke(new BasicStroke(1f));
    g.setColor(Shade.STROKE_BAND);
    g.fill(new Rectangle2D.Double(x, top + 88, 18, 16));
    g.setColor(Shade.WORDS);
    g.drawString(texts.get("ink.picture.band"), x + 28, top + 102);
  }

  private String title(Colour of) {
    return texts.get(
        "ink.picture.title",
        texts.get("ink.picture." + of.name()),
        texts.get("ink.picture.unit." + of.name()));
  }

  private void curves(Graphics2D g, InkTimeline timeline, double fastest) {
    int width = WIDTH - LEFT - RIGHT;
    int top = INK_TOP + INK_HEIGHT + 60;
    double most =
        Scale.up(
            timeline.points().stream().mapToDouble(InkTimeline.Point::speed).max().orElse(fastest),
            4);
    CurvePanel speed =
        new CurvePanel(
            new Rectangle2D.Double(LEFT, top, width, CURVE_HEIGHT),
            title(Colour.SPEED),
            Shade.SPEED,
            most,
            false);
    speed.draw(g, font, timeline, InkTimeline.Point::speed);
    speed.strokeNumbers(g, font, timeline);
    CurvePanel pressure =
        new CurvePanel(
            new Rectangle2D.Double(LEFT, top + CURVE_HEIGHT + 48, width, CURVE_HEIGHT),
            title(Colour.PRESSURE),
            Shade.PRESSURE,
            100,
            true);
    pressure.draw(g, font, timeline, p -> 100 * p.pressure());
    pressure.times(g, font, timeline, texts.get("ink.picture.time"));
  }
}
