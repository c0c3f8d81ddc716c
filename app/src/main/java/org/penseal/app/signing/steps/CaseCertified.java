// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.store.StoreException;
import org.penseal.pad.PadException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/** The event certificate is issued; the one signature is made next. */
public final class CaseCertified {
  private final CaseFrozen frozen;
  private final byte[] statement;
  private final List<X509Certificate> chain;

  CaseCertified(CaseFrozen frozen, byte[] statement, List<X509Certificate> chain) {
    this.frozen = frozen;
    this.statement = statement;
    this.chain = chain;
  }

  /** Signs with the one-time key, which is gone after it; the signature is kept on disk. */
  public CaseSigned sign() throws CaseException, StoreException, SigningException, PadException {
    SigningCase signing = frozen.signing();
    signing.require(CaseState.SIGNED);
    Suite suite = Suite.of(chain.getFirst().getPublicKey());
    DocumentSignature signature = DocumentSignature.prepare(frozen, statement, chain, suite);
    // Whatever comes of it, it is not asked a second time.
    byte[] value;
    try (OneTimeKey once = signing.giveKey()) {
      value = once.sign(signature.attributes());
    }
    return signature.keep(value);
  }
}
