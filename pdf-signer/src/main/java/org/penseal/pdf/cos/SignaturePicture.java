// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDAppearanceContentStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.ink.InkFit;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.refusal.SigningException;

/** Draws the appearance stream of a visible signature: ink above, lines of text below, the mark. */
final class SignaturePicture {
  private static final String MARK = "演示 DEMO";
  private static final double PADDING = 2;
  private static final double LARGEST_TEXT = 9;
  private static final double LINE_HEIGHT = 1.3;
  // The text takes at most this part of the height when there is ink above it.
  private static final double TEXT_PART = 0.42;
  private static final Color TEXT_COLOUR = new Color(40, 40, 40);
  private static final Color INK_COLOUR = new Color(12, 20, 60);
  private static final Color MARK_COLOUR = new Color(190, 20, 20);

  private final Appearance appearance;
  private final double width;
  private final double height;

  SignaturePicture(Appearance appearance, double width, double height) {
    this.appearance = appearance;
    this.width = width;
    this.height = height;
  }

  /** Checks every character before anything is written. */
  static void requireGlyphs(Appearance appearance) throws SigningException {
    for (String line : lines(appearance)) {
      ChineseFont.require(line);
    }
  }

  private static List<String> lines(Appearance appearance) {
    List<String> lines = new ArrayList<>();
    lines.add(appearance.signerName());
    lines.add(appearance.timeLine());
    lines.addAll(appearance.texts());
    lines.removeIf(String::isBlank);
    return lines;
  }

  PDAppearanceStream draw(PDDocument document, PageGeometry geometry) throws IOException {
    PDAppearanceStream stream = new PDAppearanceStream(document);
    stream.setBBox(new PDRectangle((float) width, (float) height));
    stream.setMatrix(geometry.upright(width, height).createAffineTransform());
    stream.setResources(Colours.resources(document));
    PDFont font = ChineseFont.embed(document);
    try (PDAppearanceContentStream out = new PDAppearanceContentStream(stream, true)) {
      List<String> lines = lines(appearance);
      double size = textSize(font, lines);
      double textHeight = lines.size() * size * LINE_HEIGHT;
      if (!appearance.strokes().isEmpty()) {
        out.setStrokingColor(INK_COLOUR);
        double bottom = PADDING + textHeight + 1;
        InkCurves.draw(
            out,
            appearance.strokes(),
            new InkFit.Box(
                PADDING,
                bottom,
                Math.max(1, width - 2 * PADDING),
                Math.max(1, height - bottom - PADDING)));
      }
      text(out, font, size, lines);
      if (appearance.demo()) {
        mark(out, font);
      }
    }
    // An appearance stream does not enrol its fonts with the document, so the subset is made here.
    font.subset();
    return stream;
  }

  private double textSize(PDFont font, List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      return 0;
    }
    double part = appearance.strokes().isEmpty() ? 1 : TEXT_PART;
    double size = Math.min(LARGEST_TEXT, (height * part - PADDING) / (lines.size() * LINE_HEIGHT));
    for (String line : lines) {
      double unit = font.getStringWidth(line) / 1000;
      size = Math.min(size, (width - 2 * PADDING - markWidth(font)) / unit);
    }
    return Math.max(size, 1);
  }

  private void text(PDAppearanceContentStream out, PDFont font, double size, List<String> lines)
      throws IOException {
    out.setNonStrokingColor(TEXT_COLOUR);
    for (int i = 0; i < lines.size(); i++) {
      double y = PADDING + (lines.size() - 1 - i) * size * LINE_HEIGHT + size * 0.25;
      line(out, font, size, new double[] {PADDING, y}, lines.get(i));
    }
  }

  private double markSize(PDFont font) throws IOException {
    double unit = font.getStringWidth(MARK) / 1000;
    return Math.min(Math.min(8, height * 0.16), (width * 0.4) / unit);
  }

  private double markWidth(PDFont font) throws IOException {
    return appearance.demo() ? font.getStringWidth(MARK) / 1000 * markSize(font) + 6 : 0;
  }

  // At the lower right, beside the text, so that it covers no ink.
  private void mark(PDAppearanceContentStream out, PDFont font) throws IOException {
    double size = markSize(font);
    double w = markWidth(font) - 2;
    double h = size * 1.35;
    double x = width - w - 1;
    double y = PADDING;
    out.setNonStrokingColor(Color.WHITE);
    out.setStrokingColor(MARK_COLOUR);
    out.setLineWidth(0.6f);
    out.addRect((float) x, (float) y, (float) w, (float) h);
    out.fillAndStroke();
    out.setNonStrokingColor(MARK_COLOUR);
    line(out, font, size, new double[] {x + 2, y + size * 0.3}, MARK);
  }

  private static void line(
      PDAppearanceContentStream out, PDFont font, double size, double[] at, String text)
      throws IOException {
    out.beginText();
    out.setFont(font, (float) size);
    out.newLineAtOffset((float) at[0], (float) at[1]);
    out.showText(text);
    out.endText();
  }
}
