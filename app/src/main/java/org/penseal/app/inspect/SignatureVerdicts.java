// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.util.List;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/** A verdict over each signature, to be shown where it stands on its page. */
public final class SignatureVerdicts {
  private SignatureVerdicts() {}

  /** Those of a file, in order. */
  public static List<EarlierSignature> of(VerifiedFile verified) {
    return verified.signatures().stream().map(each -> of(each, verified)).toList();
  }

  /**
   * The verdict over one signature: never more than over the file as a whole; of a file that is
   * invalid, those are invalid that broke it.
   */
  public static EarlierSignature of(VerifiedFile.Entry entry, VerifiedFile file) {
    Report.Signed signed = entry.signed();
    boolean culprit =
        file.signatures().size() == 1
            || signed.broken()
            || signed.chain() == Report.Chain.REVOKED
            || !signed.changes().allowed()
            || entry.evidence().anyDiffers();
    Report.Verdict verdict =
        file.verdict() == Report.Verdict.INVALID && !culprit
            ? Report.Verdict.INDETERMINATE
            : file.verdict();
    return new EarlierSignature(
        signed.field(), signed.signer(), signed.signedAt(), verdict, entry.isDocumentTimestamp());
  }
}
