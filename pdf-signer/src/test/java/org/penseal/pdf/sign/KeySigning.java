// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SignedHole;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** Signs with a standing key, or lets a foreign program do it. */
public final class KeySigning {
  private static final PdfSigner SIGNER = new PdfSigner(SigningBench.HASHING);

  private KeySigning() {}

  public static <P extends Profile> SignatureSpec<P> spec(P profile, Suite suite) {
    return new SignatureSpec<>(
        profile,
        suite,
        "Li Na",
        OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS),
        new Placement.Invisible(),
        null,
        SigningBench.EVIDENCE);
  }

  /** An invisible signature without a time-stamp. */
  public static void sign(
      Path input, SigningKey key, Profile.Unstamped profile, Path work, Path output)
      throws SigningException {
    int size = ContainerSize.of(profile, key.suite(), key.chain(), 0, SigningBench.HASHING);
    var prepared = SIGNER.prepare(input, null, work, spec(profile, key.suite()), size);
    SIGNER.complete(prepared.signed(key), output);
    SIGNER.discard(prepared);
  }

  /**
   * Puts a detached CMS into the hole that {@code openssl cms -sign} has made.
   *
   * @param options further words to openssl
   */
  public static void fillByOpenssl(
      Path input, OpensslKey key, Suite suite, List<String> options, Path output)
      throws SigningException, IOException {
    Path work = Objects.requireNonNull(output.toAbsolutePath().getParent());
    var prepared = SIGNER.prepare(input, null, work, spec(Profile.PADES_B, suite), 6000);
    byte[] file = Files.readAllBytes(prepared.pdf().file());
    Path covered = Files.createTempFile(work, "covered-", ".bin");
    Files.write(covered, SignedHole.covered(file, prepared.pdf().range()));
    Path cms = Files.createTempFile(work, "openssl-", ".der");
    List<String> words =
        new ArrayList<>(List.of("openssl", "cms", "-sign", "-binary", "-cades", "-nosmimecap"));
    words.addAll(List.of("-in", covered.toString(), "-outform", "DER", "-out", cms.toString()));
    words.addAll(List.of("-signer", key.certificate().toString()));
    words.addAll(List.of("-inkey", key.key().toString()));
    words.addAll(options);
    OpensslKey.run(words);
    SIGNER.complete(prepared.resume(CmsSignature.parse(Files.readAllBytes(cms))), output);
    SIGNER.discard(prepared);
  }
}
