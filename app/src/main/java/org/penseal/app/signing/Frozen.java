// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.business.BusinessType;
import org.penseal.app.evidence.Artefact;
import org.penseal.app.evidence.ArtefactSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origins;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.FrozenEvidence;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * The evidence of a case once nothing can be added.
 *
 * @param manifest what was collected
 * @param manifestBytes its bytes, as they are digested and stored
 * @param inkSm3s digest of the handwritten signature, then of everything else that was written, hex
 * @param portrait the portrait that was taken; empty if none was
 * @param artefacts all artefacts, in the order taken
 * @param share the case's share of the ink, 32 bytes
 * @param sealedInk the ink in both seals
 */
public record Frozen(
    Manifest manifest,
    byte[] manifestBytes,
    List<String> inkSm3s,
    Optional<FrozenEvidence.Portrait> portrait,
    List<Artefact> artefacts,
    byte[] share,
    Octets sealedInk) {

  /** SM3 of the manifest, 32 bytes. */
  public byte[] manifestDigest() {
    return Sm3.of(manifestBytes);
  }

  /** Where everything comes from. */
  public Origins origins() {
    return Origins.of(manifest);
  }

  /** What goes inside the signed bytes. */
  public EvidenceStreams streams(byte[] statement) {
    return new EvidenceStreams(Octets.of(manifestBytes), Octets.of(statement), sealedInk);
  }

  /**
   * What goes into the archive, with what no operator may see alone sealed for the escrow key and
   * the share.
   *
   * @throws CaseException.ServiceNotNamed if there is no escrow
   * @throws SigningException if the escrow's key is no SM2 key
   */
  public FrozenEvidence forArchive(CaseServices services) throws CaseException, SigningException {
    Manifest.BusinessRules rules = manifest.businessType();
    List<FrozenEvidence.Artefact> kept = new ArrayList<>();
    for (Artefact artefact : artefacts) {
      kept.add(kept(artefact, services));
    }
    return new FrozenEvidence(
        manifestBytes,
        inkSm3s,
        portrait,
        share,
        kept,
        rules == null ? BusinessType.STANDARD.retentionDays() : rules.retentionDays());
  }

  private FrozenEvidence.Artefact kept(Artefact artefact, CaseServices services)
      throws CaseException, SigningException {
    boolean sealed = artefact.type().sealed();
    String sm3 = artefact.saltedSm3();
    byte[] content =
        sealed
            ? new ArtefactSeal(artefact.salt(), artefact.content())
                .seal(sm3, share, services.escrow(), services.random())
            : artefact.content();
    return new FrozenEvidence.Artefact(
        artefact.type().label(), artefact.mediaType(), artefact.takenAt(), sm3, sealed, content);
  }
}
