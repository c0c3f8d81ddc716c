// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.MemoryKey;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;

/** One key, no services: signs and looks at what came of it. */
public final class PlainSigner {
  private final MemoryKey key;
  private final PdfSigner signer = new PdfSigner(SigningBench.HASHING);
  private @Nullable String password;

  public PlainSigner() throws Exception {
    key = new MemoryKey();
  }

  public PlainSigner withPassword(String word) {
    password = word;
    return this;
  }

  public Path sign(Path input, Path output, Placement placement) throws SigningException {
    return sign(input, output, placement, SignatureSpec.Terms.NONE);
  }

  public Path sign(Path input, Path output, Placement placement, SignatureSpec.Terms terms)
      throws SigningException {
    Appearance appearance =
        placement instanceof Placement.Invisible ? null : SigningBench.appearance("王晓明");
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<>(
                Profile.PADES_B,
                key.suite(),
                "王晓明",
                SigningBench.SIGNED_AT,
                placement,
                appearance,
                SigningBench.EVIDENCE)
            .with(terms);
    signer.sign(input, password, spec, key.containerBytes(), output, key::steps);
    return output;
  }

  public List<Report.Signed> signatures(Path file) throws SigningException {
    return new PdfVerifier(TrustStore.empty(), SigningBench.HASHING)
        .verify(file, password, Instant.now())
        .signatures();
  }
}
