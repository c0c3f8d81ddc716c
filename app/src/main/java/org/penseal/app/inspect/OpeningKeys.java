// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.StoreException;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.pdf.judge.SignatureJudge;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * What a person brings to open handwriting.
 *
 * @param escrow file of the escrow key, PKCS #12
 * @param password of that file
 * @param share file of the case's share; empty to take it from this workplace's archive
 */
public record OpeningKeys(Path escrow, char[] password, Optional<Path> share) {

  /** No password. */
  @Override
  public String toString() {
    return "OpeningKeys[" + escrow + "]";
  }

  /**
   * Reads both. The archive gives a share only for a signature that is valid, whose manifest is
   * that of its case there and names the escrow key: nobody else's file can make the archive note
   * that a case was opened.
   *
   * @return empty if the archive has no share for any such signature of the file
   */
  public Optional<InkKeys> read(VerifiedFile verified, InspectDesk desk)
      throws SigningException, StoreException {
    if (share.isPresent()) {
      return Optional.of(InkKeys.read(escrow, password, share.get()));
    }
    Pkcs12File key = Pkcs12File.read(escrow, password);
    X509Certificate certificate = key.chain().getFirst();
    for (VerifiedFile.Entry each : verified.signatures()) {
      Optional<String> known = knownCase(each, certificate, desk);
      if (known.isPresent()) {
        Optional<byte[]> kept = desk.share(known.get(), certificate);
        if (kept.isPresent()) {
          return Optional.of(new InkKeys(key, kept.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> knownCase(
      VerifiedFile.Entry entry, X509Certificate escrow, InspectDesk desk) throws StoreException {
    EvidenceBinding binding = entry.signed().binding();
    EvidenceStreams evidence = entry.signed().evidence();
    if (binding == null || evidence == null || !isValid(entry) || !names(evidence, escrow)) {
      return Optional.empty();
    }
    boolean same =
        desk.manifest(binding.caseId())
            .filter(kept -> Octets.of(Sm3.of(kept)).equals(binding.manifestDigest()))
            .isPresent();
    return same ? Optional.of(binding.caseId()) : Optional.empty();
  }

  private static boolean isValid(VerifiedFile.Entry entry) {
    return SignatureJudge.verdict(List.of(entry.signed())) == Report.Verdict.VALID
        && entry.evidence().manifest() == EvidenceReport.State.MATCHES
        && !entry.evidence().anyDiffers();
  }

  private static boolean names(EvidenceStreams evidence, X509Certificate escrow) {
    try {
      return Escrow.of(escrow).equals(Manifest.decode(evidence.manifest().bytes()).escrow());
    } catch (IOException e) {
      return false;
    }
  }
}
