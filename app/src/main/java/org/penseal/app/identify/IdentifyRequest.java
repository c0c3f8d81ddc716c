// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penseal.app.evidence.Origin;
import org.penseal.app.identify.card.CardReading;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.rule.ChallengePlan;

/**
 * How a signer is to be identified.
 *
 * @param mode which of the three ways
 * @param name as typed; may be left to the card
 * @param idNumber as typed; may be left to the card
 * @param phone as typed, for the way by phone
 * @param card the card on the reader, if there is a reader
 * @param camera the camera, if there is one
 * @param plans what the person is asked to do, in order; asked again for each new try
 * @param pad where the handwriting will come from
 */
public record IdentifyRequest(
    IdentityMode mode,
    Optional<String> name,
    Optional<String> idNumber,
    Optional<String> phone,
    Optional<CardReading> card,
    Optional<CameraSource> camera,
    Supplier<ChallengePlan> plans,
    Origin pad) {

  /** Opens a camera when it is needed. */
  @FunctionalInterface
  public interface CameraSource {
    /**
     * Opens it; the caller closes it.
     *
     * @param challenges what will be asked; only a puppet looks at it
     */
    Camera open(List<Challenge> challenges) throws LivenessException;
  }
}
