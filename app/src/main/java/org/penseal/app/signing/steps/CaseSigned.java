// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/** The one signature is made and kept, and the key is gone; the timestamp comes next. */
public final class CaseSigned {
  private final SigningCase signing;

  CaseSigned(SigningCase signing) {
    this.signing = signing;
  }

  /** Adds the timestamp; may be tried again while the service is down. */
  public CaseStamped stamp() throws CaseException, StoreException, SigningException {
    signing.require(CaseState.STAMPED);
    signing.finish().stamp(signing.checkpoint());
    signing.reached(Checkpoint.Step.STAMP_KEPT);
    signing.become(CaseState.STAMPED, "");
    return new CaseStamped(signing);
  }
}
