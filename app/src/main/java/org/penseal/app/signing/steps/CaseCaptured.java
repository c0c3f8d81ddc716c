// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Frozen;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/** The signer wrote and pressed OK; the evidence is fixed next. */
public final class CaseCaptured {
  private final SigningCase signing;
  private final Writing writing;

  CaseCaptured(SigningCase signing, Writing writing) {
    this.signing = signing;
    this.writing = writing;
  }

  /**
   * Asks the timestamp services what they are, then fixes and archives all evidence.
   *
   * @throws StoreException.InkSeen if this ink was written in another case
   */
  public CaseFrozen freeze() throws CaseException, StoreException, SigningException {
    signing.require(CaseState.FROZEN);
    Mixture.Tsas tsas = Mixture.ask(signing.services(), signing.order());
    Frozen frozen = new Freeze(signing, writing, tsas).frozen();
    signing.reached(Checkpoint.Step.FREEZE_DIGESTED);
    signing
        .archive()
        .freeze(signing.id(), CaseState.FROZEN.name(), frozen.forArchive(signing.services()));
    signing.enter(CaseState.FROZEN);
    return new CaseFrozen(signing, writing, frozen, tsas.largestTokenBytes());
  }
}
