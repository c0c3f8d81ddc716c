// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.ContainerSize;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;

/** Signs as PAdES B-B with a key in memory, in one pass. */
final class BenchSigner {
  private final SigningKey key;
  private final PdfSigner signer;
  private final int containerBytes;

  BenchSigner(SigningKey key, Hashing hashing) throws SigningException {
    this.key = key;
    this.signer = new PdfSigner(hashing);
    this.containerBytes = ContainerSize.of(key.chain(), 0, hashing);
  }

  /** Signs anew. */
  void sign(
      Path input, Path output, String name, Placement placement, @Nullable Appearance appearance)
      throws SigningException {
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<>(
            Profile.PADES_B,
            key.suite(),
            name,
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS),
            placement,
            appearance,
            null);
    signer.sign(
        input,
        null,
        spec,
        containerBytes,
        output,
        prepared -> Completable.of(prepared.signed(key)));
  }
}
