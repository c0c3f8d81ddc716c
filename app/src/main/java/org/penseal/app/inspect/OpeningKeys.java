// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.nio.file.Path;
import java.util.Optional;
import org.penseal.app.store.StoreException;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.refusal.SigningException;

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
   * Reads both.
   *
   * @return empty if the archive has no share for any signature of the file
   */
  Optional<InkKeys> read(VerifiedFile verified, InspectDesk desk)
      throws SigningException, StoreException {
    if (share.isPresent()) {
      return Optional.of(InkKeys.read(escrow, password, share.get()));
    }
    Pkcs12File key = Pkcs12File.read(escrow, password);
    for (VerifiedFile.Entry each : verified.signatures()) {
      EvidenceBinding binding = each.signed().binding();
      if (binding != null) {
        Optional<byte[]> kept = desk.share(binding.caseId(), key.chain().getFirst());
        if (kept.isPresent()) {
          return Optional.of(new InkKeys(key, kept.get()));
        }
      }
    }
    return Optional.empty();
  }
}
