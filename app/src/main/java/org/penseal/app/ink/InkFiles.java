// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.signing.CaseException;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.ink.InkDocument;
import org.penseal.pad.ink.file.InkFormat;

/** Reads files of ink by their extension; without one that is known a file is a table. */
public final class InkFiles {
  private final PadCatalog catalog;

  /** Knows the pads of the catalogue by the sizes of their inks. */
  public InkFiles(PadCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The ink of a file.
   *
   * @throws PadException.UnreadableFile when it is not of the format that its name says
   * @throws CaseException.DocumentUnreadable when it is not there or cannot be read
   */
  public InkDocument read(Path file) throws PadException, CaseException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CaseException.DocumentUnreadable(file);
    }
    return InkFormat.of(file.toString()).orElse(InkFormat.CSV).read(bytes, space());
  }

  /**
   * The ink of a file as handwriting: touches on the buttons of a known pad are taken for hovering.
   * Only a native trace says of which pad it is.
   */
  public Ink handwriting(Path file) throws PadException, CaseException {
    Ink ink = read(file).ink();
    Optional<PadModel> model =
        InkFormat.of(file.toString())
            .filter(f -> f == InkFormat.JSON)
            .flatMap(
                f ->
                    catalog.models().stream()
                        .filter(m -> m.space().equals(ink.space()))
                        .findFirst());
    return model.map(m -> withoutPresses(ink, m)).orElse(ink);
  }

  private static Ink withoutPresses(Ink ink, PadModel model) {
    Set<PenSample> written = new HashSet<>();
    model.layout().handwriting(ink).forEach(stroke -> written.addAll(stroke.samples()));
    List<PenSample> samples = new ArrayList<>(ink.samples().size());
    for (PenSample s : ink.samples()) {
      boolean press = s.touching() && !written.contains(s);
      samples.add(
          press
              ? new PenSample(s.x(), s.y(), 0, true, 0, s.timeMs(), s.sequence(), s.hostNanos())
              : s);
    }
    return new Ink(ink.space(), samples, ink.lostReports());
  }

  /** Tables say nothing of the pad; the reference pad has room for every trace of a counter. */
  private Ink.Space space() {
    return catalog
        .byId("penseal-ref")
        .map(PadModel::space)
        .orElseThrow(() -> new IllegalStateException("the reference pad is in the catalogue"));
  }
}
