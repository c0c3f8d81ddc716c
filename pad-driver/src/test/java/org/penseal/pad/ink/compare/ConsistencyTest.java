// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.simulator.hand.Handwriting;

/** Orders of synthetic writings; says nothing of the error rates with people. */
@Tag("slow")
class ConsistencyTest {
  private static final PadModel MODEL = PadCatalog.load().byId("penseal-ref").orElseThrow();
  private static final List<String> NAMES = List.of("张伟", "李娜", "王秀英", "李伟", "Ada Lovelace");
  private static final int WRITINGS = 6;

  private static Movement movement(String name, int seed) throws PadException {
    return Movement.of(Handwriting.write(name, MODEL, 1000 + seed));
  }

  /** Another writing of the name at less than half the speed, as somebody traces it. */
  private static Movement traced(String name, int seed) throws PadException {
    Ink ink = Handwriting.write(name, MODEL, 2000 + seed);
    List<PenSample> slow = new ArrayList<>();
    for (PenSample s : ink.samples()) {
      slow.add(
          new PenSample(
              s.x(),
              s.y(),
              s.pressure(),
              s.near(),
              s.buttons(),
              s.timeMs() * 11 / 5,
              s.sequence(),
              0));
    }
    return Movement.of(new Ink(ink.space(), slow, 0));
  }

  @Test
  void ownWritingIsCloserThanAnyOtherNameAndAnyTracing() throws Exception {
    Warping warping = new Warping();
    for (int count : new int[] {1, 3, 5}) {
      double worstOwn = 0;
      double bestOther = Double.MAX_VALUE;
      double bestTraced = Double.MAX_VALUE;
      for (String name : NAMES) {
        List<Movement> references = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          references.add(movement(name, i));
        }
        Movement own = movement(name, WRITINGS);
        worstOwn = Math.max(worstOwn, Consistency.of(references, own, warping).indicator());
        Movement slow = traced(name, 1);
        bestTraced = Math.min(bestTraced, Consistency.of(references, slow, warping).indicator());
        for (String other : NAMES) {
          if (!other.equals(name)) {
            Consistency found = Consistency.of(references, movement(other, 2), warping);
            bestOther = Math.min(bestOther, found.indicator());
          }
        }
      }
      String numbers = count + ": " + worstOwn + " " + bestOther + " " + bestTraced;
      assertTrue(bestOther > 1.3 * worstOwn, numbers);
      assertTrue(bestTraced > 1.3 * worstOwn, numbers);
    }
  }

  @Test
  void sameWritingHasDistanceNothingWhereverAndHoweverLargeItIs() throws Exception {
    Ink ink = Handwriting.write("李娜", MODEL, 1);
    List<PenSample> half = new ArrayList<>();
    for (PenSample s : ink.samples()) {
      half.add(
          new PenSample(
              s.x() / 2 + 500,
              s.y() / 2 + 7,
              s.pressure(),
              s.near(),
              s.buttons(),
              s.timeMs(),
              1,
              0));
    }
    Movement a = Movement.of(ink);
    assertEquals(0, Consistency.of(List.of(a), a, new Warping()).indicator());
    Movement b = Movement.of(new Ink(ink.space(), half, 0));
    assertEquals(0, Consistency.of(List.of(a), b, new Warping()).indicator(), 0.05);
  }

  @Test
  void warpingIsThatOfTheWholeTableWithItsWay() throws Exception {
    Movement a = movement("王秀英", 1);
    Movement b = movement("李伟", 2);
    assertEquals(plain(a, b), new Warping().distance(a, b), 1e-4);
    assertEquals(
        new Warping().distance(a, b), new Warping().distance(b, a), 1e-3, "whichever comes first");
  }

  /** The same with a table of doubles, way and all. */
  private static double plain(Movement a, Movement b) {
    double[][] total = new double[a.points()][b.points()];
    int[][] length = new int[a.points()][b.points()];
    for (int i = 0; i < a.points(); i++) {
      for (int j = 0; j < b.points(); j++) {
        double squares = 0;
        for (int f = 0; f < Movement.FEATURES; f++) {
          double d = a.feature(f)[i] - b.feature(f)[j];
          squares += d * d;
        }
        double best = i == 0 && j == 0 ? 0 : Double.MAX_VALUE;
        int way = 0;
        int[][] from = {{i - 1, j - 1}, {i - 1, j}, {i, j - 1}};
        for (int[] f : from) {
          if (f[0] >= 0 && f[1] >= 0 && total[f[0]][f[1]] < best) {
            best = total[f[0]][f[1]];
            way = length[f[0]][f[1]];
          }
        }
        total[i][j] = best + Math.sqrt(squares);
        length[i][j] = way + 1;
      }
    }
    int i = a.points() - 1;
    int j = b.points() - 1;
    return total[i][j] / length[i][j];
  }

  @Test
  void tooLittleInkIsSaid() {
    Ink nothing = new Ink(MODEL.space(), List.of(), 0);
    assertThrows(PadException.TooLittleInk.class, () -> Movement.of(nothing));
    Ink dot = new Ink(MODEL.space(), List.of(new PenSample(1, 1, 9, true, 1, 0, 1, 0)), 0);
    PadException.TooLittleInk e =
        assertThrows(PadException.TooLittleInk.class, () -> Movement.of(dot));
    assertTrue(e.points < e.needed);
  }

  @Test
  void penThatIsHeldStillIsNoWritingToCompare() {
    List<PenSample> still = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      still.add(new PenSample(700, 800, 300 + i, true, 1, 10L * i, i + 1, 0));
    }
    Ink ink = new Ink(new Ink.Space(9600, 6000, 1023, 100), still, 0);
    assertThrows(PadException.TooLittleInk.class, () -> Movement.of(ink));
  }

  @Test
  void hoursOfInkAreComparedOnACoarserGrid() throws Exception {
    List<PenSample> long1 = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 50_000; i++) {
      long1.add(new PenSample(random.nextInt(9600), 5, 9, true, 1, i * 7L, i + 1, 0));
    }
    assertEquals(2000, Movement.of(new Ink(MODEL.space(), long1, 0)).points());
  }

  @Test
  void ratesCrossWhereTheyShould() {
    Rates apart = Rates.of(new double[] {1, 2, 3}, new double[] {4, 5});
    assertEquals(0, apart.eer());
    assertEquals(3, apart.threshold());
    assertEquals(0, apart.points().getFirst().falseRefused());
    // One of four of each kind is on the wrong side.
    Rates mixed = Rates.of(new double[] {1, 2, 3, 8}, new double[] {2.5, 6, 7, 9});
    assertEquals(0.25, mixed.eer(), 1e-9);
    assertEquals(0.5, mixed.points().getFirst().falseRefused());
    // The same on both sides is a coin.
    assertEquals(0.5, Rates.of(new double[] {1, 2}, new double[] {1, 2}).eer(), 1e-9);
    assertTrue(Double.isNaN(Rates.of(new double[0], new double[] {1}).eer()));
  }
}
