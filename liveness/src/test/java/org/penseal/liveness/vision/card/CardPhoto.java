// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.camera.Stills;

/**
 * Photographs a drawn card: on a table with other things, turned by any angle, tilted, unevenly
 * lit, blurred, with noise and glare, as a JPEG.
 *
 * @param widthPx length of the card's long side before it is tilted
 * @param turnDegrees clockwise
 * @param tiltDegrees away from the camera's plane, about each axis at most
 * @param blurPx sigma of the blur
 * @param glare whether a lamp is reflected
 * @param mirrored whether left and right are exchanged
 */
record CardPhoto(
    double widthPx,
    double turnDegrees,
    double tiltDegrees,
    double blurPx,
    boolean glare,
    boolean mirrored) {
  static final int WIDTH = 1280;
  static final int HEIGHT = 960;

  /** Conditions drawn by lot: most are what people do, some are too bad. */
  static CardPhoto any(Random random) {
    return new CardPhoto(
        random.nextInt(8) == 0 ? 180 + random.nextInt(240) : 420 + random.nextInt(400),
        random.nextInt(360),
        22,
        random.nextInt(5) == 0 ? 2 + 5 * random.nextDouble() : 1.2 * random.nextDouble(),
        random.nextInt(8) == 0,
        false);
  }

  static CardPhoto plain(double turnDegrees) {
    return new CardPhoto(700, turnDegrees, 8, 0.4, false, false);
  }

  CardPhoto sized(double newWidthPx) {
    return new CardPhoto(newWidthPx, turnDegrees, tiltDegrees, blurPx, glare, mirrored);
  }

  CardPhoto blurred(double newBlurPx) {
    return new CardPhoto(widthPx, turnDegrees, tiltDegrees, newBlurPx, glare, mirrored);
  }

  CardPhoto withGlare() {
    return new CardPhoto(widthPx, turnDegrees, tiltDegrees, blurPx, true, mirrored);
  }

  CardPhoto asMirrored() {
    return new CardPhoto(widthPx, turnDegrees, tiltDegrees, blurPx, glare, true);
  }

  /** The photograph. */
  Frame take(SpecimenCard.Drawn card, Random random) throws LivenessException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    table(image, random);
    Mats.loadNatives();
    try (PointerScope scope = new PointerScope()) {
      Mat scene = Mats.of(frame(image));
      Mat warp = warp(random);
      lay(scene, card.image(), warp);
      light(scene, random);
      if (glare) {
        Mat glow = new Mat(scene.size(), scene.type(), new Scalar(0, 0, 0, 0));
        lay(glow, reflection(card.image(), random), warp);
        opencv_core.max(scene, glow, scene);
      }
      if (blurPx > 0) {
        opencv_imgproc.GaussianBlur(scene, scene, new Size(), blurPx);
      }
      if (mirrored) {
        opencv_core.flip(scene, scene, 1);
      }
      Mat real = new Mat();
      scene.convertTo(real, opencv_core.CV_32FC3);
      Mat noise = new Mat(real.size(), real.type());
      opencv_core.setRNGSeed(random.nextInt(1 << 30));
      opencv_core.randn(
          noise,
          new Mat(1, 1, opencv_core.CV_64F, new Scalar(0)),
          new Mat(1, 1, opencv_core.CV_64F, new Scalar(4)));
      opencv_core.add(real, noise, real);
      real.convertTo(scene, opencv_core.CV_8UC3);
      byte[] jpeg = Stills.jpeg(Mats.frame(scene, Duration.ZERO, true), 55 + random.nextInt(40));
      return Stills.decode(jpeg, "photo");
    }
  }

  private static Frame frame(BufferedImage image) {
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new Frame(image.getWidth(), image.getHeight(), bgr, Duration.ZERO, true);
  }

  private static void table(BufferedImage image, Random random) {
    Graphics2D g = image.createGraphics();
    int base = 30 + random.nextInt(120);
    Color table =
        new Color(
            Math.min(255, base + random.nextInt(60)),
            Math.min(255, base + random.nextInt(40)),
            base);
    g.setColor(table);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    boolean wood = random.nextBoolean();
    for (int i = 0; wood && i < 160; i++) {
      g.setColor(random.nextBoolean() ? table.darker() : table.brighter());
      int y = random.nextInt(HEIGHT);
      g.drawLine(0, y, WIDTH, y + random.nextInt(30));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      g.setColor(new Color(random.nextInt(0x1000000)));
      g.rotate(random.nextDouble() - 0.5);
      g.fillRect(random.nextInt(WIDTH), random.nextInt(HEIGHT), 40 + random.nextInt(200), 12);
    }
    g.dispose();
  }

  /** A lamp on the card's lamination: as bright as can be, however the card is lit. */
  private static BufferedImage reflection(BufferedImage card, Random random) {
    BufferedImage lamp = new BufferedImage(card.getWidth(), card.getHeight(), card.getType());
    Graphics2D g = lamp.createGraphics();
    g.drawImage(card, 0, 0, null);
    g.setComposite(java.awt.AlphaComposite.SrcAtop);
    g.setColor(Color.BLACK);
    g.fillRect(0, 0, card.getWidth(), card.getHeight());
    float radius = 120 + random.nextInt(300);
    g.setPaint(
        new RadialGradientPaint(
            300 + random.nextInt(card.getWidth() - 600),
            200 + random.nextInt(card.getHeight() - 400),
            radius,
            new float[] {0, 0.7f, 1},
            new Color[] {Color.WHITE, Color.WHITE, Color.BLACK}));
    g.fillRect(0, 0, card.getWidth(), card.getHeight());
    g.dispose();
    return lamp;
  }

  /** Pinhole camera: the card is turned in its plane, tilted about both axes, and projected. */
  private Mat warp(Random random) {
    double turn = Math.toRadians(turnDegrees);
    double tilt = Math.toRadians(tiltDegrees);
    double a = tilt * (2 * random.nextDouble() - 1);
    double b = tilt * (2 * random.nextDouble() - 1);
    double cx = WIDTH / 2.0 + 60 * random.nextGaussian();
    double cy = HEIGHT / 2.0 + 40 * random.nextGaussian();
    Mat from = new Mat(4, 1, opencv_core.CV_32FC2);
    Mat to = new Mat(4, 1, opencv_core.CV_32FC2);
    FloatBuffer source = from.createBuffer();
    FloatBuffer target = to.createBuffer();
    double h = widthPx * 54 / 85.6;
    for (int i = 0; i < 4; i++) {
      int right = i == 1 || i == 2 ? 1 : 0;
      int bottom = i >= 2 ? 1 : 0;
      source.put((float) right * SpecimenCard.WIDTH).put((float) bottom * SpecimenCard.HEIGHT);
      double x = (right - 0.5) * widthPx;
      double y = (bottom - 0.5) * h;
      double u = x * Math.cos(turn) - y * Math.sin(turn);
      double v = x * Math.sin(turn) + y * Math.cos(turn);
      double depth = 1 + (u * Math.sin(a) + v * Math.sin(b)) / 1600;
      target
          .put((float) (cx + u * Math.cos(a) / depth))
          .put((float) (cy + v * Math.cos(b) / depth));
    }
    return opencv_imgproc.getPerspectiveTransform(from, to);
  }

  private void lay(Mat scene, BufferedImage card, Mat warp) throws LivenessException {
    BufferedImage flat =
        new BufferedImage(card.getWidth(), card.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    flat.createGraphics().drawImage(card, 0, 0, Color.WHITE, null);
    byte[] alpha = new byte[card.getWidth() * card.getHeight()];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) (card.getRGB(i % card.getWidth(), i / card.getWidth()) >>> 24);
    }
    Mat mask = new Mat(card.getHeight(), card.getWidth(), opencv_core.CV_8UC1);
    mask.data().put(alpha, 0, alpha.length);
    Mat picture = Mats.of(frame(flat));
    opencv_imgproc.GaussianBlur(picture, picture, new Size(), 0.4 * card.getWidth() / widthPx);
    Mat laid = new Mat();
    Mat shape = new Mat();
    opencv_imgproc.warpPerspective(picture, laid, warp, scene.size());
    opencv_imgproc.warpPerspective(mask, shape, warp, scene.size());
    opencv_imgproc.threshold(shape, shape, 127, 255, opencv_imgproc.THRESH_BINARY);
    laid.copyTo(scene, shape);
  }

  private static void light(Mat scene, Random random) {
    Mat ramp = new Mat(2, 2, opencv_core.CV_32FC1);
    FloatBuffer corners = ramp.createBuffer();
    for (int i = 0; i < 4; i++) {
      corners.put((float) (0.65 + 0.4 * random.nextDouble()));
    }
    Mat wide = new Mat();
    opencv_imgproc.resize(ramp, wide, scene.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
    Mat three = new Mat();
    opencv_imgproc.cvtColor(wide, three, opencv_imgproc.COLOR_GRAY2BGR);
    Mat real = new Mat();
    scene.convertTo(real, opencv_core.CV_32FC3);
    opencv_core.multiply(real, three, real);
    real.convertTo(scene, opencv_core.CV_8UC3);
  }
}
