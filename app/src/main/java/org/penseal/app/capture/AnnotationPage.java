// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.text.Texts;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;

/**
 * One screen of an annotation: what is to be written, and which part of it here.
 *
 * @param sentence the whole sentence; empty when the words are free
 * @param from where this screen's part begins in the sentence
 * @param to where it ends
 * @param number of this screen, from 1
 * @param of how many screens there are; 0 when the words are free
 * @param last whether NEXT ends the annotation
 */
public record AnnotationPage(String sentence, int from, int to, int number, int of, boolean last) {
  private static final double CELL_MM = 12;
  private static final double STROKE_MM = 0.4;

  /** A further screen for free words. */
  static AnnotationPage free(int number) {
    return new AnnotationPage("", 0, 0, number, 0, true);
  }

  /**
   * The screens for what was ordered; those of free words only the first.
   *
   * @param widthMm width of the whole pad
   */
  static List<AnnotationPage> of(AnnotationOrder order, PadLayout layout, double widthMm) {
    double inkMm = widthMm * layout.ink().width() / layout.screenWidthPx();
    List<AnnotationPage> pages = new ArrayList<>();
    String sentence = order.sentence().orElse("");
    List<Integer> ends = SentenceParts.ends(sentence, Math.max(2, (int) (inkMm / CELL_MM)));
    int from = 0;
    for (int i = 0; i < ends.size(); i++) {
      boolean last = i + 1 == ends.size() && !order.free();
      pages.add(new AnnotationPage(sentence, from, ends.get(i), i + 1, ends.size(), last));
      from = ends.get(i);
    }
    if (order.free()) {
      pages.add(free(pages.size() + 1));
    }
    return pages;
  }

  /** How many screens there are at least on a pad of this model. */
  public static int count(AnnotationOrder order, PadModel model) {
    return of(order, model.layout(), model.space().widthMm()).size();
  }

  /** Whether the signer writes words of his own here. */
  public boolean isFree() {
    return of == 0;
  }

  /** What is to be written here; empty when the words are free. */
  public String words() {
    return sentence.substring(from, to).strip();
  }

  /**
   * Draws the page in black and white, with the strokes that count.
   *
   * @param strokes in the units of {@code space}
   */
  PadPicture draw(
      AnnotationLayout layout, List<Stroke> strokes, Ink.Space space, Font font, Texts texts) {
    int width = layout.pad().screenWidthPx();
    int height = layout.pad().screenHeightPx();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setColor(Color.BLACK);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
      drawWords(graphics, layout.words(), font, texts);
      PadPage.drawWritingLine(graphics, layout.pad().ink());
      if (layout.pad().buttons()) {
        drawButtons(graphics, layout, font, texts);
      }
      drawInk(graphics, layout.pad(), strokes, (float) (STROKE_MM * width / space.widthMm()));
    } finally {
      graphics.dispose();
    }
    return PadPage.pack(image);
  }

  private void drawWords(Graphics2D graphics, PadLayout.Area area, Font font, Texts texts) {
    float size = area.height() / 2.6f;
    graphics.setFont(font.deriveFont(size * 0.8f));
    FontMetrics small = graphics.getFontMetrics();
    int below = area.top() + graphics.getFontMetrics(font.deriveFont(size)).getAscent();
    String hint =
        isFree() ? texts.get("pad.annotate.free") : texts.get("pad.annotate.copy", number, of);
    graphics.drawString(hint, area.left(), below + small.getHeight());
    graphics.setFont(font.deriveFont(size));
    if (isFree()) {
      graphics.drawString(texts.get("pad.annotate.yours"), area.left(), below);
    } else {
      drawSentence(graphics, area, below);
    }
  }

  // This screen's part is white on black; of a long sentence only what stands around it is shown.
  private void drawSentence(Graphics2D graphics, PadLayout.Area area, int baseline) {
    FontMetrics metrics = graphics.getFontMetrics();
    int begin = 0;
    while (begin < from && metrics.stringWidth(shown(begin, to)) > area.width()) {
      begin = sentence.offsetByCodePoints(begin, 1);
    }
    int end = sentence.length();
    while (end > to && metrics.stringWidth(shown(begin, end)) > area.width()) {
      end = sentence.offsetByCodePoints(end, -1);
    }
    String before = (begin > 0 ? "…" : "") + sentence.substring(begin, from);
    String part = sentence.substring(from, to);
    int x = area.left();
    graphics.drawString(before, x, baseline);
    x += metrics.stringWidth(before);
    int width = metrics.stringWidth(part);
    graphics.fillRect(x, area.top(), width, metrics.getAscent() + metrics.getDescent());
    graphics.setColor(Color.WHITE);
    graphics.drawString(part, x, baseline);
    graphics.setColor(Color.BLACK);
    String after = sentence.substring(to, end) + (end < sentence.length() ? "…" : "");
    graphics.drawString(after, x + width, baseline);
  }

  private String shown(int begin, int end) {
    return (begin > 0 ? "…" : "")
        + sentence.substring(begin, end)
        + (end < sentence.length() ? "…" : "");
  }

  private void drawButtons(Graphics2D graphics, AnnotationLayout layout, Font font, Texts texts) {
    PadPage.drawButton(graphics, layout.undo(), font, texts.get("pad.annotate.UNDO"));
    if (isFree()) {
      PadPage.drawButton(graphics, layout.more(), font, texts.get("pad.annotate.MORE"));
    }
    String next = texts.get(last ? "pad.annotate.DONE" : "pad.annotate.NEXT");
    PadPage.drawButton(graphics, layout.pad().ok(), font, next);
    for (PadButton button : List.of(PadButton.CLEAR, PadButton.CANCEL)) {
      PadPage.drawButton(
          graphics, layout.pad().area(button), font, texts.get("pad.button." + button.name()));
    }
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
