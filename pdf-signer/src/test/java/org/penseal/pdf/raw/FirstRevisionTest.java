// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a signed revision may not have, since an update could write the same otherwise: some reader
 * then shows other words than before.
 */
class FirstRevisionTest {
  private static final String FREE = "0000000000 65535 f \n";
  private static final String HIDDEN =
      "<</Length 42>>\nstream\n\nendstream endobj 1 0 obj <<>> endobj %%%%%%%\nendstream";

  /** A file of objects from number 1 on, section by section. */
  private static final class Made {
    private final StringBuilder out = new StringBuilder("%PDF-1.7\n");
    private final List<String> lines = new ArrayList<>();
    private int previous;

    Made object(String body) {
      lines.add("%010d 00000 n ".formatted(out.length()));
      out.append(lines.size()).append(" 0 obj\n").append(body).append("\nendobj\n");
      return this;
    }

    /** A table of what is not in one yet. */
    Made table(String zero, String end, String more) {
      int start = out.length();
      int size = lines.size() + 1;
      out.append("xref\n0 ").append(previous == 0 ? size : 1).append('\n').append(zero);
      for (int i = 0; previous == 0 && i < lines.size(); i++) {
        out.append(lines.get(i).stripTrailing()).append(end);
      }
      out.append("trailer\n<</Root 1 0 R/Size ").append(size);
      out.append(previous == 0 ? "" : "/Prev " + previous).append(more).append(">>\n");
      out.append("startxref\n").append(start).append("\n%%EOF\n");
      previous = start;
      return this;
    }

    RawFile file() {
      return new RawFile(new RawFileTest.Text(out.toString()));
    }

    boolean notes(String code) throws IOException {
      return file().notes(0, out.length(), null).stream()
          .anyMatch(each -> each.code().equals(code));
    }
  }

  @Test
  void number0InUseIsAllowedInTheOldestOfSeveralSectionsOnly() throws IOException {
    String used = "0000000000 00000 n \n";
    String code = "cross-reference-ambiguous";
    Made old = new Made().object("<<>>").table(used, " \n", "").table(FREE, " \n", "");
    assertEquals(false, old.notes(code), old.out::toString);
    assertEquals(true, new Made().object("<<>>").table(used, " \n", "").notes(code));
    Made middle = new Made().object("<<>>").table(FREE, " \n", "").table(used, " \n", "");
    assertEquals(true, middle.table(FREE, " \n", "").notes(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200})
  void manyObjectsThatNobodyListsHideNoSecondBody(int strays) throws IOException {
    Made made = new Made().object("<<>>");
    for (int i = 0; i < strays; i++) {
      made.out.append(500 + i).append(" 0 obj\nnull\nendobj\n");
    }
    made.out.append("1 0 obj\n<</A 1>>\nendobj\n");
    assertEquals(true, made.table(FREE, " \n", "").notes("object-twice"));
    assertEquals(strays > 0, made.notes("object-not-referenced"));
  }

  @ParameterizedTest
  @CsvSource({"50, false", "64, true"})
  void deepObjectsAreTold(int deep, boolean told) throws IOException {
    String body = "<</A ".repeat(deep) + "1" + ">>".repeat(deep);
    Made made = new Made().object(body).table(FREE, " \n", "");
    assertEquals(told, made.notes("object-not-readable"));
  }

  @ParameterizedTest
  @CsvSource({"'', false", "'1 1\n0000000009 00000 n\n', true", "'\n', true"})
  void linesOf19OctetsAreOfOnePartWithTheTrailerBehind(String more, boolean told)
      throws IOException {
    Made made = new Made().object("<<>>");
    String table = "xref\n0 1\n0000000000 65535 f\n" + more + "trailer\n<</Root 1 0 R/Size 2>>\n";
    int start = made.out.length();
    made.out.append(table).append("startxref\n").append(start).append("\n%%EOF\n");
    made.table(FREE, " \n", "/Prev " + start);
    assertEquals(told, made.notes("cross-reference-ambiguous"), made.out::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "<</A .5>>, false",
    "<</A 0000000000000000000000000000000000000000.5>>, true",
    "<</A/X#zz>>, true",
    "<</A(\\501)>>, true",
    "<</A/X#23zz>>, false",
    "<</A/X#00zz>>, true",
    "<</X#00/A>>, true",
    "<</A 2147483647.5>>, false",
    "<</A 2147483648.5>>, true",
    "<</A[1 -4294967366]>>, true",
    "<</A 2147483648>>, true",
    "<</P 4294967292>>, false",
    "<</P 4294967296>>, true",
    "<</A(\\101)>>, false",
  })
  void tokensThatReadersTakeDifferentlyAreTold(String body, boolean told) throws IOException {
    Made made = new Made().object(body).table(FREE, " \n", "");
    assertEquals(told, made.notes("object-read-differently"));
  }

  @ParameterizedTest
  @CsvSource({"'', false", "'\n', false", "'%\n', true", "'+', true"})
  void crossReferenceStreamsBeginWithTheirNumber(String before, boolean told) throws IOException {
    StringBuilder out = new StringBuilder("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
    int start = out.length();
    char own = (char) start;
    out.append(before).append("2 0 obj\n<</Type/XRef/W[1 1 1]/Size 3/Root 1 0 R/Length 9>>\n");
    out.append("stream\n\0\0\377\1\11\0\1").append(own).append("\0\nendstream\nendobj\n");
    out.append("startxref\n").append(start).append("\n%%EOF\n");
    List<Note> notes =
        new RawFile(new RawFileTest.Text(out.toString())).notes(0, out.length(), null);
    boolean found =
        notes.stream().anyMatch(each -> each.code().equals("cross-reference-ambiguous"));
    assertEquals(told, found, notes::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, false",
    "'', false, true",
    "/X 1e5, true, true",
    "/X foo, true, true",
  })
  void linearisedFilesAreReadAsTheySay(String more, boolean hasPages, boolean told)
      throws IOException {
    int length = linearised(0, more).out.length();
    Made made = linearised(length, more);
    Content content =
        new Content() {
          @Override
          public Stream of(long number) {
            return new Stream(0, 0, new byte[0]);
          }

          @Override
          public boolean hasPages(long page, long index, long pages) {
            return hasPages && page == 2 && index == 0 && pages == 1;
          }
        };
    List<Note> notes = made.file().notes(0, length, content);
    Note ambiguous = new Note("cross-reference-ambiguous", "");
    assertEquals(told, notes.contains(ambiguous), notes::toString);
    // By itself, and as the first revision of a longer file.
    made.out.append("%%EOF\n");
    assertEquals(told, made.file().notes(0, length, content).contains(ambiguous));
  }

  private static Made linearised(int length, String more) {
    String first = "<</Linearized 1/L %06d/H[0 0]/O 2/E 0/N 1/T 0%s>>".formatted(length, more);
    return new Made().object(first).table(FREE, " \n", "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatLooksLikeAnObjectIsToldWhereAReaderRepairs(boolean missing) throws IOException {
    Made made = new Made().object("<<>>").object(HIDDEN).table(FREE, " \n", "");
    Content content =
        new Content() {
          @Override
          public Stream of(long number) {
            return new Stream(0, 0, new byte[0]);
          }

          @Override
          public boolean refersToMissing() {
            return missing;
          }
        };
    List<Note> notes = made.file().inside(made.out.length(), content);
    assertEquals(missing ? List.of(new Note("object-twice", "1 0")) : List.of(), notes);
  }

  // PDFium looks for it in the table only; what office programs write has an older section.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theOldestTableListsWhatItsStreamHas(boolean oldest) {
    Map<Long, Entry> entries = Map.of(5L, new Entry(Entry.Kind.USED, 9, 0));
    Section hidden = new Section(0, 0, 7, entries, false, false, Map.of(), null);
    Map<String, Object> trailer = oldest ? Map.of() : Map.of("Prev", 9L);
    assertEquals(oldest, new Section(0, 0, 0, Map.of(), false, false, trailer, hidden).hides());
  }
}
