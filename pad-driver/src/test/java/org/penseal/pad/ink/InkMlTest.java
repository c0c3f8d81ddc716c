// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PenSample;

/** What InkML files of others are allowed to do (recommendation of 2011-09-20). */
class InkMlTest {
  private static final Ink.Space SPACE = new Ink.Space(9600, 6000, 1023, 100);

  private static InkDocument resource(String name) throws Exception {
    try (InputStream in = InkMlTest.class.getResourceAsStream("/ink/" + name)) {
      return InkMlReader.document(Objects.requireNonNull(in).readAllBytes(), SPACE);
    }
  }

  private static InkDocument read(String inside) throws PadException.UnreadableFile {
    String xml = "<ink xmlns='http://www.w3.org/2003/InkML'>" + inside + "</ink>";
    return InkMlReader.document(xml.getBytes(StandardCharsets.UTF_8), SPACE);
  }

  private static List<List<Long>> rows(Ink ink) {
    return ink.samples().stream()
        .map(s -> List.of((long) s.x(), (long) s.y(), (long) s.pressure(), s.timeMs(), touch(s)))
        .toList();
  }

  private static long touch(PenSample sample) {
    return sample.leaves() ? -1 : sample.touching() ? 1 : 0;
  }

  @Test
  void tabletFileWithSecondDifferencesAndOffsetsIsRead() throws Exception {
    InkDocument read = resource("tablet-second-differences.inkml");
    // 1000 in a centimetre are 100 in a millimetre; full pressure 32767 is 1023 here.
    assertEquals(
        List.of(
            List.of(1000L, 2000L, 250L, 0L, 1L),
            List.of(1010L, 2020L, 250L, 5L, 1L),
            List.of(1021L, 2038L, 250L, 10L, 1L),
            List.of(1034L, 2056L, 250L, 15L, 1L),
            List.of(1049L, 2074L, 250L, 20L, 1L),
            List.of(1049L, 2074L, 0L, 21L, 0L),
            List.of(2000L, 500L, 31L, 1300L, 1L),
            List.of(2010L, 510L, 31L, 1305L, 1L),
            List.of(2020L, 520L, 31L, 1310L, 1L),
            List.of(2020L, 520L, 0L, 1311L, 0L)),
        rows(read.ink()));
    assertEquals(
        Set.of(Dropped.ANNOTATIONS, Dropped.BRUSHES, Dropped.VIEWS, Dropped.PRESSURE_ROUNDED),
        read.dropped());
  }

  @Test
  void viewIsSaidToBeLeftOut() throws Exception {
    InkDocument read =
        read(
            "<trace xml:id='t'>1 2, 3 4</trace><traceView><traceView traceDataRef='#t'/></traceView>");
    assertTrue(read.dropped().contains(Dropped.VIEWS));
    assertEquals(3, read.ink().samples().size());
  }

  @Test
  void hoverButtonsAnglesAndContinuedTracesAreRead() throws Exception {
    InkDocument read = resource("hover-and-buttons.inkml");
    assertEquals(
        List.of(
            List.of(150L, 5000L, 512L, 0L, 1L),
            List.of(160L, 4950L, 512L, 10L, 1L),
            List.of(170L, 4900L, 512L, 20L, 1L),
            List.of(180L, 4850L, 0L, 30L, 0L),
            List.of(200L, 4800L, 0L, 40L, 0L),
            List.of(0L, 0L, 0L, 90L, -1L)),
        rows(read.ink()));
    assertEquals(1, read.ink().strokes().size());
    assertEquals(new InkDocument.Angles(31, 61), read.angles().get(1));
    assertEquals(Set.of(Dropped.CHANNELS), read.dropped());
  }

  @Test
  void asteriskGoesOnWithValueSpeedAndAcceleration() throws Exception {
    Ink ink = read("<trace>10 10,*'5,20\"1,* *,* *</trace>").ink();
    List<List<Integer>> points =
        ink.strokes().getFirst().samples().stream().map(s -> List.of(s.x(), s.y())).toList();
    assertEquals(
        List.of(
            List.of(10, 10), List.of(10, 15), List.of(20, 21), List.of(20, 28), List.of(20, 36)),
        points);
  }

  @Test
  void mappingOfAUsedChannelIsRefusedAndTheIdentityIsNot() throws Exception {
    String format =
        "<traceFormat><channel name='X'><mapping type='%s'/></channel><channel name='Y'/>"
            + "</traceFormat><trace>1 2</trace>";
    assertEquals(2, read(format.formatted("identity")).ink().samples().size());
    PadException.UnreadableFile e =
        assertThrows(PadException.UnreadableFile.class, () -> read(format.formatted("affine")));
    assertEquals(Why.UNSUPPORTED, e.why);
  }

  @Test
  void inkLargerThanThePadGetsASpaceOfItsOwnOrIsRefused() throws Exception {
    String file =
        "<traceFormat><channel name='X' units='cm'/><channel name='Y' units='cm'/></traceFormat>"
            + "<trace>-1 2,20 3</trace>";
    InkDocument read = read(file);
    // 21 cm wide, and one millimetre at both sides.
    assertEquals(21_200, read.ink().space().maxX());
    assertEquals(100, read.ink().samples().getFirst().x());
    assertEquals(Set.of(Dropped.POSITION_MOVED), read.dropped());
    String xml = "<ink>" + file + "</ink>";
    PadException.UnreadableFile e =
        assertThrows(
            PadException.UnreadableFile.class,
            () -> InkMlReader.read(xml.getBytes(StandardCharsets.UTF_8), SPACE));
    assertEquals(Why.OUTSIDE, e.why);
  }

  @Test
  void nonsenseBetweenTheNumbersIsRefused() {
    for (String trace :
        List.of("1 2 3", "1", "a b", "1 2,3", "#G 1", "1 2 ; 3 4", "1e400 2", "--1 2", "1,,2 3")) {
      assertThrows(
          PadException.UnreadableFile.class, () -> read("<trace>" + trace + "</trace>"), trace);
    }
  }

  @Test
  void documentNestedWithoutEndIsRefused() {
    String deep = "<traceGroup>".repeat(5000) + "</traceGroup>".repeat(5000);
    assertThrows(PadException.UnreadableFile.class, () -> read(deep));
  }

  @Test
  void pressureWithoutAMaximumIsMeasuredByTheGreatestOfAllTraces() throws Exception {
    String format =
        "<traceFormat><channel name='X'/><channel name='Y'/><channel name='F'/></traceFormat>";
    Ink ink = read(format + "<trace>1 2 100,2 2 100</trace><trace>3 2 200,4 2 200</trace>").ink();
    List<Integer> pressures =
        ink.strokes().stream().map(stroke -> stroke.first().pressure()).toList();
    assertEquals(List.of(512, 1023), pressures);
  }

  @Test
  void whatReadingRoundsIsSaid() throws Exception {
    String format =
        "<traceFormat><channel name='X' units='mm'/><channel name='Y' units='mm'/>"
            + "<channel name='F' max='1'/><channel name='T' units='ms'/></traceFormat>";
    assertEquals(Set.of(), read(format + "<trace>1.25 2 1 0,1.5 2 1 7</trace>").dropped());
    assertEquals(
        Set.of(Dropped.POSITION_ROUNDED, Dropped.TIME_ROUNDED, Dropped.PRESSURE_ROUNDED),
        read(format + "<trace>1.2525 2 1 0,1.5 2 2 7.5</trace>").dropped());
  }

  // As office programs write: whole numbers, a physical unit, and a resolution beside them.
  @Test
  void wholeNumbersWithAUnitAndAResolutionAreCountsOfTheDevice() throws Exception {
    String source =
        "<definitions><inkSource xml:id='s'><traceFormat>"
            + "<channel name='X' type='%1$s' units='cm'/><channel name='Y' type='%1$s' units='cm'/>"
            + "</traceFormat><channelProperties>"
            + "<channelProperty channel='X' name='resolution' value='1000' units='1/cm'/>"
            + "<channelProperty channel='Y' name='resolution' value='1000' units='1/cm'/>"
            + "</channelProperties></inkSource></definitions><trace>0 0,%2$s %2$s</trace>";
    assertEquals(40, width(read(source.formatted("integer", "4000"))), 0.1);
    assertEquals(40, width(read(source.formatted("decimal", "4.0"))), 0.1);
  }

  private static double width(InkDocument document) {
    Ink ink = document.ink();
    return (ink.samples().getLast().x() - ink.samples().getFirst().x()) / ink.space().unitsPerMm();
  }

  @Test
  void resolutionThatNoDigitizerHasGivesNoSpaceOfThatResolution() throws Exception {
    String fine =
        "<traceFormat><channel name='X' units='mm' min='0' max='9000'/>"
            + "<channel name='Y' units='mm' min='0' max='9000'/></traceFormat>";
    String xml = fine.replace("units='mm'", "units='ns'") + "<trace>1 2,3 4</trace>";
    assertEquals(SPACE.unitsPerMm(), read(xml).ink().space().unitsPerMm());
  }

  @Test
  @Timeout(600)
  void manyTracesAreReadInTimeAndMoreElementsThanRoomAreRefused() throws Exception {
    String trace = "<trace>1 2,3 4</trace>";
    assertEquals(50_000, read(trace.repeat(50_000)).ink().strokes().size());
    PadException.UnreadableFile e =
        assertThrows(PadException.UnreadableFile.class, () -> read("<a/>".repeat(1_000_000)));
    assertEquals(Why.TOO_LARGE, e.why);
  }

  @Test
  void documentTypesAndDeepNestingAreRefusedAndNothingIsFetched() {
    String bomb =
        "<!DOCTYPE ink [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
            + "<ink><trace>1 2 &a; &b;</trace></ink>";
    String deep = "<ink>" + "<traceGroup>".repeat(100) + "</traceGroup>".repeat(100) + "</ink>";
    String entity = "<ink><trace>&unknown;</trace></ink>";
    String cut = "<ink><trace>1 2, 3 4";
    String empty = "";
    for (String each : List.of(bomb, deep, entity, cut, empty)) {
      PadException.UnreadableFile refused =
          assertThrows(
              PadException.UnreadableFile.class,
              () -> InkMlReader.document(each.getBytes(StandardCharsets.UTF_8), SPACE),
              each);
      assertEquals(each.equals(deep) ? Why.TOO_LARGE : Why.FORMAT, refused.why);
      assertNull(refused.getCause(), "a cause would quote the ink");
    }
  }
}
