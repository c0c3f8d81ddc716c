// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Suite;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/** How many bytes the CMS of a PDF signature will need. */
public final class ContainerSize {
  // The longest DER of two 32-byte numbers: 2 + 2 * (2 + 33); RSA: the modulus.
  private static final int LONGEST_ECDSA = 72;
  private static final int LONGEST_RSA = 512;

  // A token of the same TSA may vary with the lengths of its serial number and time (RFC 3161,
  // section 2.4.2: up to 160 bits and fractions of a second) and of its signature.
  private static final int TOKEN_VARIATION = 96;

  private ContainerSize() {}

  /**
   * The size for a real chain and a time-stamp of the size seen in a dry run.
   *
   * @param chain the signer's certificate first
   * @param timestampBytes size of a token of the same TSA, 0 if there will be none
   * @return bytes, for {@code PdfSigner.prepare}
   * @throws CredentialException.BadCertificate if a certificate cannot be encoded
   */
  public static int of(List<X509Certificate> chain, int timestampBytes, Hashing hashing)
      throws SigningException {
    Suite suite = Suite.of(chain.getFirst().getPublicKey());
    byte[] digest = new byte[hashing.start(suite.digest()).getDigestLength()];
    SignedAttributes attributes =
        SignedAttributes.forPdf(Octets.of(digest), chain.getFirst(), hashing);
    byte[] signature = new byte[suite == Suite.RSA_SHA256 ? LONGEST_RSA : LONGEST_ECDSA];
    int bare = CmsSignature.assemble(attributes, signature, chain).der().size();
    // The attribute around a token: OID 13, two SETs and SEQUENCEs of up to 4 bytes each, and the
    // lengths of the outer values may grow by 2 bytes each.
    return timestampBytes == 0 ? bare : bare + timestampBytes + TOKEN_VARIATION + 13 + 12 + 10;
  }
}
