// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.inputs.ObjectFile;
import org.penseal.pdf.revision.FileBytes;

/** Several revisions of a file, read by one reader. */
class RawFileTest {
  private static final String FIRST = "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n";
  private static final String WITHOUT_WIDTH =
      "5 0 obj\n<</Type/XRef/W[0 0 0]/Size 9/Prev %d>>\nstream\n\nendstream\nendobj\n";

  @TempDir Path folder;

  record Text(String text) implements Source {
    @Override
    public long length() {
      return text.length();
    }

    @Override
    public byte[] at(long offset, int count) {
      byte[] all = text.getBytes(StandardCharsets.ISO_8859_1);
      int from = (int) Math.min(offset, all.length);
      return Arrays.copyOfRange(all, from, Math.min(all.length, from + count));
    }
  }

  private static String table(int previous) {
    return "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev %d>>\n".formatted(previous);
  }

  private static String end(int start) {
    return "startxref\n%d\n%%%%EOF\n".formatted(start);
  }

  @Test
  void aSectionKeepsEveryRevisionBusyThatComesToItAndNoOther() throws IOException {
    String first = FIRST + "trailer\n<</Size 1>>\n" + end(9);
    String second = first + WITHOUT_WIDTH.formatted(9) + end(first.length());
    String third = second + table(first.length()) + end(second.length());
    for (boolean newestFirst : new boolean[] {true, false}) {
      RawFile file = new RawFile(new Text(third));
      for (int i = 0; i < 3; i++) {
        String revision = new String[] {third, second, first}[newestFirst ? i : 2 - i];
        assertEquals(
            !revision.equals(first), file.exhausting(revision.length()), "" + revision.length());
      }
    }
  }

  // A free entry of its own and no object: poppler and pdf.js count all others from 0 then.
  @Test
  void aTableThatBeginsWithAFreeObject1() throws IOException {
    for (boolean from1 : new boolean[] {true, false}) {
      String table =
          FIRST.replace("0 1", from1 ? "1 1" : "0 1") + "trailer\n<</Size 2/Root 1 0 R>>\n";
      String text = table + end(9);
      List<Note> notes = new RawFile(new Text(text)).notes(0, text.length(), null);
      assertEquals(
          from1, notes.contains(new Note("cross-reference-ambiguous", "")), notes::toString);
    }
  }

  @Test
  void aShortFileThatListsMillionsKeepsAReaderBusy() throws IOException {
    for (int size : new int[] {1 << 16, 1_000_000}) {
      String stream = WITHOUT_WIDTH.replace("[0 0 0]", "[1 1 1]").replace("Size 9", "Size " + size);
      String text = FIRST + "trailer\n<</Size 1>>\n" + end(9);
      String listed = text + stream.formatted(9) + end(text.length());
      assertEquals(
          size > 1 << 16, new RawFile(new Text(listed)).exhausting(listed.length()), "" + size);
    }
  }

  @Test
  void sectionsThatLeadToThemselvesOrToALaterRevisionEnd() throws IOException {
    String loop = "%PDF-1.7\n" + table(9) + end(9);
    int forward = loop.length() + table(100).length() + end(loop.length()).length();
    String ahead = loop + table(forward) + end(loop.length());
    assertEquals(forward, ahead.length());
    String busy = ahead + WITHOUT_WIDTH.formatted(9) + end(forward);
    RawFile file = new RawFile(new Text(busy));
    assertTrue(file.exhausting(busy.length()));
    assertFalse(file.exhausting(ahead.length()));
    assertFalse(file.exhausting(loop.length()));
  }

  @Test
  void aNumberIsFreedIfItWasInUseAndIsNoMore() throws IOException {
    Random random = new Random(20261128);
    for (int round = 0; round < 20; round++) {
      ObjectFile file = new ObjectFile("");
      Set<Long> everUsed = new HashSet<>();
      Map<Long, Boolean> uses = new TreeMap<>();
      Map<Long, Set<Long>> freed = new TreeMap<>();
      for (int revision = 0; revision < 8; revision++) {
        Map<Integer, String> objects = new TreeMap<>(Map.of(1, "<</Type/Catalog>>"));
        for (int i = 0; i < 3; i++) {
          objects.put(2 + random.nextInt(5), random.nextBoolean() ? "<<>>" : "");
        }
        objects.forEach(
            (number, body) -> {
              uses.put((long) number, !body.isEmpty());
              if (!body.isEmpty()) {
                everUsed.add((long) number);
              }
            });
        file.put(objects);
        Set<Long> gone = new HashSet<>(everUsed);
        gone.removeIf(number -> uses.getOrDefault(number, false));
        freed.put(file.length(), gone);
      }
      try (FileBytes bytes = new FileBytes(file.write(folder.resolve("freed.pdf")))) {
        RawFile raw = new RawFile(bytes);
        for (Map.Entry<Long, Set<Long>> each : freed.entrySet()) {
          assertEquals(each.getValue(), raw.freed(each.getKey()), "round " + round);
        }
      }
    }
  }

  @Test
  void tellsAnObjectThatALaterRevisionEnds() throws IOException {
    ObjectFile file = new ObjectFile("").put(Map.of(1, "<</Type/Catalog>>", 5, "<</A("));
    long first = file.length();
    file.put(Map.of(6, ")>>"));
    try (FileBytes bytes = new FileBytes(file.write(folder.resolve("open.pdf")))) {
      RawFile raw = new RawFile(bytes);
      assertTrue(raw.notes(0, first, null).contains(new Note("object-not-readable", "5 0")));
      assertFalse(
          raw.notes(0, file.length(), null).contains(new Note("object-not-readable", "5 0")));
    }
  }

  @Test
  void aReferenceAcrossTheEndOfWhatIsReadFirstIsOne() throws IOException {
    for (int length = 960; length < 1040; length++) {
      String catalog = "<</Type/Catalog/A(" + "x".repeat(length) + ")/B 1 0 R/C 1>>";
      ObjectFile file = new ObjectFile("").put(Map.of(1, catalog));
      try (FileBytes bytes = new FileBytes(file.write(folder.resolve(length + ".pdf")))) {
        assertEquals(List.of(), new RawFile(bytes).notes(0, file.length(), null), "" + length);
      }
    }
  }

  @Test
  void aBodyInsideOfAStreamIsSeenAcrossTheEndOfAWindow() throws IOException {
    String remarks = ("%" + "x".repeat(79) + "\n").repeat(16);
    String hidden = "1" + remarks + "0" + remarks + "obj\n<</Type/Catalog>>";
    for (int place = 0; place <= hidden.length(); place += 300) {
      ObjectFile file = new ObjectFile("").put(Map.of(1, "<</Type/Catalog>>"));
      long first = file.length();
      String stream = "\n".repeat((1 << 20) - 70 - place) + hidden + "\n".repeat(4000);
      file.put(Map.of(2, ObjectFile.stream("", stream)));
      try (FileBytes bytes = new FileBytes(file.write(folder.resolve(place + ".pdf")))) {
        assertEquals(
            List.of(new Note("object-twice", "1 0")),
            new RawFile(bytes).notes(first, file.length(), null),
            () -> hidden.length() + " bytes, before the seam or across it");
      }
    }
  }

  @Test
  void anObjectWhoseNumberStandsAcrossTheEndOfAWindowIsNoOther() throws IOException {
    for (int digits = 1; digits <= 4; digits++) {
      ObjectFile file = new ObjectFile("").put(Map.of(1, "<</Type/Catalog>>", 123, "<<>>"));
      long first = file.length();
      int around =
          "2 0 obj\n".length() + ObjectFile.stream("", "").length() + "\nendobj\n".length();
      int lengthDigits = "1000000".length() - "0".length();
      String stream = "x".repeat((1 << 20) - around - lengthDigits - digits);
      file.put(Map.of(2, ObjectFile.stream("", stream), 123, "<<>>"));
      try (FileBytes bytes = new FileBytes(file.write(folder.resolve(digits + ".pdf")))) {
        long seam = first + (1 << 20);
        assertEquals("123 0 obj".substring(digits), bytes.text(seam, 9 - digits));
        assertEquals(List.of(), new RawFile(bytes).notes(first, file.length(), null));
      }
    }
  }

  @Test
  void aBodyInsideOfAStreamIsSeenHoweverItIsSpelled() throws IOException {
    for (String hidden :
        List.of(
            "1 0 obj",
            "1" + " ".repeat(1000) + "\r\n0\0obj",
            "0".repeat(60) + "1 " + "0".repeat(60) + " obj",
            "1 0obj",
            "0".repeat(80) + "1 0 obj",
            "0".repeat(80_000) + "1 0 obj",
            "1 " + "0".repeat(80) + " obj",
            "1\0%" + "x".repeat(300) + "\n0\013obj",
            "1" + " ".repeat(20_000) + "0 obj",
            "1" + "%\n".repeat(40) + "0 obj",
            "1%" + "x".repeat(80) + "\n0%2 0\robj")) {
      ObjectFile file = new ObjectFile("").put(Map.of(1, "<</Type/Catalog>>"));
      long first = file.length();
      file.put(Map.of(2, ObjectFile.stream("", "x " + hidden + "<</Type/Catalog>>")));
      try (FileBytes bytes = new FileBytes(file.write(folder.resolve("spelled.pdf")))) {
        assertEquals(
            List.of(new Note("object-twice", "1 0")),
            new RawFile(bytes).notes(first, file.length(), null),
            hidden);
      }
    }
  }

  @Test
  void aBodyInsideOfAStreamIsSeenHoweverLongItsNumbersAre() throws IOException {
    for (String hidden :
        List.of(
            "0".repeat(3 << 19) + "1 0 obj",
            "1%" + "x".repeat(3 << 19) + "\n0 obj",
            "1 0" + " ".repeat(3 << 19) + "obj",
            "17179869185 0 obj",
            "trailer%" + "x".repeat(3 << 19) + "\n<<",
            "trailer%" + "x".repeat(300) + "\n<<")) {
      for (int place : new int[] {0, 1_000_000, (1 << 20) - 200}) {
        ObjectFile file = new ObjectFile("").put(Map.of(1, "<</Type/Catalog>>"));
        long first = file.length();
        String stream = "x".repeat(place) + " " + hidden + "<</Type/Catalog>>";
        file.put(Map.of(2, ObjectFile.stream("", stream)));
        try (FileBytes bytes = new FileBytes(file.write(folder.resolve("long.pdf")))) {
          List<Note> notes = new RawFile(bytes).notes(first, file.length(), null);
          assertFalse(notes.isEmpty(), () -> hidden.length() + " bytes at " + place);
        }
      }
    }
  }

  // Each number leads to the same remark, and to the same number behind it.
  @Test
  void manyNumbersThatLeadToOnePlaceAreReadInTime() throws IOException {
    for (String many :
        List.of(
            "1%".repeat(1 << 19) + "\n",
            "%1".repeat(1 << 8).concat("\n").repeat(1 << 11),
            "1%".repeat(1 << 18) + "\n" + "0".repeat(1 << 18) + " ",
            "1%".repeat(1 << 18) + "\n0" + " ".repeat(1 << 18),
            "trailer%".repeat(1 << 17) + "\n")) {
      ObjectFile file = new ObjectFile("").put(Map.of(1, "<</Type/Catalog>>"));
      long first = file.length();
      file.put(Map.of(2, ObjectFile.stream("", many)));
      try (FileBytes bytes = new FileBytes(file.write(folder.resolve("many.pdf")))) {
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> new RawFile(bytes).notes(first, file.length(), null),
            many.substring(0, 8));
      }
    }
  }

  @Test
  void tellsATrailerThatALaterRevisionEnds() throws IOException {
    String first = FIRST + "trailer\n<</Size 1/A(" + end(9);
    String whole = first + ")>>\n" + table(9) + end(first.length() + 4);
    RawFile raw = new RawFile(new Text(whole));
    Note note = new Note("cross-reference-not-readable", "");
    assertTrue(raw.notes(0, first.length(), null).contains(note));
    assertFalse(raw.notes(0, whole.length(), null).contains(note));
  }
}
