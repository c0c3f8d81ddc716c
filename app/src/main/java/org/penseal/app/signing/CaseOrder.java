// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.signature.Level;

/**
 * What a case is asked to do.
 *
 * @param businessId the business it belongs to
 * @param document what is signed
 * @param output where the signed file goes
 * @param placement where the visible signature stands; ignored for data
 * @param pdfPassword password of the PDF, or null
 * @param level how long it stays verifiable; a one-time key needs a timestamp (B-T)
 * @param gm whether the message in a PDF is one of GB/T 35275; it has no long-term levels
 * @param zone zone of the time that is printed
 * @param annotation what is written on the pad before the signature
 * @param terms what a PDF signature says beside the name; its notes come from the annotation
 * @param annotationAt where the annotation is drawn into a PDF, empty for nowhere
 * @param type kind of business, whose rules hold
 */
public record CaseOrder(
    String businessId,
    CaseDocument document,
    Path output,
    Placement placement,
    @Nullable String pdfPassword,
    Level level,
    boolean gm,
    ZoneId zone,
    AnnotationOrder annotation,
    SignatureSpec.Terms terms,
    Optional<Placement.At> annotationAt,
    BusinessType type) {
  /** Data cannot have long-term levels, and neither what only a password opens again. */
  public CaseOrder {
    if (level.longTerm() && (gm || !document.isPdf() || pdfPassword != null)) {
      throw new IllegalArgumentException("no " + level.profile() + " for this document");
    }
  }

  /** A PAdES case with the signature only. */
  public CaseOrder(
      String businessId,
      CaseDocument document,
      Path output,
      Placement placement,
      @Nullable String pdfPassword,
      Level level,
      ZoneId zone) {
    this(
        businessId,
        document,
        output,
        placement,
        pdfPassword,
        level,
        false,
        zone,
        AnnotationOrder.NONE,
        SignatureSpec.Terms.NONE,
        Optional.empty(),
        BusinessType.STANDARD);
  }

  /** The same with another level. */
  public CaseOrder at(Level wanted) {
    return new CaseOrder(
        businessId,
        document,
        output,
        placement,
        pdfPassword,
        wanted,
        gm,
        zone,
        annotation,
        terms,
        annotationAt,
        type);
  }

  /** The same with something to write before the signature. */
  public CaseOrder annotated(AnnotationOrder asked) {
    return annotated(asked, Optional.empty());
  }

  /** The same with something to write before the signature, drawn into the PDF if at is given. */
  public CaseOrder annotated(AnnotationOrder asked, Optional<Placement.At> at) {
    return new CaseOrder(
        businessId,
        document,
        output,
        placement,
        pdfPassword,
        level,
        gm,
        zone,
        asked,
        terms,
        at,
        type);
  }

  /** The same with more said beside the name. */
  public CaseOrder saying(SignatureSpec.Terms said) {
    return new CaseOrder(
        businessId,
        document,
        output,
        placement,
        pdfPassword,
        level,
        gm,
        zone,
        annotation,
        said,
        annotationAt,
        type);
  }

  /** The same under the rules of a kind of business. */
  public CaseOrder under(BusinessType rules) {
    return new CaseOrder(
        businessId,
        document,
        output,
        placement,
        pdfPassword,
        level,
        gm,
        zone,
        annotation,
        terms,
        annotationAt,
        rules);
  }

  /** Whether a timestamp is added. */
  public boolean stamped() {
    return level.stamped();
  }

  /** Which kind of PDF signature is made first; long-term data is added behind it. */
  public Profile profile() {
    if (stamped()) {
      return gm ? Profile.GM_CMS_T : Profile.PADES_T;
    }
    return gm ? Profile.GM_CMS : Profile.PADES_B;
  }
}
