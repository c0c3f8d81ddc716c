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
import org.penseal.liveness.model.Models;

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

  static String outcome(CardScan scan, Frame photo, String number) throws LivenessException {
    try {
      CardScan.Scanned scanned = scan.scan(photo, LocalDate.of(2026, 1, 1));
      ReadNumber read = scanned.number();
      if (!read.fits()) {
        return "does-not-fit";
      }
      return read.text().equals(number) ? "right" : "fits-but-wrong";
    } catch (LivenessException.CardUnfit e) {
      return e.why().name();
    } catch (LivenessException.TooSmall e) {
      return "TOO_SMALL";
    }
  }

  public static void main(String[] arguments) throws Exception {
    CardThresholds thresholds =
        arguments.length > 2 && arguments[2].equals("open")
            ? new CardThresholds(0, 0, 1)
            : CardThresholds.usual();
    Tally[] halves = {new Tally(), new Tally()};
    try (CardScan scan = new CardScan(Models.bundled(), thresholds)) {
      for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
        Random random = new Random(SEED + i);
        SpecimenCard.Drawn card = SpecimenCard.front(random);
        CardPhoto conditions = CardPhoto.any(random);
        Frame photo = conditions.take(card, random);
        String outcome = outcome(scan, photo, card.number());
        halves[i % 2].count(outcome);
        String measures = "";
        try {
          measures = scan.card(photo).measures().toString();
        } catch (LivenessException e) {
          measures = String.valueOf(e.getMessage());
        }
        System.out.println(
            "%d %s width %.0f turn %.0f blur %.1f glare %s | %s"
                .formatted(
                    i,
                    outcome,
                    conditions.widthPx(),
                    conditions.turnDegrees(),
                    conditions.blurPx(),
                    conditions.glare(),
                    measures));
        if (arguments.length > 1 && !outcome.equals("right")) {
          java.nio.file.Files.write(
              java.nio.file.Path.of(
                  arguments[1], "card-%03d-%s.jpg".formatted(i, outcome.toLowerCase(Locale.ROOT))),
              Stills.jpeg(photo, 90));
        }
      }
    }
    System.out.println("even (set): " + halves[0]);
    System.out.println("odd (reported): " + halves[1]);
  }
}
