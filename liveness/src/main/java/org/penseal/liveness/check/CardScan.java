// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.penseal.identity.IdentityException;
import org.penseal.identity.ocr.GreyPicture;
import org.penseal.identity.ocr.NumberReader;
import org.penseal.identity.ocr.ReadNumber;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CardUnfit;
import org.penseal.liveness.LivenessException.CardUnfit.Why;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.Vision;
import org.penseal.liveness.vision.card.CardFinder;
import org.penseal.liveness.vision.card.CardPicture;
import org.penseal.liveness.vision.card.CardThresholds;
import org.penseal.liveness.vision.card.NumberLine;

/**
 * Takes portrait and number from a picture of an ID card. The number is a proposal: a person
 * corrects it before it is used. One thread at a time; who opens it closes it.
 */
public final class CardScan implements AutoCloseable {
  private final Vision vision;
  private final CardFinder finder;
  private final NumberReader reader;

  /**
   * What a picture of the portrait's side gives.
   *
   * @param card the card
   * @param portrait the portrait on it
   * @param number what was read
   */
  public record Scanned(CardPicture card, Frame portrait, ReadNumber number) {
    /** Nothing of it: it is personal data. */
    @Override
    public String toString() {
      return "Scanned";
    }
  }

  /** Opens the networks and the recogniser. */
  public CardScan(ModelFiles models, CardThresholds thresholds)
      throws LivenessException, IdentityException.OcrUnavailable {
    vision = new Vision(models);
    finder = new CardFinder(vision, thresholds);
    try {
      reader = new NumberReader();
    } catch (IdentityException.OcrUnavailable e) {
      vision.close();
      throw e;
    }
  }

  /**
   * The card of a picture, either side.
   *
   * @throws CardUnfit when there is none that could be used; see {@link CardFinder#find}
   */
  public CardPicture card(Frame picture) throws LivenessException {
    return finder.find(picture);
  }

  /**
   * Portrait and number of a picture.
   *
   * @param today no birth date after it fits
   * @throws CardUnfit when there is no card with them that could be used
   * @throws LivenessException.TooSmall when the portrait's eyes are less than 25 px apart
   */
  public Scanned scan(Frame picture, LocalDate today) throws LivenessException {
    CardPicture card = card(picture);
    Frame portrait = card.portrait().orElseThrow(() -> new CardUnfit(Why.OTHER_SIDE, 0, 0));
    return new Scanned(card, portrait, number(card, today));
  }

  /**
   * The number of a card that was found.
   *
   * @throws CardUnfit when it shows the other side
   */
  public ReadNumber number(CardPicture card, LocalDate today) throws LivenessException {
    Frame line = card.numberLine().orElseThrow(() -> new CardUnfit(Why.OTHER_SIDE, 0, 0));
    List<GreyPicture> forms = new ArrayList<>();
    for (NumberLine form : NumberLine.of(line)) {
      forms.add(new GreyPicture(form.width(), form.height(), form.grey()));
    }
    return reader.read(forms, today);
  }

  @Override
  public void close() {
    vision.close();
    reader.close();
  }
}
