// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A program that draws pictures for measuring the speed of {@code penseal face evaluate}: variants
 * of two portraits (turned, moved, scaled, in other light), no two alike, and a list of pairs in
 * which each stands once. They say nothing about accuracy.
 *
 * <p>{@code FOLDER PAIRS PORTRAIT-A PORTRAIT-B}
 */
final class PairPictures {
  private static final int SIDE = 250; // as the pictures of LFW

  private PairPictures() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int pairs = Integer.parseInt(args[1]);
    BufferedImage[] people = {
      ImageIO.read(Path.of(args[2]).toFile()), ImageIO.read(Path.of(args[3]).toFile())
    };
    Random random = new Random(1);
    StringBuilder list = new StringBuilder("# speed only: variants of two portraits\n");
    for (int i = 0; i < pairs; i++) {
      boolean genuine = i % 2 == 0;
      write(folder.resolve("a%05d.jpg".formatted(i)), people[0], random);
      write(folder.resolve("b%05d.jpg".formatted(i)), people[genuine ? 0 : 1], random);
      list.append("a%05d.jpg\tb%05d.jpg\t%d\n".formatted(i, i, genuine ? 1 : 0));
    }
    Files.writeString(folder.resolve("pairs.tsv"), list);
  }

  private static void write(Path file, BufferedImage person, Random random) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    double scale = (double) SIDE / person.getWidth() * (0.9 + 0.3 * random.nextDouble());
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            20 * (random.nextDouble() - 0.5), 20 * (random.nextDouble() - 0.5));
    place.rotate(0.3 * (random.nextDouble() - 0.5), SIDE / 2.0, SIDE / 2.0);
    place.scale(scale, scale);
    graphics.drawImage(person, place, null);
    graphics.dispose();
    new RescaleOp((float) (0.8 + 0.4 * random.nextDouble()), 0, null).filter(picture, picture);
    ImageIO.write(picture, "jpg", file.toFile());
  }
}
