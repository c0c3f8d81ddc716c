// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.evidence.Challenges;
import org.penseal.app.identify.IdentifyRequest;
import org.penseal.app.identify.card.CardDesk;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.rule.ChallengePlan;
import org.penseal.refusal.SigningException;

/** Card and camera by their addresses; {@code sim:} is the demo's. */
public final class Sources {
  private final Station station;

  /**
   * @param station has the demo's people
   */
  public Sources(Station station) {
    this.station = station;
  }

  /**
   * Reads the card on a reader.
   *
   * @param uri {@code serial:PATH}, {@code hid:PATH} or {@code sim:}
   * @param expired what becomes of a card that is not valid today
   */
  public CardReading card(String uri, ExpiredCards expired)
      throws IdCardException, LivenessException, SigningException, IOException {
    LocalDate today =
        LocalDate.ofInstant(station.services().clock().instant(), ZoneId.of("Asia/Shanghai"));
    if (!uri.equals(Laboratory.SIMULATED)) {
      return new CardDesk(PhotoDecoder.installed(), expired, today).read(uri);
    }
    return station.demonstration().card(expired, today);
  }

  /**
   * A camera that is opened when it is needed.
   *
   * @param uri {@code dev:N}, {@code clip:PATH} or {@code sim:}
   * @param paced whether what is no device plays in real time
   */
  public IdentifyRequest.CameraSource camera(String uri, boolean paced)
      throws LivenessException, SigningException {
    IdentifyRequest.CameraSource source =
        uri.equals(Laboratory.SIMULATED)
            ? station.demonstration().camera()
            : challenges -> Cameras.open(uri);
    return paced && !uri.startsWith(Cameras.DEVICE)
        ? challenges -> Cameras.paced(source.open(challenges))
        : source;
  }

  /**
   * What the person is asked to do. A recorded clip does what it does: it is asked for what the
   * demo asks. A living person is asked for what is drawn for this very case, so that nobody could
   * have recorded it.
   */
  public ChallengePlan challenges(String cameraUri, CaseOrder order) {
    if (!cameraUri.startsWith(Cameras.DEVICE)) {
      return ChallengePlan.chosen(Laboratory.CHALLENGES);
    }
    byte[] nonce = new byte[ChallengePlan.NONCE_BYTES];
    station.services().random().nextBytes(nonce);
    String subject = Challenges.subject(order.businessId(), order.document().sm3());
    return ChallengePlan.draw(subject, nonce);
  }
}
