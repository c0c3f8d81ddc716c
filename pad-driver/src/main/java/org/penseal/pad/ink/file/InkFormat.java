// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.file;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.ink.Dropped;
import org.penseal.pad.ink.InkCsv;
import org.penseal.pad.ink.InkDocument;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.ink.InkMlReader;
import org.penseal.pad.ink.InkMlWriter;
import org.penseal.pad.ink.iso.SignatureSeriesReader;
import org.penseal.pad.ink.iso.SignatureSeriesWriter;

/** The formats of ink that can be read and written, each with its file extension. */
public enum InkFormat {
  /** The native trace, without loss. */
  JSON("penseal-ink/1"),
  /** The table. */
  CSV("CSV"),
  /** W3C InkML. */
  INKML("InkML"),
  /** ISO/IEC 19794-7:2007, full format. */
  STI(SignatureSeriesReader.FORMAT);

  private final String words;

  InkFormat(String words) {
    this.words = words;
  }

  /**
   * A file as bytes.
   *
   * @param bytes its content
   * @param dropped what of the ink is not in it, found by reading it again
   */
  public record Written(byte[] bytes, Set<Dropped> dropped) {}

  /** Name of the format. */
  public String words() {
    return words;
  }

  /** The format of a file by its extension, whatever the case; InkML also ends with .xml. */
  public static Optional<InkFormat> of(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".xml")) {
      return Optional.of(INKML);
    }
    for (InkFormat format : values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @param asked where the ink goes when the format or the file has no space of its own
   * @throws PadException.UnreadableFile when it is not of this format
   */
  public InkDocument read(byte[] bytes, Ink.Space asked) throws PadException.UnreadableFile {
    return switch (this) {
      case JSON -> InkJson.document(bytes);
      case CSV -> InkCsv.document(new String(bytes, StandardCharsets.UTF_8), asked);
      case INKML -> InkMlReader.document(bytes, asked);
      case STI -> SignatureSeriesReader.document(bytes, asked);
    };
  }

  /**
   * Writes a file and finds out what it lost by reading it again.
   *
   * @throws PadException.UnreadableFile when what was written cannot be read again
   */
  public Written write(InkDocument document) throws PadException.UnreadableFile {
    byte[] bytes =
        switch (this) {
          case JSON -> InkJson.write(document);
          case CSV -> InkCsv.write(document).getBytes(StandardCharsets.UTF_8);
          case INKML -> InkMlWriter.write(document);
          case STI -> SignatureSeriesWriter.write(document);
        };
    EnumSet<Dropped> dropped = EnumSet.noneOf(Dropped.class);
    dropped.addAll(document.dropped());
    dropped.addAll(Losses.between(document, read(bytes, document.ink().space())));
    if (this == CSV || this == STI) {
      dropped.add(Dropped.SPACE);
    }
    return new Written(bytes, dropped);
  }
}
