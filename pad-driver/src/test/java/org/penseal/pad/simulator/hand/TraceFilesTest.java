// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.hand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.ink.InkCsv;
import org.penseal.pad.ink.InkJson;

@Tag("slow")
class TraceFilesTest {
  private static final Path FOLDER = Path.of("..", "testdata", "ink");
  private static final PadModel MODEL = PadCatalog.load().byId("penseal-ref").orElseThrow();

  @Test
  void committedFilesAreWhatTheGeneratorMakes() throws Exception {
    Map<String, byte[]> made = TraceFiles.all();
    for (Map.Entry<String, byte[]> file : made.entrySet()) {
      assertArrayEquals(
          file.getValue(), Files.readAllBytes(FOLDER.resolve(file.getKey())), file.getKey());
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          new TreeSet<>(made.keySet()),
          files
              .map(f -> f.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void everyStrokeStaysInsideTheInkArea() {
    PadLayout layout = MODEL.layout();
    for (String name : new String[] {"张伟", "李娜", "王秀英", "李伟", "Ada Lovelace"}) {
      for (long seed = 1; seed < 30; seed++) {
        for (Stroke stroke : Handwriting.write(name, MODEL, seed).strokes()) {
          for (PenSample s : stroke.samples()) {
            assertTrue(layout.inside(layout.ink(), s), name + " leaves the ink area");
          }
        }
      }
    }
  }

  @Test
  void nameHasItsStrokesAndAPersonsSpeed() {
    Ink ink = Handwriting.write("张伟", MODEL, 7);
    // 张 has seven strokes, 伟 six.
    assertEquals(13, ink.strokes().size());
    assertTrue(ink.durationMs() > 2000 && ink.durationMs() < 8000, "duration of a person");
    assertTrue(ink.samples().getLast().leaves());
  }

  @Test
  void anotherSeedIsAnotherWriting() {
    assertEquals(Handwriting.write("李娜", MODEL, 3), Handwriting.write("李娜", MODEL, 3));
    assertNotEquals(Handwriting.write("李娜", MODEL, 3), Handwriting.write("李娜", MODEL, 4));
  }

  @Test
  void tableAndNativeTraceTellTheSame() throws Exception {
    Ink json = InkJson.read(Files.readAllBytes(FOLDER.resolve("li-na-1.json")));
    String text = Files.readString(FOLDER.resolve("li-na-1.csv"), StandardCharsets.UTF_8);
    Ink csv = InkCsv.read(text, MODEL.space());
    assertEquals(json.strokes(), csv.strokes());
  }
}
