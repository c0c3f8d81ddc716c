// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;

/**
 * What an event certificate binds of a case: the station asks for just this, and the verifier
 * computes it again from manifest and statement.
 */
public final class CaseBinding {
  private static final Map<String, Integer> MODES =
      Map.of("real-person", 1, "phone", 2, "portrait", 3);

  private CaseBinding() {}

  /**
   * Of a case.
   *
   * @param manifest bytes of the manifest
   * @param encoded DER of the statement
   * @throws DateTimeException if the manifest's times are none
   * @throws IllegalArgumentException if its digests are none
   */
  public static EvidenceBinding of(
      Manifest told, byte[] manifest, ChipStatement statement, byte[] encoded) {
    return new EvidenceBinding(
        1,
        told.caseId(),
        Octets.ofHex(told.document().sm3()),
        told.document().length(),
        Octets.ofHex(told.ink().sm3()),
        Octets.of(Sm3.of(manifest)),
        Octets.of(Sm3.of(encoded)),
        identity(told.identity()),
        device(statement, encoded),
        new EvidenceBinding.Software(told.software().name(), told.software().version()),
        ProjectOids.POLICY_ONE_TIME);
  }

  /** The same as far as it can be had; empty where the manifest lacks what it takes. */
  static Optional<EvidenceBinding> again(
      Manifest told, byte[] manifest, ChipStatement statement, byte[] encoded) {
    try {
      return told.software() == null
          ? Optional.empty()
          : Optional.of(of(told, manifest, statement, encoded));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static EvidenceBinding.Identity identity(Manifest.Identity identity) {
    Map<String, String> salted = identity.salted() == null ? Map.of() : identity.salted();
    String digest = salted.getOrDefault("id-number", salted.getOrDefault("name", ""));
    return new EvidenceBinding.Identity(
        MODES.getOrDefault(identity.mode(), 0),
        Octets.ofHex(digest),
        identity.result(),
        identity.provider(),
        Instant.parse(identity.at()).truncatedTo(ChronoUnit.SECONDS));
  }

  /** What is bound of the device: who it says it is, and what its word is worth. */
  static EvidenceBinding.Device device(ChipStatement statement, byte[] encoded) {
    StatementBody.Device device = statement.body().device();
    boolean host = statement.body().origin() == StatementBody.Origin.HOST;
    boolean simulator = !host && isDemo(statement);
    return new EvidenceBinding.Device(
        device.model(),
        device.serialNumber(),
        Octets.of(Sm3.of(encoded)),
        simulator,
        host ? "host" : simulator ? "simulated" : "attested");
  }

  // Whether a device is a simulator is decided by the device CA that certified it.
  private static boolean isDemo(ChipStatement statement) {
    try {
      return statement
          .signer()
          .map(certificate -> CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_DEMO))
          .orElse(false);
    } catch (PadException.Malformed e) {
      return false; // its signature proves nothing then, and is told to differ
    }
  }
}
