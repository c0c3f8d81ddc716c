// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import org.penseal.app.authority.CodeEntry;
import org.penseal.app.business.BusinessType;
import org.penseal.app.identify.ArchivedPortraits;
import org.penseal.app.identify.IdentifyFlow;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.identity.IdentityException;
import org.penseal.liveness.LivenessException;
import org.penseal.refusal.SigningException;

/**
 * What window and command line make of a station for one case.
 *
 * @param demo what the demo stands in for
 */
public record CaseSetup(Station station, StandIn demo) {
  /**
   * Of a pad that is open: a simulated one makes the case a demonstration.
   *
   * @param all whether everything is to be the demo's
   */
  public static CaseSetup of(Station station, PadPlace place, boolean all) {
    return new CaseSetup(station, all ? StandIn.FOR_ALL : station.standIn(place.pad()));
  }

  /** What the case works with. */
  public CaseServices services() throws SigningException {
    return station.services(demo);
  }

  /**
   * The case.
   *
   * @param texts language of what the signer sees
   * @param offer what a pad that is large enough offers beside annotation and signature
   */
  public Ceremony ceremony(PadPlace place, Texts texts, Ceremony.Offer offer)
      throws SigningException {
    return new Ceremony(
        services(),
        place,
        station.statementKey(demo),
        new Ceremony.Look(texts, station::padFont, station.settings().limits().signing(), offer),
        Checkpoint.NONE);
  }

  /**
   * Finds out who signs.
   *
   * @param codes asks for the code that was sent to a telephone
   */
  public IdentifyFlow identification(CodeEntry codes, BusinessType type)
      throws IdentityException, LivenessException, SigningException {
    return new IdentifyFlow(
        new IdentifyFlow.FaceChecks(
            station.liveness(),
            station.faces(),
            new ArchivedPortraits(station.archive(), station.faces())),
        station.authority(demo),
        codes,
        type,
        station.services().clock());
  }
}
