// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import org.penseal.cms.CmsSignature;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec.Profile;

/** Last step of a PDF signature: the message that its file was prepared for. Immutable. */
public final class Completable {
  private final PreparedPdf pdf;
  private final CmsSignature cms;

  Completable(PreparedPdf pdf, CmsSignature cms) {
    this.pdf = pdf;
    this.cms = cms;
  }

  /** Of a signature of which no time-stamp is asked. */
  public static Completable of(Signed<? extends Profile.Unstamped> signed) {
    return signed.unstamped();
  }

  PreparedPdf pdf() {
    return pdf;
  }

  /** The message as it goes into the file. */
  public CmsSignature cms() {
    return cms;
  }
}
