// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.ink.InkDocument;
import org.penseal.pad.ink.file.InkFormat;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Reads what a simulated signer writes. */
public final class TraceFile {
  private static final double PAPER_WIDTH_MM = 96;
  private static final double PAPER_HEIGHT_MM = 60;

  private TraceFile() {}

  /**
   * Reads a trace by its ending: .json, .inkml, .sti, and anything else as .csv (ours, or the
   * columns of Universal Ink).
   *
   * @param space the space of the pad that will play it; a trace without a space of its own may be
   *     as large as the reference pad, since a simulated hand writes smaller on a smaller pad
   * @throws PadException.UnreadableFile if it is not such a trace, or lies outside of the pad
   * @throws FileException.InputUnreadable if it is not there or cannot be read
   */
  public static Ink read(Path file, Ink.Space space) throws PadException, SigningException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "trace", e);
    }
    Ink.Space paper = paper(space);
    InkFormat format = InkFormat.of(file.toString()).orElse(InkFormat.CSV);
    InkDocument document = format.read(bytes, paper);
    return format == InkFormat.JSON ? document.ink() : document.within(paper, format.words());
  }

  private static Ink.Space paper(Ink.Space space) {
    return new Ink.Space(
        (int) Math.round(Math.max(space.widthMm(), PAPER_WIDTH_MM) * space.unitsPerMm()),
        (int) Math.round(Math.max(space.heightMm(), PAPER_HEIGHT_MM) * space.unitsPerMm()),
        space.maxPressure(),
        space.unitsPerMm());
  }
}
