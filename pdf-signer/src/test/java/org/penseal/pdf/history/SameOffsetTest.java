// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Changes;
import org.penseal.pdf.RawPdf;
import org.penseal.pdf.change.RevisionChanges;
import org.penseal.pdf.inputs.DrawingInputs;
import org.penseal.pdf.inputs.ObjectFile;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.revision.Revision;

/**
 * An object that stands where it stood in an earlier revision, and yet is not the same there: each
 * revision is read by itself.
 */
class SameOffsetTest {
  private static final String WIDGET = "<</FT/Tx/T(a)/Subtype/Widget/Rect[0 0 9 9]/P 3 0 R";
  private static final String LOOK = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]";

  private static final String CLOSED = ")/Length 0>>stream\n\nendstream\nendobj\n";

  @TempDir Path folder;

  private final ObjectFile file = new ObjectFile("");
  private final List<Long> ends = new ArrayList<>();

  private SameOffsetTest put(Map<Integer, String> objects) {
    file.put(objects);
    ends.add(file.length());
    return this;
  }

  private SameOffsetTest base(String annotations, Map<Integer, String> more) {
    Map<Integer, String> objects = new HashMap<>(more);
    objects.put(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]>>>>");
    objects.put(2, RawPdf.PAGES);
    objects.put(3, page(annotations));
    return put(objects);
  }

  private static String page(String annotations) {
    return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[" + annotations + "]>>";
  }

  /** What is told of the first revision against the second. */
  private record Told(Set<String> walked, List<String> drawn, Set<Long> missing) {}

  private Told told() throws Exception {
    return told(file.write(folder.resolve("file.pdf")));
  }

  private Told told(Path path) throws Exception {
    try (FileBytes bytes = new FileBytes(path)) {
      RevisionFile revisions = RevisionFile.of(path, bytes, null);
      try (Revision before = revisions.revision(ends.get(0)).orElseThrow();
          Revision after = revisions.revision(ends.get(1)).orElseThrow()) {
        Set<String> walked = new TreeSet<>();
        RevisionChanges.of(before, after, Set.of())
            .changes()
            .forEach(change -> walked.add(change.text()));
        List<String> drawn =
            DrawingInputs.compare(before, after, DrawingInputs.Named.NOTHING).stream()
                .map(Changes.Change::text)
                .toList();
        return new Told(walked, drawn, after.missingSince(before, revisions.raw()));
      }
    }
  }

  @Test
  void nothingIsToldOfAFieldThatStaysAsItIs() throws Exception {
    String look = ObjectFile.stream(LOOK, "0 0 1 1 re f");
    base("10 0 R", Map.of(10, WIDGET + "/AP<</N 11 0 R>>>>", 11, look));
    Told told = put(Map.of(3, page("10 0 R"))).told();
    assertEquals(new Told(Set.of(), List.of(), Set.of()), told);
  }

  // Its string goes on behind the end of the revision; what ends it lies in a stream of the update.
  @Test
  void anAppearanceThatOnlyTheUpdateCloses() throws Exception {
    base("10 0 R", Map.of(10, WIDGET + "/AP<</N 11 0 R>>>>", 11, "<<" + LOOK + "/A (open"));
    Told told = put(Map.of(12, ObjectFile.stream("", CLOSED))).told();
    assertTrue(told.walked.contains("field-look-changed: a"), told::toString);
    assertTrue(told.drawn.contains("drawing-inputs-differ-outside-pages: page 1"), told::toString);
  }

  @Test
  void aPictureOfThePageThatOnlyTheUpdateCloses() throws Exception {
    String page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 13 0 R>>";
    base(
        "",
        Map.of(10, WIDGET + ">>", 11, "<<" + LOOK + "/A (open", 13, "<</XObject<</X 11 0 R>>>>"));
    put(Map.of(3, page)).put(Map.of(12, ObjectFile.stream("", CLOSED)));
    ends.removeFirst();
    Told told = told();
    assertTrue(told.walked.contains("page-content-changed: page 1 Resources"), told::toString);
    assertEquals(List.of("drawing-inputs-differ: page 1"), told.drawn);
  }

  @Test
  void anAppearanceWhoseLengthIsAnotherOneLater() throws Exception {
    String look = "<<" + LOOK + "/Length 12 0 R>>\nstream\n0 0 1 1 re f\nendstream";
    base("10 0 R", Map.of(10, WIDGET + "/AP<</N 11 0 R>>>>", 11, look, 12, "12"));
    Told told = put(Map.of(12, "8")).told();
    assertTrue(told.drawn.contains("drawing-inputs-differ-outside-pages: page 1"), told::toString);
  }

  @Test
  void anAppearanceWhoseLengthIsThereLater() throws Exception {
    String look = "<<" + LOOK + "/Length 12 0 R>>\nstream\n0 0 1 1 re f\nendstream";
    base("10 0 R", Map.of(10, WIDGET + "/AP<</N 11 0 R>>>>", 11, look));
    Told told = put(Map.of(12, "12")).told();
    assertTrue(told.walked.contains("field-look-changed: a"), told::toString);
    assertTrue(told.drawn.contains("drawing-inputs-differ-outside-pages: page 1"), told::toString);
  }

  // At the end of the file the list is a single annotation, to which the field points.
  @Test
  void aListOfPointersThatIsNoneAtTheEnd() throws Exception {
    String hides = WIDGET + "/AA<</U<</S/Hide/T 20 0 R>>>>>>";
    String note = "<</Subtype/Text/Rect[0 0 1 %d]>>";
    base(
        "10 0 R 20 0 R 11 0 R 12 0 R",
        Map.of(10, hides, 11, note.formatted(1), 12, note.formatted(2), 20, "[11 0 R]"));
    Told told = put(Map.of(20, "[12 0 R]")).put(Map.of(20, note.formatted(1))).told();
    assertTrue(told.walked.contains("field-changed: a"), told::toString);
  }

  /** A page whose resources are in an object stream, which begins where object 7 says. */
  private Told packed(String data, String seven, String later) throws Exception {
    StringBuilder out = new StringBuilder("%PDF-1.7\n");
    List<String> objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            RawPdf.PAGES,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources 5 0 R/Contents 4 0 R>>",
            ObjectFile.stream("", "/X Do"),
            "", // in the object stream
            ObjectFile.stream("/Type/ObjStm/N 1/First 7 0 R", data),
            seven);
    StringBuilder rows = new StringBuilder();
    for (int number = 1; number <= objects.size(); number++) {
      rows.append(number == 5 ? row(2, 6) : row(1, out.length()));
      if (number != 5) {
        out.append("%d 0 obj\n%s\nendobj\n".formatted(number, objects.get(number - 1)));
      }
    }
    section(out, "1 7", rows.toString(), "");
    int previous = Integer.parseInt(out.toString().replaceAll("(?s).*startxref\n(\\d+).*", "$1"));
    String first = row(1, out.length());
    out.append("7 0 obj\n" + later + "\nendobj\n");
    section(out, "7 1", first, "/Prev " + previous);
    return told(Files.writeString(folder.resolve("file.pdf"), out, StandardCharsets.ISO_8859_1));
  }

  private void section(StringBuilder out, String index, String rows, String more) {
    String entries = "/Type/XRef/W[1 2 1]/Size 10/Root 1 0 R/Index[" + index + "]" + more;
    int start = out.length();
    out.append("9 0 obj\n" + ObjectFile.stream(entries, rows) + "\nendobj\n");
    out.append("startxref\n" + start + "\n%%EOF\n");
    ends.add((long) out.length());
  }

  private static String row(int kind, int second) {
    return "" + (char) kind + (char) (second >> 8) + (char) (second & 255) + "\0";
  }

  @Test
  void anObjectStreamWhoseFirstObjectBeginsElsewhereLater() throws Exception {
    String data = "5 0 <</XObject<<>>>><</XObject<</X 4 0 R>>>>";
    Told told = packed(data, "4", "20");
    assertTrue(told.walked.contains("page-content-changed: page 1 Resources"), told::toString);
    assertEquals(List.of("drawing-inputs-differ: page 1"), told.drawn);
  }

  @Test
  void aReferenceToNothingThatLeadsToSomethingLater() throws Exception {
    base("10 0 R", Map.of(10, WIDGET + "/AP<</N 11 0 R>>>>"));
    Told told = put(Map.of(11, ObjectFile.stream(LOOK, "0 0 1 1 re f"))).told();
    assertTrue(told.walked.contains("field-look-changed: a"), told::toString);
    assertTrue(told.drawn.contains("drawing-inputs-differ-outside-pages: page 1"), told::toString);
  }
}
