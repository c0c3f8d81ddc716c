// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.penseal.pdf.SignatureSpec;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/** How many bytes the CMS of a PDF signature will need. */
public final class ContainerSize {
  // A token of the same TSA may vary with the lengths of its serial number, time and accuracy (RFC
  // 3161, section 2.4.2: up to 160 bits, fractions of a second, three numbers), of our nonce and of
  // its signature.
  private static final int TOKEN_VARIATION = 96;

  private ContainerSize() {}

  /**
   * The size for a PAdES signature by the key's default suite.
   *
   * @see #of(SignatureSpec.Profile, Suite, List, int, Hashing)
   */
  public static int of(List<X509Certificate> chain, int timestampBytes, Hashing hashing)
      throws SigningException {
    Suite suite = Suite.of(chain.getFirst().getPublicKey());
    return of(SignatureSpec.Profile.PADES_B, suite, chain, timestampBytes, hashing);
  }

  /**
   * The size for a real chain and a time-stamp of the size seen in a dry run.
   *
   * @param suite how the key will sign
   * @param chain the signer's certificate first
   * @param timestampBytes size of a token of the same TSA, 0 if there will be none
   * @return bytes, for {@code PdfSigner.prepare}
   * @throws CredentialException.UnfitKey if the chain's key does not sign in this way
   * @throws CredentialException.BadCertificate if a certificate cannot be encoded
   */
  public static int of(
      SignatureSpec.Profile profile,
      Suite suite,
      List<X509Certificate> chain,
      int timestampBytes,
      Hashing hashing)
      throws SigningException {
    Octets digest = Octets.of(new byte[suite.digestBytes()]);
    X509Certificate signer = chain.getFirst();
    SignedAttributes attributes = SignedAttributes.forPdf(profile, suite, digest, signer, hashing);
    byte[] signature = new byte[longestValue(signer.getPublicKey())];
    CmsSignature bare = CmsSignature.assemble(attributes, signature, chain);
    return timestampBytes == 0
        ? bare.der().size()
        : bare.withTimestamp(standIn(timestampBytes + TOKEN_VARIATION)).der().size();
  }

  // Any value of that length: the message around it is made as it will be.
  private static Octets standIn(int bytes) {
    try {
      return Octets.of(new DEROctetString(new byte[bytes]).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("octets can be encoded", e);
    }
  }

  // RSA: the modulus (RFC 8017, section 8). SM2 and ECDSA: SEQUENCE of two INTEGERs below the
  // order, each with a leading zero if it needs one.
  private static int longestValue(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> (rsa.getModulus().bitLength() + 7) / 8;
      case ECPublicKey ec -> {
        int number = 2 + ec.getParams().getOrder().bitLength() / 8 + 1;
        yield 2 * number + (2 * number < 0x80 ? 2 : 3);
      }
      default -> throw new IllegalArgumentException(key.getAlgorithm());
    };
  }
}
