// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.identify.IdentifyRequest.CameraSource;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.idcard.IdCardException;
import org.penseal.key.Pkcs12File;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.transport.Recorder;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.revocation.LocalResponder;

/**
 * The demo while it runs: services on loopback, keys that protect nothing, simulated devices and an
 * invented person. All of it says that it is a demonstration's.
 */
public interface Demonstration extends AutoCloseable {
  /** Its roots, by purpose. */
  TrustStore roots();

  /** Where its CA listens. */
  URI ca();

  /** How messages to its CA are protected. */
  CmpProtection protection();

  /** Where its timestamp service listens. */
  URI tsa();

  /** Who tells whether its certificates are revoked. */
  List<LocalResponder> responders();

  /** Its escrow key. */
  Pkcs12File escrow();

  /** Signs statements for pads without a chip. */
  Pkcs12File station();

  /** Its identity authority, started when first asked for. */
  AuthorityAccess authority() throws LivenessException;

  /**
   * Switches a simulated pad on; the caller closes it.
   *
   * @param model its id in the catalogue
   * @param writing what the simulated signer writes
   * @param speed 1 for real time
   * @throws PadException.UnknownModel if the catalogue has no such model
   */
  SimulatedPad pad(String model, Writing writing, double speed) throws PadException, IOException;

  /** The card of its person, read from a simulated reader. */
  CardReading card(ExpiredCards expired, LocalDate today)
      throws IdCardException, LivenessException, IOException;

  /** A camera in front of which its person stands: a puppet. */
  CameraSource camera() throws LivenessException;

  /** The mobile number of its person, which its authority knows. */
  String phone() throws LivenessException;

  @Override
  void close();

  /** A simulated pad that is switched on. */
  interface SimulatedPad extends AutoCloseable {
    /** Opens it; the caller closes it. */
    Pad open(PadDriver driver) throws PadException;

    /** The same, with all that goes over the line recorded. */
    Pad open(PadDriver driver, Recorder recorder) throws PadException;

    @Override
    void close();
  }

  /**
   * What a simulated signer writes.
   *
   * @param order what is written before the signature
   * @param signature empty for the name of the demo's person, each time a little different
   * @param annotation on each screen of the annotation; empty for invented names
   * @param consentScreens how many screens the words have that the pad asks about first: each is
   *     read and then agreed to; 0 where it does not ask
   * @param leafs whether pages are offered before: they are leafed through a little
   * @param idle whether nobody writes at all
   */
  record Writing(
      AnnotationOrder order,
      Optional<Ink> signature,
      Optional<Ink> annotation,
      int consentScreens,
      boolean leafs,
      boolean idle) {
    /** Nobody writes. */
    public static Writing nothing() {
      return new Writing(AnnotationOrder.NONE, Optional.empty(), Optional.empty(), 0, false, true);
    }

    /**
     * The demo's person writes.
     *
     * @param consentScreens as {@link #consentScreens}
     * @param leafs whether pages are offered before
     */
    public static Writing byHand(AnnotationOrder order, int consentScreens, boolean leafs) {
      return new Writing(order, Optional.empty(), Optional.empty(), consentScreens, leafs, false);
    }

    /** A recorded signature. */
    public static Writing of(Ink signature) {
      return new Writing(
          AnnotationOrder.NONE, Optional.of(signature), Optional.empty(), 0, false, false);
    }
  }
}
