// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;

/**
 * First step of a PDF signature: a file with an empty hole.
 *
 * <p>The steps are {@link Prepared}, {@link ToSign}, {@link Signed} and, if it is to be stamped,
 * {@link Completable}. Each holds the one before it, so that none can be left out, taken too early
 * or taken from another file. Only {@link PdfSigner} makes the first. Immutable.
 *
 * @param <P> whether a time-stamp is asked for
 */
public final class Prepared<P extends Profile> {
  private final PreparedPdf pdf;
  private final Hashing hashing;

  Prepared(PreparedPdf pdf, Hashing hashing) {
    this.pdf = pdf;
    this.hashing = hashing;
  }

  /** The file and its digests. */
  public PreparedPdf pdf() {
    return pdf;
  }

  /**
   * What the key signs.
   *
   * @param chain the signer's certificate first
   * @throws CredentialException.UnfitKey if the file was prepared for another kind of key
   * @throws CredentialException.BadCertificate if a certificate cannot be encoded
   */
  public ToSign<P> toSign(List<X509Certificate> chain) throws SigningException {
    return new ToSign<>(pdf, SignedAttributes.forPdf(pdf, chain.getFirst(), hashing), chain);
  }

  /**
   * Signs with a key that is at hand, under its own certificate.
   *
   * @throws SigningException as {@link #toSign}, or if the key does not sign
   */
  public Signed<P> signed(SigningKey key) throws SigningException {
    ToSign<P> toSign = toSign(key.chain());
    return toSign.signed(key.sign(toSign.attributes().der().bytes()));
  }

  /**
   * Goes on with a message that was kept, for example over a crash. What the types show otherwise
   * is checked here.
   *
   * @throws CmsException.WrongCms if the message is over another file, of another profile, or lacks
   *     the time-stamp that the profile asks for
   */
  public Completable resume(CmsSignature kept) throws SigningException {
    if (kept.gm() != pdf.profile().gm()) {
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.ANOTHER_PROFILE, null);
    }
    if (!kept.isOver(pdf.digest())) {
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.DIGEST_MISMATCH, null);
    }
    if (pdf.profile().stamped() && kept.timestamps().isEmpty()) {
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.NO_TIMESTAMP, null);
    }
    return new Completable(pdf, kept);
  }
}
