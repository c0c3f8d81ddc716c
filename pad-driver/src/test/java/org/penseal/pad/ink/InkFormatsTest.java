// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;

class InkFormatsTest {
  private static final Ink.Space SPACE = new Ink.Space(9600, 6000, 1023, 100);

  private static Ink ink() {
    List<PenSample> samples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean touch = i % 20 > 3;
      samples.add(
          new PenSample(
              1000 + 31 * i,
              2000 + i * i,
              touch ? 500 + i : 0,
              true,
              touch ? 1 : 0,
              70_000 + i * 7L,
              i + 1,
              0));
    }
    samples.add(new PenSample(0, 0, 0, false, 0, 70_500, 51, 0));
    return new Ink(SPACE, samples, 2);
  }

  @Test
  void nativeTraceIsTheSameInkAndTheSameBytesAgain() throws Exception {
    byte[] json = InkJson.write(ink());
    assertEquals(ink(), InkJson.read(json));
    assertArrayEquals(json, InkJson.write(InkJson.read(json)));
    String text = new String(json, StandardCharsets.UTF_8);
    assertTrue(text.startsWith("{\"format\":\"penseal-ink/1\",\n\"space\":{\"maxX\":9600"));
  }

  @Test
  void nativeTraceOutOfRangeIsRefusedWithoutQuotingIt() {
    for (String json :
        List.of(
            "",
            "[]",
            "{\"format\":\"other\"}",
            "{\"format\":\"penseal-ink/1\"}",
            head() + "[[1,2,3]]}",
            head() + "[[1,2,3,1,1,5,\"x\"]]}",
            head() + "[[70000,2,3,1,1,5,1]]}")) {
      PadException.UnreadableFile e =
          assertThrows(
              PadException.UnreadableFile.class,
              () -> InkJson.read(json.getBytes(StandardCharsets.UTF_8)),
              json);
      assertEquals("unreadable penseal-ink/1: FORMAT", e.getMessage());
    }
  }

  private static String head() {
    return "{\"format\":\"penseal-ink/1\",\"space\":{\"maxX\":1,\"maxY\":1,\"maxPressure\":1,"
        + "\"unitsPerMm\":1},\"lost\":0,\"samples\":";
  }

  @Test
  void digestIsSm3OverTheReports() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
    // A report of a real STU-430V; its SM3 by: printf '\x34\x92…' | openssl dgst -sm3
    PenSample sample = new PenSample(5339, 3528, 612, true, 1, 3513, 1, 0);
    assertEquals(
        "7156897fa7a91dc4e5c929a0eac2474e68653fa9b2ac0ab5690e262c725820fe",
        HexFormat.of().formatHex(InkDigest.sm3(new Ink(SPACE, List.of(sample), 0))));
  }

  @Test
  void tableKeepsEveryPoint() throws Exception {
    Ink read = InkCsv.read(InkCsv.write(ink()), SPACE);
    assertEquals(51, read.samples().size());
    assertTrue(read.samples().getLast().leaves());
    for (int i = 0; i < 50; i++) {
      PenSample a = ink().samples().get(i);
      PenSample b = read.samples().get(i);
      assertEquals(
          List.of(a.x(), a.y(), a.pressure(), a.touching(), a.timeMs() - 70_000),
          List.of(b.x(), b.y(), b.pressure(), b.touching(), b.timeMs()));
    }
  }

  @Test
  void tableMayHaveMoreColumnsInAnyOrder() throws Exception {
    String text = "touch,x,y,azimuth,pressure,elevation,t_ms\r\n1,100,200,10,0.5,60,1000\r\n";
    PenSample sample = InkCsv.read(text, SPACE).samples().getFirst();
    assertEquals(new PenSample(100, 200, 512, true, 1, 0, 1, 0), sample);
  }

  @Test
  void tableWithoutItsColumnsOrOutsideIsRefused() {
    for (String text :
        List.of(
            "",
            "a,b\n1,2\n",
            "t_ms,x,y,pressure,touch\n0,1,x,0,0\n",
            "t_ms,x,y,pressure,touch\n0,99999,1,0,0\n",
            "t_ms,x,y,pressure,touch\n0,-5,1,0,0\n")) {
      assertThrows(PadException.UnreadableFile.class, () -> InkCsv.read(text, SPACE), text);
    }
  }

  @Test
  void universalInkExportIsMovedIntoTheSpace() throws Exception {
    // Own numbers in the columns of such an export: two strokes, seconds within a stroke.
    StringBuilder text =
        new StringBuilder(
            "idx,SPLINE_X,SPLINE_Y,SENSOR_TIMESTAMP,SENSOR_PRESSURE,SENSOR_ALTITUDE,SENSOR_AZIMUTH\n");
    for (int stroke = 0; stroke < 2; stroke++) {
      for (int i = 0; i < 10; i++) {
        text.append(
            "%d,%d,%d,%.3f,0.5,0.6,0.7\n"
                .formatted(
                    stroke, 300 + 96 * stroke + i, 200 + i, 1e12 + 2000 * stroke + i * 0.005));
      }
    }
    Ink ink = InkCsv.read(text.toString(), SPACE);
    List<Stroke> strokes = ink.strokes();
    assertEquals(2, strokes.size());
    assertEquals(45, strokes.getFirst().durationMs());
    assertEquals(2000, strokes.getLast().first().timeMs());
    // One inch apart.
    assertEquals(2540, strokes.getLast().first().x() - strokes.getFirst().first().x(), 1);
  }

  @Test
  void inkMlKeepsEveryReportWithTimeAndPressure() throws Exception {
    Ink read = InkMlReader.read(InkMlWriter.write(ink()), SPACE);
    assertEquals(new Ink(SPACE, ink().samples(), 0), read);
  }

  @Test
  void inkMlWithDifferencesAndWithoutTimeIsRead() throws Exception {
    // Section 3.2.1 of the recommendation: explicit, then first, then second differences.
    String xml =
        "<ink xmlns='http://www.w3.org/2003/InkML'><traceFormat><channel name='X'/>"
            + "<channel name='Y'/></traceFormat>"
            + "<trace timeOffset='50'>1125 18432,'23'43,\"7\"-8,3-5,7 -3</trace></ink>";
    Ink ink =
        InkMlReader.read(xml.getBytes(StandardCharsets.UTF_8), new Ink.Space(20000, 20000, 255, 1));
    List<List<Integer>> points =
        ink.strokes().getFirst().samples().stream().map(s -> List.of(s.x(), s.y())).toList();
    // The worked example of that section.
    assertEquals(
        List.of(
            List.of(1125, 18432),
            List.of(1148, 18475),
            List.of(1178, 18510),
            List.of(1211, 18540),
            List.of(1251, 18567)),
        points);
    assertEquals(0, ink.samples().getFirst().timeMs());
  }

  @Test
  void inkMlThatBringsItsOwnEntitiesIsRefused() {
    String xml = "<!DOCTYPE ink [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><ink>&a;</ink>";
    assertThrows(
        PadException.UnreadableFile.class,
        () -> InkMlReader.read(xml.getBytes(StandardCharsets.UTF_8), SPACE));
  }

  @Test
  void nativeTraceSaysWhereASpaceBeginsAndThatTheHostCountedOnlyWhenItIsSo() throws Exception {
    Ink.Space topaz = new Ink.Space(400, 350, 2400, 950, 1023, 16.1417, Ink.Counters.HOST);
    Ink ink = new Ink(topaz, List.of(new PenSample(500, 400, 7, true, 1, 0, 1, 0)), 0);
    String json = new String(InkJson.write(ink), StandardCharsets.UTF_8);
    assertTrue(json.contains("{\"minX\":400,\"minY\":350,\"maxX\":2400"), json);
    assertTrue(json.contains("\"unitsPerMm\":16.1417,\"counters\":\"host\"}"), json);
    assertEquals(ink, InkJson.read(json.getBytes(StandardCharsets.UTF_8)));
    String plain =
        new String(InkJson.write(new Ink(SPACE, ink.samples(), 0)), StandardCharsets.UTF_8);
    assertFalse(plain.contains("minX") || plain.contains("counters"), plain);
    String wrong = json.replace("\"host\"", "\"nobody\"");
    assertThrows(
        PadException.UnreadableFile.class,
        () -> InkJson.read(wrong.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nativeTraceOfASpaceThatNoPadHasIsRefused() {
    String trace =
        "{\"format\":\"penseal-ink/1\",\"space\":{\"maxX\":%s,\"maxY\":6000,"
            + "\"maxPressure\":1023,\"unitsPerMm\":%s},\"lost\":0,"
            + "\"samples\":[[1,2,3,1,1,%s,1]]}";
    for (String wrong :
        List.of(
            trace.formatted("2147483647", "100", "0"),
            trace.formatted("9600", "1e-9", "0"),
            trace.formatted("9600", "1e308", "0"),
            trace.formatted("9600", "\"100\"", "0"),
            trace.formatted("9600", "100", "9223372036854775807"))) {
      byte[] bytes = wrong.getBytes(StandardCharsets.UTF_8);
      assertThrows(PadException.UnreadableFile.class, () -> InkJson.document(bytes), wrong);
    }
  }
}
