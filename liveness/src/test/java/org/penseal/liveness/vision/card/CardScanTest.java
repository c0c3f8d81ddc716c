// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CardUnfit;
import org.penseal.liveness.LivenessException.TooSmall;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.check.CardScan;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.Vision;

/** Drawn cards, photographed by software; no picture of a real card exists here. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CardScanTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private CardScan scan;

  @BeforeAll
  void open() throws Exception {
    scan = new CardScan(ModelFiles.bundled(), CardThresholds.usual());
  }

  @AfterAll
  void close() {
    scan.close();
  }

  private static Frame front(CardPhoto conditions) throws LivenessException {
    Random random = new Random(7);
    return conditions.take(SpecimenCard.front(random), random);
  }

  private CardUnfit.Why refused(Frame picture) {
    return assertThrows(CardUnfit.class, () -> scan.scan(picture, TODAY)).why();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 45, 90, 135, 180, 225, 270, 315})
  void portraitAndNumberAreTakenWhicheverWayTheCardLies(int turn) throws Exception {
    Random random = new Random(turn);
    SpecimenCard.Drawn card = SpecimenCard.front(random);
    Frame photo = CardPhoto.plain(turn).take(card, random);
    CardScan.Scanned scanned = scan.scan(photo, TODAY);
    assertEquals(card.number(), scanned.number().text());
    assertTrue(scanned.number().fits());
    assertFalse(scanned.toString().contains(card.number()));
    try (Vision vision = new Vision(ModelFiles.bundled())) {
      Face face = vision.onlyFace(scanned.portrait());
      assertTrue(Math.abs(face.pose().roll()) < 10, "upright");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void mirroredCardIsRefusedOnBothSides(int turn) throws Exception {
    CardPhoto mirrored = CardPhoto.plain(turn).asMirrored();
    assertEquals(CardUnfit.Why.MIRRORED, refused(front(mirrored)));
    assertEquals(
        CardUnfit.Why.MIRRORED, refused(mirrored.take(SpecimenCard.back(), new Random(turn))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 180, 260})
  void sideOfTheEmblemIsToldAndHasNoNumber(int turn) throws Exception {
    Frame photo = CardPhoto.plain(turn).take(SpecimenCard.back(), new Random(turn));
    CardPicture card = scan.card(photo);
    assertEquals(CardPicture.Side.EMBLEM, card.side());
    assertTrue(card.portrait().isEmpty());
    // Upright: the red of the emblem is in the upper left.
    byte[] bgr = card.sheet().bgr();
    int at = 3 * (14 * 12 * card.sheet().width() + 13 * 12);
    assertTrue((bgr[at + 2] & 0xFF) > 2 * (bgr[at] & 0xFF), "red");
    assertEquals(CardUnfit.Why.OTHER_SIDE, refused(photo));
  }

  @Test
  void portraitWithEyesCloserThan25PixelsIsRefused() throws Exception {
    TooSmall e =
        assertThrows(TooSmall.class, () -> scan.scan(front(CardPhoto.plain(10).sized(200)), TODAY));
    assertEquals(25, e.neededPx());
    assertTrue(e.eyeDistancePx() < 25 && e.eyeDistancePx() > 10, e.getMessage());
  }

  @Test
  void blurIsRefused() throws Exception {
    assertEquals(
        CardUnfit.Why.BLURRED, refused(front(CardPhoto.plain(10).sized(440).blurred(2.6))));
  }

  @Test
  void glareIsRefused() throws Exception {
    assertEquals(CardUnfit.Why.GLARE, refused(front(CardPhoto.plain(10).withGlare())));
  }

  @Test
  void pictureWithoutACardIsRefused() throws Exception {
    assertEquals(CardUnfit.Why.NOT_FOUND, refused(Portraits.grey()));
    assertEquals(CardUnfit.Why.NOT_WHOLE, refused(Portraits.astronaut()));
    assertEquals(CardUnfit.Why.NOT_WHOLE, refused(Portraits.twoPeople()));
    // A face where a card has one, in a picture of a card's shape, but nothing written below it.
    Frame face =
        Portraits.within(Portraits.part(Portraits.astronaut(), 110, 0, 240, 240), 700, 442);
    Frame beside = Portraits.beside(Portraits.within(Portraits.grey(), 380, 442), face);
    Frame shaped = Portraits.part(beside, 330, 0, 700, 442);
    assertEquals(CardUnfit.Why.NOT_WHOLE, refused(shaped));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void cardThatIsCutOffIsToldFromNone(int turn) throws Exception {
    Frame whole = front(CardPhoto.plain(turn).sized(820));
    int width = whole.width();
    int height = whole.height();
    // The part that has the portrait, whichever way it lies, and not the rest of the card.
    Frame part =
        switch (turn) {
          case 0 -> Portraits.part(whole, width / 2, 0, width / 2, height);
          case 90 -> Portraits.part(whole, 0, height / 2, width, height / 2);
          case 180 -> Portraits.part(whole, 0, 0, width / 2, height);
          default -> Portraits.part(whole, 0, 0, width, height / 2);
        };
    assertEquals(CardUnfit.Why.NOT_WHOLE, refused(part));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1x1", "1x3000", "3000x1", "2x2"})
  void pictureOfHardlyAPixelIsRefused(String size) {
    String[] sides = size.split("x");
    int width = Integer.parseInt(sides[0]);
    int height = Integer.parseInt(sides[1]);
    Frame strip = new Frame(width, height, new byte[3 * width * height], Duration.ZERO, false);
    assertEquals(CardUnfit.Why.NOT_FOUND, refused(strip));
  }

  /** The rates of docs/id-cards.md on a few of the same pictures, none of which set a threshold. */
  @Test
  void noWrongNumberFitsAndMostAreRead() throws Exception {
    CardRates.Tally tally = new CardRates.Tally();
    for (int i = 1; i < 40; i += 2) {
      Random random = new Random(CardRates.SEED + i);
      SpecimenCard.Drawn card = SpecimenCard.front(random);
      Frame photo = CardPhoto.any(random).take(card, random);
      tally.count(CardRates.outcome(scan, photo, card.number()).word());
    }
    assertEquals(0, tally.wrongButFits);
    assertTrue(tally.right >= 0.9 * tally.usable && tally.usable >= 12, tally.toString());
  }
}
