// SPDX-License-Identifier: Apache-2.0
package org.penseal.peer;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.penseal.cms.ContainerSize;
import org.penseal.signature.Hashing;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.refusal.SigningException;

/** PenSeal as it signs with a key at hand: one pass, invisible, PAdES B-B. */
final class OwnSigner {
  private final BenchKey key;
  private final Hashing hashing;
  private final PdfSigner signer;

  OwnSigner(BenchKey key, Hashing hashing) {
    this.key = key;
    this.hashing = hashing;
    this.signer = new PdfSigner(hashing);
  }

  void sign(Path input, Path output) throws SigningException {
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<>(
            Profile.PADES_B,
            key.suite(),
            "bench",
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS),
            new Placement.Invisible(),
            null,
            null);
    int containerBytes = ContainerSize.of(Profile.PADES_B, key.suite(), key.chain(), 0, hashing);
    signer.sign(input, null, spec, containerBytes, output, prepared -> Completable.of(prepared.signed(key)));
  }
}
