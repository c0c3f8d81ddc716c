// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.evidence.Origin;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.pad.PadIdentity;
import org.penseal.refusal.SigningException;

/** What of a demonstration takes part in a case with a one-time key, as it comes to be known. */
public final class CaseDemo {
  private CaseDemo() {}

  /** When the pad is open. */
  public static Set<DemoPart> of(CaseSetup setup, PadIdentity pad) throws SigningException {
    Set<DemoPart> parts = EnumSet.noneOf(DemoPart.class);
    CaseServices services = setup.services();
    Set<Service> standingIn = setup.station().standingIn(setup.demo());
    if (Origin.of(pad.origin()).isDemo()) {
      parts.add(DemoPart.PAD);
    }
    if (services.trust().escrow().map(Escrow::of).filter(Escrow::demo).isPresent()) {
      parts.add(DemoPart.ESCROW);
    }
    if (standingIn.contains(Service.TSA)) {
      parts.add(DemoPart.TSA);
    }
    if (standingIn.contains(Service.CA)) {
      parts.add(DemoPart.CA);
    }
    if (standingIn.contains(Service.STATION) && !pad.model().chip()) {
      parts.add(DemoPart.STATION);
    }
    return parts;
  }

  /** When it is known who signs. */
  public static Set<DemoPart> of(IdentityOrigins who) {
    Set<DemoPart> parts = EnumSet.noneOf(DemoPart.class);
    add(parts, DemoPart.PERSON, Optional.of(who.person()));
    add(parts, DemoPart.CAMERA, who.camera());
    add(parts, DemoPart.AUTHORITY, who.authority());
    return parts;
  }

  private static void add(Set<DemoPart> parts, DemoPart part, Optional<Origin> origin) {
    if (origin.filter(Origin::isDemo).isPresent()) {
      parts.add(part);
    }
  }
}
