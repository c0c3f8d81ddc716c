// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.penseal.trust.Purpose;

/**
 * Whether a certificate is to be trusted from now on.
 *
 * @param certificate it
 * @param purpose what for, to begin with
 */
public record RootQuestion(X509Certificate certificate, Purpose purpose) {
  private static final int GROUP = 4;

  /** What certificates can be trusted for, of those that verification asks about. */
  public static final List<Purpose> PURPOSES =
      List.of(
          Purpose.SIGNER,
          Purpose.TSA,
          Purpose.DEVICE,
          Purpose.STATION,
          Purpose.AUTHORITY,
          Purpose.ESCROW);

  /**
   * The digest over the whole certificate, in groups of four figures, which two people can read to
   * each other.
   *
   * @param algorithm SM3 or SHA-256
   */
  public String digest(String algorithm) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
      String hex = HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
      StringBuilder groups = new StringBuilder();
      for (int i = 0; i < hex.length(); i += GROUP) {
        groups.append(i == 0 ? "" : i % 32 == 0 ? "\n" : " ").append(hex, i, i + GROUP);
      }
      return groups.toString();
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has a digest", e);
    }
  }
}
