// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import org.penseal.cms.CmsSignature;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * Third step of a PDF signature: the message without a time-stamp. It can be completed only if none
 * is asked for. Immutable.
 *
 * @param <P> whether a time-stamp is asked for
 */
public final class Signed<P extends Profile> {
  private final PreparedPdf pdf;
  private final CmsSignature cms;

  Signed(PreparedPdf pdf, CmsSignature cms) {
    this.pdf = pdf;
    this.cms = cms;
  }

  /** The message as it is, to be kept or looked at. */
  public CmsSignature cms() {
    return cms;
  }

  /**
   * Adds a time-stamp over the signature value.
   *
   * @param token RFC 3161 TimeStampToken, DER; that it is over this value is not checked
   * @throws CmsException.WrongCms if the token is no ASN.1 value
   */
  public Completable stamped(Octets token) throws SigningException {
    return new Completable(pdf, cms.withTimestamp(token));
  }

  Completable unstamped() {
    return new Completable(pdf, cms);
  }
}
