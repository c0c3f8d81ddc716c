// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * A key that signs; it never meets the document, and the document never meets it.
 *
 * <p>Not safe for several threads at once. The one who opened it closes it; closing forgets the
 * private key as far as the platform allows. A one-time key refuses a second signature.
 */
public interface SigningKey extends AutoCloseable {
  /** The signer's certificate first, then its issuers as far as they are known; never empty. */
  List<X509Certificate> chain();

  /**
   * How it signs; the default of its kind unless it was opened for another.
   *
   * @throws CredentialException.UnfitKey if keys of its kind do not sign here
   */
  default Suite suite() throws SigningException {
    return Suite.of(chain().getFirst().getPublicKey());
  }

  /** User id with which an SM2 key signs; of no meaning for others. */
  default String sm2Id() {
    return Suite.DEFAULT_SM2_ID;
  }

  /**
   * Signs.
   *
   * @param toBeSigned the message itself (for CMS the DER of the signed attributes), not a digest:
   *     an SM2 key computes Z and e itself
   * @return the signature value; for SM2 and ECDSA the DER SEQUENCE of r and s (GM/T 0009, RFC
   *     3279)
   * @throws CredentialException.KeyRefused if the key is used up, locked, removed or refuses
   */
  byte[] sign(byte[] toBeSigned) throws SigningException;

  /**
   * Signs in a way of the moment: a handshake of TLS names its own.
   *
   * @return as {@link #sign(byte[])}
   * @throws CredentialException.UnfitKey if the key does not sign in this way
   */
  default byte[] sign(byte[] toBeSigned, Way way) throws SigningException {
    if (!way.equals(new Way(suite(), sm2Id()))) {
      throw new CredentialException.UnfitKey(
          CredentialException.UnfitKey.Why.SUITE, suite().key(), 0);
    }
    return sign(toBeSigned);
  }

  @Override
  void close();

  /**
   * How a key signs.
   *
   * @param suite the algorithm
   * @param sm2Id user id of an SM2 key, at most 8191 bytes in UTF-8; otherwise unused
   */
  record Way(Suite suite, String sm2Id) {}

  /** A key that signs a message which is too large for memory. */
  interface Streaming extends SigningKey {
    /**
     * Signs all that a stream gives.
     *
     * @return as {@link SigningKey#sign(byte[])}
     * @throws IOException if the stream cannot be read
     * @throws CredentialException.KeyRefused as there
     */
    byte[] sign(InputStream toBeSigned) throws SigningException, IOException;

    @Override
    default byte[] sign(byte[] toBeSigned) throws SigningException {
      try {
        return sign(new ByteArrayInputStream(toBeSigned));
      } catch (IOException e) {
        throw new IllegalStateException("memory can be read", e);
      }
    }
  }
}
