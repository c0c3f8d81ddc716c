// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.revision.FileBytes;

/** End marks of the revision before the newest one (ISO 32000-2, 7.5.5 and 7.5.6). */
class PreviousEndTest {
  private static final String MARK = "startxref\n9\n%%EOF\n";

  @TempDir Path folder;

  private OptionalLong of(String text, Long... sections) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), text, StandardCharsets.ISO_8859_1);
    try (FileBytes bytes = new FileBytes(file)) {
      return PreviousEnd.of(bytes, new LinkedHashSet<>(List.of(sections)));
    }
  }

  @Test
  void isTheLastMarkBeforeTheUpdate() throws Exception {
    String first = "%PDF-1.7\nxref trailer\n" + MARK;
    String update = first + "objects ";
    long section = update.length();
    String file = update + "xref trailer\nstartxref\n" + section + "\n%%EOF\n";
    assertEquals(OptionalLong.of(first.length()), of(file, section, 9L));
  }

  @Test
  void isFoundBehindALargeUpdate() throws Exception {
    for (int size : List.of(1 << 15, (1 << 15) - 10, 100_000)) {
      String first = "%PDF-1.7\nxref trailer\n" + MARK;
      String update = first + "x".repeat(size);
      long section = update.length();
      assertEquals(OptionalLong.of(first.length()), of(update + "xref", section, 9L));
    }
  }

  @Test
  void aMarkThatLeadsToNoSectionIsNone() throws Exception {
    String first = "%PDF-1.7\nxref trailer\n" + MARK;
    String update = first + "stream startxref 7 %%EOF startxref 0 %%EOF endstream ";
    long section = update.length();
    assertEquals(OptionalLong.of(first.length()), of(update + "xref", section, 9L));
  }

  @Test
  void theFirstRevisionHasNone() throws Exception {
    assertEquals(OptionalLong.empty(), of("%PDF-1.7\nxref trailer\n" + MARK, 9L));
    assertEquals(OptionalLong.empty(), of("no sections"));
  }

  // Its newest section is in front, and the mark behind it leads to none.
  @Test
  void aLinearisedFileHasNone() throws Exception {
    String file = "%PDF-1.7\nxref trailer\nstartxref\n0\n%%EOF\nobjects xref trailer\n" + MARK;
    assertEquals(OptionalLong.empty(), of(file, 9L, (long) file.lastIndexOf("xref trailer")));
  }

  @Test
  void anUpdateOfALinearisedFileIsBehindItsEnd() throws Exception {
    String first = "%PDF-1.7\nxref trailer\nstartxref\n0\n%%EOF\nobjects xref trailer\n" + MARK;
    long main = first.lastIndexOf("xref trailer");
    String update = first + "objects ";
    long section = update.length();
    assertEquals(OptionalLong.of(first.length()), of(update + "xref", section, 9L, main));
  }
}
