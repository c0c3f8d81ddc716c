// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec.Profile;

/**
 * What a case is asked to do.
 *
 * @param businessId the business it belongs to
 * @param document what is signed
 * @param output where the signed file goes
 * @param placement where the visible signature stands; ignored for data
 * @param pdfPassword password of the PDF, or null
 * @param profile which kind of PDF signature is made and whether a timestamp is added, which a
 *     one-time key needs; of data only the latter counts
 * @param zone zone of the time that is printed
 * @param annotation what is written on the pad before the signature
 */
public record CaseOrder(
    String businessId,
    CaseDocument document,
    Path output,
    Placement placement,
    @Nullable String pdfPassword,
    Profile profile,
    ZoneId zone,
    AnnotationOrder annotation) {

  /** A case with the signature only. */
  public CaseOrder(
      String businessId,
      CaseDocument document,
      Path output,
      Placement placement,
      @Nullable String pdfPassword,
      Profile profile,
      ZoneId zone) {
    this(businessId, document, output, placement, pdfPassword, profile, zone, AnnotationOrder.NONE);
  }

  /** Whether a timestamp is added. */
  public boolean stamped() {
    return profile.stamped();
  }

  /** The same with something to write before the signature. */
  public CaseOrder annotated(AnnotationOrder asked) {
    return new CaseOrder(
        businessId, document, output, placement, pdfPassword, profile, zone, asked);
  }
}
