// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.Origins;
import org.penseal.app.evidence.TsaOrigin;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;
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
   * What the timestamp services are, every one of those that answer.
   *
   * @param origin a demonstration's if one of them is; empty for a case without a timestamp
   * @param mixed whether one is a demonstration's and another is not
   * @param largestTokenBytes room that a token needs
   */
  record Tsas(Optional<Origin> origin, boolean mixed, int largestTokenBytes) {}

  /** Asks the timestamp services that are needed whether they answer, and what they are. */
  static Tsas ask(CaseServices services, CaseOrder order) throws SigningException {
    if (!order.stamped()) {
      return new Tsas(Optional.empty(), false, 0);
    }
    TimestampClient.Health health = Rehearsal.requireTsa(services, order);
    Set<Origin> origins = EnumSet.noneOf(Origin.class);
    health.tokens().forEach(each -> origins.add(TsaOrigin.of(each, services.roots())));
    return new Tsas(
        Optional.of(origins.contains(Origin.DEMO) ? Origin.DEMO : Origin.SERVICE),
        origins.size() > 1,
        health.largestTokenBytes());
  }

  /** Refuses a timestamp service that is no demonstration's, whichever of several it is. */
  static void requireFit(Manifest manifest, Tsas tsas) throws CaseException.LaboratoryWithService {
    List<String> laboratory = Origins.of(manifest).laboratory();
    boolean service = tsas.mixed() || tsas.origin().filter(Origin.SERVICE::equals).isPresent();
    if (service && !laboratory.isEmpty()) {
      throw new CaseException.LaboratoryWithService(laboratory.getFirst(), Service.TSA);
    }
  }

  private static void requireDemo(String source, Service service, @Nullable X509Certificate shown)
      throws CaseException.LaboratoryWithService {
    if (shown == null || !CertificateFacts.hasPolicy(shown, ProjectOids.POLICY_DEMO)) {
      throw new CaseException.LaboratoryWithService(source, service);
    }
  }
}
