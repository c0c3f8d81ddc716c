// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.trust.CertificateFacts;

/** What only an opened seal shows: whose name was checked, and for whom the ink was sealed. */
final class SealCheck {
  private SealCheck() {}

  /**
   * Whether both are what the manifest says.
   *
   * @param signer the event certificate, which names the signer; null if none binds the evidence
   */
  static boolean fits(
      Manifest manifest, InkSeal seal, @Nullable X509Certificate signer, Optional<InkKeys> keys) {
    return isNamed(manifest, seal, signer) && isSealedFor(manifest, keys);
  }

  // The seal holds the salt of the name that was checked; the certificate has the name.
  private static boolean isNamed(
      Manifest manifest, InkSeal seal, @Nullable X509Certificate signer) {
    Map<String, String> salted = manifest.identity().salted();
    String name = salted == null ? null : salted.get("name");
    if (name == null || signer == null) {
      return true;
    }
    byte[] certified = CertificateFacts.commonName(signer).getBytes(StandardCharsets.UTF_8);
    return name.equals(AnnotationCheck.salted(seal, "name", certified));
  }

  private static boolean isSealedFor(Manifest manifest, Optional<InkKeys> keys) {
    return manifest.escrow() == null
        || keys.isEmpty()
        || manifest.escrow().equals(Escrow.of(keys.get().escrow().chain().getFirst()));
  }
}
