// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A key by which requests are signed.
 *
 * @param key to verify with
 * @param certificate of it, if it was known by one
 * @param algorithm that it signs with, and no other
 */
public record RequestKey(
    PublicKey key, Optional<X509Certificate> certificate, RequestAlgorithm algorithm) {
  private static final int LONGEST = 64 << 10;
  private static final List<String> KINDS = List.of("EC", "RSA", "Ed25519");
  private static final String HEAD = "-----BEGIN PUBLIC KEY-----";

  /**
   * Reads a certificate or a public key (SubjectPublicKeyInfo), PEM or DER.
   *
   * @param wanted the algorithm; empty for what the key usually signs with
   * @throws IOException if it is neither, or signs with no algorithm that is known here
   */
  public static RequestKey read(Path file, Optional<RequestAlgorithm> wanted) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IOException("too large for a key: " + file);
    }
    byte[] encoded = Files.readAllBytes(file);
    Optional<X509Certificate> certificate = certificate(encoded);
    PublicKey key =
        certificate.isPresent()
            ? certificate.get().getPublicKey()
            : publicKey(encoded)
                .orElseThrow(() -> new IOException("neither certificate nor key: " + file));
    RequestAlgorithm algorithm =
        wanted
            .or(() -> RequestAlgorithm.usual(key))
            .filter(each -> each.fits(key))
            .orElseThrow(() -> new IOException("signs with no known algorithm: " + file));
    return new RequestKey(key, certificate, algorithm);
  }

  private static Optional<X509Certificate> certificate(byte[] encoded) {
    try {
      return Optional.ofNullable(
          (X509Certificate)
              CertificateFactory.getInstance("X.509", "BC")
                  .generateCertificate(new ByteArrayInputStream(encoded)));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<PublicKey> publicKey(byte[] encoded) {
    byte[] der = encoded;
    String text = new String(encoded, StandardCharsets.ISO_8859_1);
    if (text.contains(HEAD)) {
      String body = text.substring(text.indexOf(HEAD) + HEAD.length());
      int end = body.indexOf("-----END");
      der = Base64.getMimeDecoder().decode(end < 0 ? body : body.substring(0, end));
    }
    for (String kind : KINDS) {
      try {
        return Optional.of(
            KeyFactory.getInstance(kind, "BC").generatePublic(new X509EncodedKeySpec(der)));
      } catch (GeneralSecurityException | RuntimeException e) {
        // Of another kind; the next is tried.
        continue;
      }
    }
    return Optional.empty();
  }
}
