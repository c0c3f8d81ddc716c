// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Signer;
import org.penseal.app.store.StoreException;

/** It is known who signs; the document is shown next. */
public final class CaseIdentified {
  private final SigningCase signing;
  private final Signer signer;

  CaseIdentified(SigningCase signing, Signer signer) {
    this.signing = signing;
    this.signer = signer;
  }

  /** These pages of the document were shown, from 1, in the order in which they were. */
  public CaseShown show(List<Integer> pages) throws CaseException, StoreException {
    signing.require(CaseState.SHOWN);
    byte[] shown = pages.toString().getBytes(StandardCharsets.UTF_8);
    signing.add(ArtefactType.PAGE_VIEW_LOG, "text/plain", shown);
    signing.become(CaseState.SHOWN, "pages=" + pages.size());
    return new CaseShown(signing, signer, pages);
  }
}
