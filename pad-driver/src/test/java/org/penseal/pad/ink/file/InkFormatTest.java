// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.ink.Dropped;
import org.penseal.pad.ink.InkDocument;

class InkFormatTest {
  private static final Ink.Space SPACE = new Ink.Space(9600, 6000, 1023, 100);

  /** Hover, two strokes, lift between, leaves; counters that do not begin with 1. */
  private static Ink ink() {
    List<PenSample> samples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean touch = i % 20 > 3;
      int pressure = touch ? 500 + i : 0;
      samples.add(
          new PenSample(
              1000 + 31 * i, 2001 + i * i, pressure, true, touch ? 1 : 0, 700 + i * 7L, i + 9, 0));
    }
    samples.add(new PenSample(0, 0, 0, false, 0, 1500, 59, 0));
    return new Ink(SPACE, samples, 2);
  }

  private static InkDocument turning() {
    List<InkDocument.Angles> angles = new ArrayList<>();
    for (int i = 0; i < ink().samples().size(); i++) {
      angles.add(new InkDocument.Angles(7.0 * i, 45 + 0.5 * i));
    }
    return new InkDocument(ink(), angles, Set.of());
  }

  @Test
  void everyFormatSaysExactlyWhatItDrops() throws Exception {
    Map<InkFormat, Set<Dropped>> dropped = new EnumMap<>(InkFormat.class);
    for (InkFormat format : InkFormat.values()) {
      dropped.put(format, format.write(turning()).dropped());
    }
    assertEquals(
        Map.of(
            InkFormat.JSON,
            Set.of(),
            InkFormat.INKML,
            Set.of(Dropped.SEQUENCE, Dropped.LOST_REPORTS),
            InkFormat.CSV,
            Set.of(Dropped.SEQUENCE, Dropped.LOST_REPORTS, Dropped.CLOCK, Dropped.SPACE),
            InkFormat.STI,
            Set.of(
                Dropped.SEQUENCE,
                Dropped.LOST_REPORTS,
                Dropped.CLOCK,
                Dropped.SPACE,
                Dropped.POSITION_ROUNDED)),
        dropped);
  }

  @Test
  void whatIsNotDroppedIsTheSameAgain() throws Exception {
    for (InkFormat format : InkFormat.values()) {
      InkDocument read = format.read(format.write(turning()).bytes(), SPACE);
      assertEquals(SPACE, read.ink().space(), format.name());
      assertEquals(51, read.ink().samples().size(), format.name());
      for (int i = 0; i < 51; i++) {
        PenSample a = ink().samples().get(i);
        PenSample b = read.ink().samples().get(i);
        int tolerance = format == InkFormat.STI ? 1 : 0;
        assertEquals(a.x(), b.x(), tolerance, format.name());
        assertEquals(a.y(), b.y(), tolerance, format.name());
        assertEquals(
            List.of(a.pressure(), a.near(), a.touching(), a.timeMs() - 700),
            List.of(
                b.pressure(),
                b.near(),
                b.touching(),
                b.timeMs() - read.ink().samples().getFirst().timeMs()),
            format.name());
      }
    }
  }

  @Test
  void secondWayThroughAFormatChangesNothing() throws Exception {
    for (InkFormat format : InkFormat.values()) {
      byte[] once = format.write(turning()).bytes();
      byte[] twice = format.write(format.read(once, SPACE)).bytes();
      assertArrayEquals(once, twice, format.name());
    }
  }

  @Test
  void formatIsKnownByItsExtension() {
    assertEquals(Optional.of(InkFormat.INKML), InkFormat.of("/a.b/C.InkML"));
    assertEquals(Optional.of(InkFormat.INKML), InkFormat.of("office.XML"));
    assertEquals(Optional.of(InkFormat.STI), InkFormat.of("x.sti"));
    assertEquals(Optional.empty(), InkFormat.of("x.svg"));
    assertEquals(Optional.empty(), InkFormat.of("json"));
  }
}
