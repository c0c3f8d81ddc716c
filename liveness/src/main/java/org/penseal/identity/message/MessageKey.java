// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A key with which the other side signs.
 *
 * @param id how it is named in signatures
 * @param key public key
 * @param notBefore nothing counts before
 * @param notAfter nothing counts after
 */
public record MessageKey(String id, PublicKey key, Instant notBefore, Instant notAfter) {

  /** A key that has no end. */
  public MessageKey(String id, PublicKey key) {
    this(id, key, Instant.MIN, Instant.MAX);
  }

  /** The key of a certificate, under {@link #id(X509Certificate)}, for as long as it is valid. */
  public static MessageKey of(X509Certificate certificate) {
    return new MessageKey(
        id(certificate),
        certificate.getPublicKey(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  /** The name of a certificate's key: SHA-256 of the certificate, lower-case hex. */
  public static String id(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has its bytes", e);
    }
  }
}
