// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.nio.file.Path;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/** The signature is complete; the signed file is put in its place next. */
public final class CaseStamped {
  private final SigningCase signing;

  CaseStamped(SigningCase signing) {
    this.signing = signing;
  }

  /** Puts the signed file in its place and ends the case. */
  public Path archive() throws CaseException, StoreException, SigningException {
    signing.require(CaseState.ARCHIVED);
    Path output =
        signing.finish().complete(signing.order().output(), signing.order().form().level());
    signing.reached(Checkpoint.Step.ARCHIVE_WRITTEN);
    signing.become(CaseState.ARCHIVED, "");
    signing.finish().clear();
    return output;
  }
}
