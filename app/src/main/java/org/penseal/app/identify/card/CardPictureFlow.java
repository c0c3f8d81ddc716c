// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify.card;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.penseal.identity.IdentityException;
import org.penseal.identity.ocr.ReadNumber;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.CardScan;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.card.CardThresholds;

/** Takes portrait and number from a picture of the card. */
public final class CardPictureFlow {
  private CardPictureFlow() {}

  /**
   * What a picture gave.
   *
   * @param portrait PNG
   * @param number a proposal, to be corrected by a person
   */
  @SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
  public record Pictured(byte[] portrait, ReadNumber number) {
    /** No personal data. */
    @Override
    public String toString() {
      return "Pictured";
    }
  }

  /**
   * Reads one picture on the calling thread.
   *
   * @throws LivenessException when there is no card in it that could be used
   */
  public static Pictured read(ModelFiles models, Path picture)
      throws LivenessException, IdentityException {
    try (CardScan scan = new CardScan(models, CardThresholds.usual())) {
      CardScan.Scanned scanned =
          scan.scan(Stills.read(picture), LocalDate.now(ZoneId.of("Asia/Shanghai")));
      return new Pictured(Stills.png(scanned.portrait()), scanned.number());
    }
  }
}
