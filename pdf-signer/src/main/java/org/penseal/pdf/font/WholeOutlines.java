// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.font;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a TrueType font whose contours do not overlap, from one whose contours do (OpenType 1.9,
 * glyf, flag OVERLAP_SIMPLE): JavaFX fills enlarged outlines by the even-odd rule, and every
 * crossing of two strokes would be a hole. Run by the build; the font of PDF and pad stays as it
 * is, since pictures are compared bit by bit.
 */
public final class WholeOutlines {
  private WholeOutlines() {}

  /**
   * @param paths the font that there is, and the one to be written
   * @throws IOException if one cannot be read or written
   */
  public static void main(String[] paths) throws IOException {
    Path target = Path.of(paths[1]);
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Files.write(part, of(Files.readAllBytes(Path.of(paths[0]))));
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same font without overlaps; composed glyphs stay as they are. */
  static byte[] of(byte[] font) {
    SfntFont tables = SfntFont.parse(font);
    List<byte[]> glyphs =
        IntStream.range(0, tables.glyphCount())
            .parallel()
            .mapToObj(index -> SimpleGlyph.merged(tables.glyph(index)))
            .toList();
    return tables.with(glyphs);
  }
}
