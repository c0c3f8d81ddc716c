// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import org.penseal.app.evidence.EvidenceBox;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Signer;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/** The signer consented to what is collected; who he is comes next. */
public final class CaseConsented {
  private final SigningCase signing;

  CaseConsented(SigningCase signing) {
    this.signing = signing;
  }

  /**
   * The identity was checked (or, for an operator's own key, was not).
   *
   * @throws StoreException.AlreadySigned if he signed this document in this business before
   */
  public CaseIdentified identify(Signer who)
      throws CaseException, StoreException, SigningException {
    signing.require(CaseState.IDENTIFIED);
    Rehearsal.requireName(signing.order(), who.name());
    EvidenceBox evidence = signing.evidence();
    evidence.value("name", who.name());
    who.idNumber().ifPresent(number -> evidence.value("id-number", number));
    who.phone().ifPresent(number -> evidence.value("phone", number));
    signing.archive().identify(signing.id(), who.idNumber().orElse(who.name()));
    signing.archive().search().index(signing.id(), who.name(), who.idNumber());
    signing.archive().log().requireUnsigned(signing.id());
    signing.become(CaseState.IDENTIFIED, "mode=" + who.identity().mode());
    return new CaseIdentified(signing, who);
  }
}
