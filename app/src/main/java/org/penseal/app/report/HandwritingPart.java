// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.penseal.app.ink.ForensicPicture;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pad.Ink;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.signature.Octets;

/** The handwriting, where somebody opened it: strokes with their speed, and both over time. */
final class HandwritingPart {
  private static @Nullable Font font; // guarded by the class

  private HandwritingPart() {}

  static Optional<Block> of(Wording words, VerifiedFile.Entry entry) {
    Ink ink = entry.ink();
    if (ink == null || ink.strokes().isEmpty()) {
      return Optional.empty();
    }
    Block.Picture plot =
        new Block.Picture(words.say("judge.handwriting.caption"), plot(words, entry, ink));
    return Optional.of(
        new Block.Part(
            2, words.say("judge.handwriting"), List.of(new Block.Pictures(List.of(plot), true))));
  }

  private static Octets plot(Wording words, VerifiedFile.Entry entry, Ink ink) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ForensicPicture picture = new ForensicPicture(font(), words.texts());
      String name = entry.signed().signer();
      ImageIO.write(picture.draw(ink, name, ForensicPicture.Colour.SPEED), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory", e);
    }
    return Octets.of(png.toByteArray());
  }

  private static synchronized Font font() throws IOException {
    Font known = font;
    if (known == null) {
      try (InputStream in = ChineseFont.open()) {
        known = Font.createFont(Font.TRUETYPE_FONT, in);
      } catch (FontFormatException e) {
        throw new IllegalStateException("the font that was built in cannot be read", e);
      }
      font = known;
    }
    return known;
  }
}
