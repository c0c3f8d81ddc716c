// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.penseal.identity.IdNumber;
import org.penseal.liveness.Portraits;

/**
 * Draws invented cards: the places of a second-generation card, marked as specimens, with numbers
 * of the area 999999, which there is not, and the public-domain portraits of testdata. 20 pixels
 * for a millimetre, transparent outside of the round corners.
 */
public final class SpecimenCard {
  static final int PX_PER_MM = 20;
  static final int WIDTH = 1712;
  static final int HEIGHT = 1080;

  /**
   * A drawn card.
   *
   * @param image with an alpha channel
   * @param number printed on it; empty on the side of the emblem
   */
  public record Drawn(BufferedImage image, String number) {}

  private SpecimenCard() {}

  private static Graphics2D begin(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    double radius = 2 * 3.18 * PX_PER_MM;
    g.setClip(new RoundRectangle2D.Double(0, 0, WIDTH, HEIGHT, radius, radius));
    g.setPaint(
        new GradientPaint(0, 0, new Color(214, 228, 238), WIDTH, HEIGHT, new Color(238, 222, 224)));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(new Color(170, 196, 214, 110));
    g.setStroke(new BasicStroke(2));
    for (int i = -20; i < 60; i++) {
      int y = i * 24;
      g.draw(new CubicCurve2D.Double(0, y, 600, y + 220, 1100, y - 220, WIDTH, y + 60));
    }
    return g;
  }

  private static void text(
      Graphics2D g, String text, double xMm, double yMm, double mm, Font font) {
    g.setFont(font.deriveFont((float) (mm * PX_PER_MM)));
    g.drawString(text, (float) (xMm * PX_PER_MM), (float) (yMm * PX_PER_MM));
  }

  private static void mark(Graphics2D g) {
    AffineTransform before = g.getTransform();
    g.rotate(-0.35, WIDTH / 3.0, HEIGHT / 2.0);
    g.setColor(new Color(190, 120, 120, 70));
    text(g, "SPECIMEN 演示", 6, 32, 8, new Font(Font.SANS_SERIF, Font.BOLD, 1));
    g.setTransform(before);
  }

  /** The side with portrait and number. */
  public static Drawn front(Random random) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = begin(image);
    mark(g);
    String number = number(random);
    Font sans = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    String[] labels = {"姓名", "性别", "出生", "住址"};
    String[] values = {"演示人", "男  民族 汉", number.substring(6, 10) + " 年 1 月 1 日", "演示省演示市演示路1号"};
    for (int i = 0; i < 4; i++) {
      g.setColor(new Color(60, 110, 160));
      text(g, labels[i], 5, 10 + 7.5 * i, 2.8, sans);
      g.setColor(new Color(35, 35, 40));
      text(g, values[i], 14, 10 + 7.5 * i, 3.2, sans);
    }
    g.setColor(new Color(60, 110, 160));
    text(g, "公民身份号码", 5, 48, 2.8, sans);
    g.setColor(new Color(25, 25, 30));
    boolean mono = random.nextBoolean();
    Font digits = new Font(mono ? Font.MONOSPACED : Font.SANS_SERIF, Font.BOLD, 1);
    for (int i = 0; i < number.length(); i++) {
      text(g, number.substring(i, i + 1), 27 + 2.95 * i, 48.3, 4.1, digits);
    }
    portrait(g, random.nextBoolean());
    g.dispose();
    return new Drawn(image, number);
  }

  private static void portrait(Graphics2D g, boolean first) {
    try {
      BufferedImage whole =
          ImageIO.read((first ? Portraits.astronautFile() : Portraits.hopperFile()).toFile());
      BufferedImage part =
          first ? whole.getSubimage(125, 0, 195, 240) : whole.getSubimage(150, 70, 240, 295);
      g.drawImage(part, 54 * PX_PER_MM, 6 * PX_PER_MM, 26 * PX_PER_MM, 32 * PX_PER_MM, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(Random random) {
    String first17 =
        "999999%04d%02d%02d%03d"
            .formatted(
                1930 + random.nextInt(80),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(1000));
    return first17 + IdNumber.checkCharacter(first17);
  }

  /** The side with a red emblem, issuer and validity. */
  public static Drawn back() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = begin(image);
    mark(g);
    // A red disc with a pattern in the place of the emblem: no state's arms are drawn.
    g.setColor(new Color(196, 40, 36));
    g.fill(new Ellipse2D.Double(6 * PX_PER_MM, 6 * PX_PER_MM, 15 * PX_PER_MM, 16 * PX_PER_MM));
    g.setColor(new Color(236, 190, 90));
    g.setStroke(new BasicStroke(16));
    g.draw(new Ellipse2D.Double(8 * PX_PER_MM, 8 * PX_PER_MM, 11 * PX_PER_MM, 12 * PX_PER_MM));
    g.setColor(new Color(25, 25, 30));
    Font sans = new Font(Font.SANS_SERIF, Font.BOLD, 1);
    text(g, "演示 SPECIMEN", 26, 13, 5, sans);
    text(g, "居民身份证样张", 26, 23, 6, sans);
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    text(g, "签发机关  演示市公安局", 20, 42, 3.2, plain);
    text(g, "有效期限  2015.01.01-2035.01.01", 20, 49, 3.2, plain);
    g.dispose();
    return new Drawn(image, "");
  }
}
