// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.penseal.identity.ocr.ReadNumber;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.CardScan;
import org.penseal.liveness.model.ModelFiles;

/**
 * Rates over drawn and distorted cards (docs/id-cards.md): {@code CardRates COUNT [FOLDER]}. Even
 * pictures are for setting thresholds, odd ones for reporting; one line for each with what was
 * measured, then the sums. Into the folder go the pictures that failed.
 */
public final class CardRates {
  static final int SEED = 20_260;

  private CardRates() {}

  /** Counts of one half. */
  static final class Tally {
    int pictures;
    int usable;
    int refused;
    int fits;
    int right;
    int wrongButFits;

    void count(String outcome) {
      pictures++;
      switch (outcome) {
        case "right" -> {
          usable++;
          fits++;
          right++;
        }
        case "fits-but-wrong" -> {
          usable++;
          fits++;
          wrongButFits++;
        }
        case "does-not-fit" -> usable++;
        default -> refused++;
      }
    }

    @Override
    public String toString() {
      return "pictures %d, taken %d, refused %d; of those taken: number right %d, fits but wrong %d"
          .formatted(pictures, usable, refused, right, wrongButFits);
    }
  }

  /**
   * What became of one picture.
   *
   * @param word right, fits-but-wrong, does-not-fit, or why it was refused
   * @param measures what was measured
   */
  record Outcome(String word, String measures) {}

  static Outcome outcome(CardScan scan, Frame photo, String number) throws LivenessException {
    try {
      CardPicture card = scan.card(photo);
      if (card.side() != CardPicture.Side.PORTRAIT) {
        return new Outcome("OTHER_SIDE", card.measures().toString());
      }
      ReadNumber read = scan.number(card, LocalDate.of(2026, 1, 1));
      String word = read.text().equals(number) ? "right" : "fits-but-wrong";
      return new Outcome(read.fits() ? word : "does-not-fit", card.measures().toString());
    } catch (LivenessException.CardUnfit e) {
      return new Outcome(e.why().name(), String.valueOf(e.getMessage()));
    } catch (LivenessException.TooSmall e) {
      return new Outcome("TOO_SMALL", String.valueOf(e.getMessage()));
    }
  }

  public static void main(String[] arguments) throws Exception {
    CardThresholds thresholds =
        arguments.length > 2 && arguments[2].equals("open")
            ? new CardThresholds(0, 0, 1)
            : CardThresholds.usual();
    Tally[] halves = {new Tally(), new Tally()};
    try (CardScan scan = new CardScan(ModelFiles.bundled(), thresholds)) {
      for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
        Random random = new Random(SEED + i);
        SpecimenCard.Drawn card = SpecimenCard.front(random);
        CardPhoto conditions = CardPhoto.any(random);
        Frame photo = conditions.take(card, random);
        Outcome outcome = outcome(scan, photo, card.number());
        halves[i % 2].count(outcome.word());
        System.out.println(
            "%d %s width %.0f turn %.0f blur %.1f glare %s | %s"
                .formatted(
                    i,
                    outcome.word(),
                    conditions.widthPx(),
                    conditions.turnDegrees(),
                    conditions.blurPx(),
                    conditions.glare(),
                    outcome.measures()));
        if (arguments.length > 1 && !outcome.word().equals("right")) {
          java.nio.file.Files.write(
              java.nio.file.Path.of(
                  arguments[1],
                  "card-%03d-%s.jpg".formatted(i, outcome.word().toLowerCase(Locale.ROOT))),
              Stills.jpeg(photo, 90));
        }
      }
    }
    System.out.println("even (set): " + halves[0]);
    System.out.println("odd (reported): " + halves[1]);
  }
}
