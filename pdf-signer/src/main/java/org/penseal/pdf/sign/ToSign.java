// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * Second step of a PDF signature: what the key signs. Immutable.
 *
 * @param <P> whether a time-stamp is asked for
 */
public final class ToSign<P extends Profile> {
  private final PreparedPdf pdf;
  private final SignedAttributes attributes;
  private final List<X509Certificate> chain;

  ToSign(PreparedPdf pdf, SignedAttributes attributes, List<X509Certificate> chain) {
    this.pdf = pdf;
    this.attributes = attributes;
    this.chain = List.copyOf(chain);
  }

  /** The signed attributes: their DER goes to the key. */
  public SignedAttributes attributes() {
    return attributes;
  }

  /**
   * Takes what the key gave; it is not verified.
   *
   * @param value signature value over {@code attributes().der()}
   * @throws CredentialException.BadCertificate if a certificate cannot be encoded
   */
  public Signed<P> signed(byte[] value) throws SigningException {
    return new Signed<>(pdf, CmsSignature.assemble(attributes, value, chain));
  }
}
