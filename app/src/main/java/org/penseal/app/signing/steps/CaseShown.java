// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.util.List;
import java.util.Optional;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Signer;
import org.penseal.app.store.StoreException;
import org.penseal.pad.PadException;

/** The document was shown; the signer writes next. */
public final class CaseShown {
  private final SigningCase signing;
  private final Signer signer;
  private final List<Integer> pages;

  CaseShown(SigningCase signing, Signer signer, List<Integer> pages) {
    this.signing = signing;
    this.signer = signer;
    this.pages = List.copyOf(pages);
  }

  /**
   * The signer wrote, and pressed OK.
   *
   * @param annotation what was written before the signature
   * @param ink the signature
   * @throws CaseException.WrongOrder also if the sentence of the order was not copied before
   * @throws CaseException.NothingWritten if there is no stroke outside the buttons
   * @throws PadException.ReportsLost if pen reports were lost on the way
   */
  public CaseCaptured capture(Optional<Annotation> annotation, CapturedInk ink)
      throws CaseException, StoreException, PadException {
    signing.require(CaseState.CAPTURED);
    if (annotation.isPresent()) {
      annotation.get().requireComplete();
    }
    if (!signing.order().annotation().order().isMetBy(annotation)) {
      throw new CaseException.WrongOrder(signing.state(), CaseState.CAPTURED);
    }
    ink.ink().requireComplete();
    if (ink.pad().layout().handwriting(ink.ink()).isEmpty()) {
      throw new CaseException.NothingWritten();
    }
    signing.become(CaseState.CAPTURED, "discarded=" + ink.discarded().size());
    return new CaseCaptured(signing, new Writing(signer, pages, annotation, ink));
  }
}
