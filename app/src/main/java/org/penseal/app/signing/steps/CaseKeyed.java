// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.app.signing.key.EventCertificate;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.store.StoreException;
import org.penseal.pad.PadException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/** The one-time key exists, and a statement binds it to the evidence; it is certified next. */
public final class CaseKeyed {
  private final CaseFrozen frozen;
  private final OneTimeKey key;
  private final byte[] statement;

  CaseKeyed(CaseFrozen frozen, OneTimeKey key, byte[] statement) {
    this.frozen = frozen;
    this.key = key;
    this.statement = statement;
  }

  /**
   * Has the event certificate issued for the one-time key.
   *
   * @throws StoreException.AlreadySigned if another case of this signer, document and business came
   *     this far meanwhile
   */
  public CaseCertified certify()
      throws CaseException, StoreException, SigningException, PadException {
    SigningCase signing = frozen.signing();
    signing.require(CaseState.CERTIFIED);
    EventCertificate request =
        new EventCertificate(signing.services(), frozen.writing().signer(), frozen.frozen());
    List<X509Certificate> chain = request.enrol(key, statement, signing.checkpoint());
    Mixture.requireFit(frozen.frozen(), Service.CA, chain.getFirst());
    Rehearsal.requireChain(signing.services(), signing.order(), chain);
    signing.reserve("event certificate", CaseSettings.signer(chain, Suite.DEFAULT_SM2_ID));
    return new CaseCertified(frozen, statement, chain);
  }
}
