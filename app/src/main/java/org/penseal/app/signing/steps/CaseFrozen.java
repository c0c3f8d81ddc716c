// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Frozen;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;

/** The evidence is fixed: nothing can be added. The services are asked next. */
public final class CaseFrozen {
  private final SigningCase signing;
  private final Writing writing;
  private final Frozen frozen;
  private final int timestampBytes;

  CaseFrozen(SigningCase signing, Writing writing, Frozen frozen, int timestampBytes) {
    this.signing = signing;
    this.writing = writing;
    this.frozen = frozen;
    this.timestampBytes = timestampBytes;
  }

  /** The evidence. */
  public Frozen frozen() {
    return frozen;
  }

  SigningCase signing() {
    return signing;
  }

  Writing writing() {
    return writing;
  }

  /** Room that a timestamp needs, in bytes; 0 for a case without one. */
  int timestampBytes() {
    return timestampBytes;
  }

  /**
   * Asks the CA whether it answers, before a key is made that could not be used.
   *
   * @throws ServiceException.CaUnreachable if it does not
   */
  public CaseProbed probe() throws CaseException, StoreException, SigningException {
    signing.require(CaseState.PROBED);
    if (writing.signer().checked()) {
      signing.services().ca().probe();
    }
    signing.become(CaseState.PROBED, "");
    return new CaseProbed(this);
  }
}
