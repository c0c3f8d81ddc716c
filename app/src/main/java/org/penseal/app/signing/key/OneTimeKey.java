// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.pad.PadException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * A key made for one case: it signs one certificate request and one document, then it is gone. Not
 * for use by several threads; who made it closes it, which destroys it.
 */
public interface OneTimeKey extends AutoCloseable {
  /** DER of its SubjectPublicKeyInfo. */
  byte[] publicKey();

  /**
   * The statement that binds this key, the ink and what was shown to the manifest.
   *
   * @param manifestDigest SM3 of the frozen manifest, 32 bytes
   * @return DER of a chip statement
   * @throws PadException if the pad refuses
   * @throws CredentialException.KeyRefused if the key is used up
   */
  byte[] statement(byte[] manifestDigest) throws PadException, SigningException;

  /**
   * Signs the certificate request, once.
   *
   * @param certificationRequestInfo DER (RFC 2986)
   * @return SM2 or ECDSA signature, DER
   */
  byte[] signRequest(byte[] certificationRequestInfo) throws PadException, SigningException;

  /**
   * The certificate was issued.
   *
   * @param chain it and its issuers
   * @throws CredentialException.KeyRefused if it is for another key
   */
  void certified(List<X509Certificate> chain) throws SigningException;

  /**
   * Signs the signed attributes, once, and destroys the key.
   *
   * @param signedAttributes DER of the SET (RFC 5652)
   * @return SM2 or ECDSA signature, DER
   */
  byte[] sign(byte[] signedAttributes) throws PadException, SigningException;

  /** Destroys the key if it is still there. */
  @Override
  void close();
}
