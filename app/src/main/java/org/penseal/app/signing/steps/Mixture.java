// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.Origins;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Arc;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.TimestampClient;

/**
 * Keeps simulated and recorded sources away from services that are no demonstration's. A service is
 * known by its certificate or its own word, not by its address.
 */
public final class Mixture {
  private Mixture() {}

  /** Refuses a real escrow key for ink from a pad that is none, before anybody writes. */
  public static void requireFit(Origin pad, X509Certificate escrow)
      throws CaseException.LaboratoryWithService {
    if (pad.isLaboratory()) {
      requireDemo(Origins.PAD, Service.ESCROW, escrow);
    }
  }

  /** Refuses real services for a signer of whom a recording or a program was seen. */
  public static void requireFit(IdentityOrigins identity, X509Certificate escrow)
      throws CaseException.LaboratoryWithService {
    String source =
        identity.camera().filter(Origin::isLaboratory).isPresent()
            ? Origins.CAMERA
            : identity.person().isLaboratory() ? Origins.PERSON : "";
    if (source.isEmpty()) {
      return;
    }
    if (identity.authority().filter(said -> said == Origin.SERVICE).isPresent()) {
      throw new CaseException.LaboratoryWithService(source, Service.AUTHORITY);
    }
    requireDemo(source, Service.ESCROW, escrow);
  }

  /** Refuses what was collected if it mixes both. */
  static void requireFit(Manifest manifest) throws CaseException.LaboratoryWithService {
    Origins origins = Origins.of(manifest);
    List<String> laboratory = origins.laboratory();
    if (laboratory.isEmpty()) {
      return;
    }
    for (Service service : List.of(Service.AUTHORITY, Service.ESCROW)) {
      String key = service == Service.AUTHORITY ? Origins.AUTHORITY : Origins.ESCROW;
      if (Origin.SERVICE.label().equals(origins.stated().get(key))) {
        throw new CaseException.LaboratoryWithService(laboratory.getFirst(), service);
      }
    }
  }

  /** The same for a service that is known by its certificate, once it has shown one. */
  static void requireFit(Frozen frozen, Service service, @Nullable X509Certificate shown)
      throws CaseException.LaboratoryWithService {
    List<String> laboratory = frozen.origins().laboratory();
    if (!laboratory.isEmpty()) {
      requireDemo(laboratory.getFirst(), service, shown);
    }
  }

  /**
   * Asks the timestamp services whether they answer, and what they are.
   *
   * @return size of the largest token, bytes
   */
  static int requireTsa(CaseServices services, CaseOrder order, Frozen frozen)
      throws SigningException, CaseException.LaboratoryWithService {
    TimestampClient.Health health = Rehearsal.requireTsa(services, order);
    requireFit(frozen, Service.TSA, health.first().tsa());
    return health.largestTokenBytes();
  }

  private static void requireDemo(String source, Service service, @Nullable X509Certificate shown)
      throws CaseException.LaboratoryWithService {
    if (shown == null || !CertificateFacts.hasPolicy(shown, Arc.POLICY_DEMO)) {
      throw new CaseException.LaboratoryWithService(source, service);
    }
  }
}
