// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.inputs.ObjectFile;
import org.penseal.pdf.raw.Note;
import org.penseal.pdf.raw.RawFile;

/** What PDFBox reads as it is written, and what not. */
class SameReadingTest {
  private static final List<String> ALIKE =
      List.of(
          "12 -3 +4 007 -0 2147483647",
          "0.5 -.25 7. +1.50 16777217.0 1.00000001 3.14159265358979 0.1 -0.0 123456789.125",
          "(abc) () (x(y)z) (a\\nb\\r\\t\\b\\f\\(\\)\\\\) (a\\101b) (\\0053) (\\8) (\\d) (p\\\nq)",
          "(p\\\rq) (p\\\r\nq) (l\nm) (\\12)",
          "<> <4142> <414> < 41\n4 2 >",
          "/Name /N#41me /#e4 /\u00e4 /\u00c3\u00a4 /A#20#41 /",
          "true false null [null] [] <<>> <</K null/L<</M[1]>>>>",
          "1 0 R [1 0 R 2 0 R] <</K 1 0 R%remark\n/L 0 0 R>>");
  private static final List<String> OTHERWISE =
      List.of(
          "(\r)",
          "(a\r\nb)",
          "<</K 90 +0 R>>",
          "<</K 01 -0 R>>",
          "1" + "0".repeat(39) + ".0",
          "0." + "0".repeat(43) + "1",
          "(\\400)",
          "/A#2",
          "/A#zz");

  @TempDir Path folder;

  private List<String> told(Map<Integer, String> objects, Map<Integer, String> packed)
      throws IOException {
    ObjectFile file = new ObjectFile("");
    Map<Integer, String> pages =
        Map.of(1, "<</Type/Catalog/Pages 2 0 R>>", 2, "<</Type/Pages/Kids[]/Count 0>>");
    file.put(pages);
    if (packed.isEmpty()) {
      file.put(objects);
    } else {
      file.put(objects, packed);
    }
    Path written = file.write(folder.resolve("file.pdf"));
    try (FileBytes bytes = new FileBytes(written);
        Revision revision = Revision.exact(written, bytes.length(), null).orElseThrow()) {
      return new RawFile(bytes)
          .notes(0, bytes.length(), revision.objectStreams()).stream().map(Note::text).toList();
    }
  }

  @Test
  void whatIsWrittenByTheRulesIsReadAlike() throws IOException {
    for (String each : ALIKE) {
      assertEquals(List.of(), told(Map.of(5, "[" + each + "]"), Map.of()), each);
      assertEquals(List.of(), told(Map.of(6, "[]"), Map.of(5, "[" + each + "]")), each);
    }
  }

  @Test
  void whatPdfBoxOrOthersHaveOtherwiseIsTold() throws IOException {
    List<String> expected = List.of("object-read-differently: 5 0");
    for (String each : OTHERWISE) {
      assertEquals(expected, told(Map.of(5, "[" + each + "]"), Map.of()), each);
      assertEquals(expected, told(Map.of(6, "[]"), Map.of(5, "[" + each + "]")), each);
    }
  }

  @Test
  void dataOfAnotherLengthAreTold() throws IOException {
    assertEquals(List.of(), told(Map.of(5, ObjectFile.stream("", "abc")), Map.of()));
    assertEquals(List.of(), told(Map.of(5, ObjectFile.stream("", "")), Map.of()));
    String white = "<</Length 0>>\nstream\n \nendstream";
    assertEquals(List.of("object-read-differently: 5 0"), told(Map.of(5, white), Map.of()));
  }
}
