// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.signing.key.StatementCheck;
import org.penseal.app.store.StoreException;
import org.penseal.pad.PadException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/** The services answer; the key is taken next. */
public final class CaseProbed {
  private final CaseFrozen frozen;

  CaseProbed(CaseFrozen frozen) {
    this.frozen = frozen;
  }

  /**
   * Takes the one-time key and has it stated what it belongs to. From here on the key is the
   * case's, which closes it, whatever comes.
   *
   * @throws CaseException.IdentityRequired if the signer's identity was not verified
   * @throws CaseException.StatementDiffers if the device states something else than was seen here
   */
  public CaseKeyed key(OneTimeKey made)
      throws CaseException, StoreException, SigningException, PadException {
    SigningCase signing = frozen.signing();
    signing.require(CaseState.KEYED);
    signing.take(made);
    if (!frozen.writing().signer().checked()) {
      throw new CaseException.IdentityRequired();
    }
    signing.reached(Checkpoint.Step.KEY_GENERATED);
    byte[] statement =
        StatementCheck.stated(made, signing.services(), frozen.frozen(), frozen.writing().ink());
    signing.become(CaseState.KEYED, "");
    return new CaseKeyed(frozen, made, statement);
  }

  /**
   * Signs with a standing key, of an operator who answers for it: without one-time key, statement
   * of a device or event certificate.
   */
  public CaseSigned sign(SigningKey standing)
      throws CaseException, StoreException, SigningException {
    SigningCase signing = frozen.signing();
    signing.require(CaseState.KEYED);
    Rehearsal.requireChain(signing.services(), signing.order(), standing.chain());
    signing.become(CaseState.KEYED, "standing key");
    signing.reserve("standing key", CaseSettings.signer(standing.chain(), standing.sm2Id()));
    DocumentSignature signature =
        DocumentSignature.prepare(frozen, new byte[0], standing.chain(), standing.suite());
    return signature.keep(standing.sign(signature.attributes()));
  }
}
