// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.PagesOnPad;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.screen.LeafLayout;
import org.penseal.pad.PadLayout;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.signature.Level;

/**
 * What a case is asked to do.
 *
 * @param businessId the business it belongs to
 * @param type kind of business, whose rules hold
 * @param document what is signed
 * @param pdfPassword password of the PDF, or null
 * @param output where the signed file goes
 * @param form in which form it is signed
 * @param seal what a PDF signature shows and says
 * @param annotation what is written on the pad before the signature
 */
public record CaseOrder(
    String businessId,
    BusinessType type,
    CaseDocument document,
    @Nullable String pdfPassword,
    Path output,
    Form form,
    Seal seal,
    Annotated annotation) {

  /**
   * The form of a signature.
   *
   * @param level how long it stays verifiable; a one-time key needs a timestamp (B-T)
   * @param gm whether the message in a PDF is one of GB/T 35275; it has no long-term levels
   */
  public record Form(Level level, boolean gm) {
    /** That of a profile. */
    public static Form of(SigningProfile profile) {
      return new Form(profile.level(), profile.gm());
    }

    /**
     * Refuses a document that cannot be signed in this form, before anything is taken of a person.
     *
     * @param pdfPassword password of the PDF, or null
     */
    public void requireFor(CaseDocument document, @Nullable String pdfPassword)
        throws CaseException.FormNotPossible {
      if (gm || level.longTerm()) {
        String word = gm ? SigningProfile.GM_CMS.word() : level.profile();
        if (!document.isPdf()) {
          throw new CaseException.FormNotPossible(word, CaseException.FormNotPossible.Why.NO_PDF);
        }
        // A restart must be able to finish the case without being told anything.
        if (level.longTerm() && pdfPassword != null) {
          throw new CaseException.FormNotPossible(
              word, CaseException.FormNotPossible.Why.ENCRYPTED);
        }
      }
    }

    /** Which kind of PDF signature is made first; long-term data is added behind it. */
    public Profile profile() {
      if (level.stamped()) {
        return gm ? Profile.GM_CMS_T : Profile.PADES_T;
      }
      return gm ? Profile.GM_CMS : Profile.PADES_B;
    }
  }

  /**
   * What a signature in a PDF shows and says; ignored for data.
   *
   * @param placement where it stands
   * @param zone zone of the time that is printed
   * @param terms what it says beside the name; its notes come from the annotation
   */
  public record Seal(Placement placement, ZoneId zone, SignatureSpec.Terms terms) {
    /** A place and a time alone. */
    public Seal(Placement placement, ZoneId zone) {
      this(placement, zone, SignatureSpec.Terms.NONE);
    }
  }

  /**
   * What is written on the pad before the signature.
   *
   * @param order what
   * @param at where it is drawn into a PDF, empty for nowhere
   */
  public record Annotated(AnnotationOrder order, Optional<Placement.At> at) {
    /** Nothing. */
    public static final Annotated NOTHING = new Annotated(AnnotationOrder.NONE, Optional.empty());
  }

  /** Data cannot have long-term levels, and neither what only a password opens again. */
  public CaseOrder {
    if (form.level.longTerm() && (form.gm || !document.isPdf() || pdfPassword != null)) {
      throw new IllegalArgumentException("no " + form.level.profile() + " for this document");
    }
  }

  /** The same in another form. */
  public CaseOrder in(Form other) {
    return new CaseOrder(businessId, type, document, pdfPassword, output, other, seal, annotation);
  }

  /** The same with another level. */
  public CaseOrder at(Level wanted) {
    return in(new Form(wanted, form.gm));
  }

  /** The same with something to write before the signature. */
  public CaseOrder annotated(AnnotationOrder asked) {
    return annotated(new Annotated(asked, Optional.empty()));
  }

  /** The same with something to write before the signature. */
  public CaseOrder annotated(Annotated asked) {
    return new CaseOrder(businessId, type, document, pdfPassword, output, form, seal, asked);
  }

  /** The same under the rules of a kind of business. */
  public CaseOrder under(BusinessType rules) {
    return new CaseOrder(businessId, rules, document, pdfPassword, output, form, seal, annotation);
  }

  /** Whether the signer is to leaf through its pages on a pad with this layout. */
  public boolean leafsOn(PadLayout pad) {
    return document.isPdf() && type.desk().pages() == PagesOnPad.OFFER && LeafLayout.fits(pad);
  }

  /** Whether a timestamp is added. */
  public boolean stamped() {
    return form.level.stamped();
  }
}
