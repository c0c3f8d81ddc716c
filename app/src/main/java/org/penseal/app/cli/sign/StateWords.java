// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.util.Optional;
import org.penseal.app.signing.CaseState;
import org.penseal.app.text.Texts;
import org.penseal.identity.IdentityMode;

/**
 * What is said of a case's states as they are reached: only what was done for this case.
 *
 * @param mode how the identity is checked; empty if nobody's is
 * @param oneTime whether the key is made for this one signature
 * @param stamped whether the signature gets a timestamp
 */
record StateWords(Optional<IdentityMode> mode, boolean oneTime, boolean stamped) {

  /** The line for a state; empty if nothing happened that could be told. */
  Optional<String> of(CaseState state, Texts texts) {
    return switch (state) {
      // The operator says that it was agreed to; nothing was shown.
      case CONSENTED -> Optional.of(texts.get("state.CONSENTED.operator"));
      case SHOWN -> Optional.empty();
      case IDENTIFIED -> Optional.of(texts.get("state.IDENTIFIED" + identified()));
      case PROBED -> oneTime || stamped ? Optional.of(key(state, texts)) : Optional.empty();
      case KEYED, CERTIFIED -> oneTime ? Optional.of(key(state, texts)) : Optional.empty();
      case SIGNED -> Optional.of(key(state, texts));
      case STAMPED -> stamped ? Optional.of(texts.get("state.STAMPED")) : Optional.empty();
      default -> Optional.of(texts.get("state." + state));
    };
  }

  private String identified() {
    return mode.isEmpty() ? ".operator" : mode.get() == IdentityMode.PORTRAIT ? ".portrait" : "";
  }

  // What belongs to a one-time key has other words, or none, with a standing one.
  private String key(CaseState state, Texts texts) {
    return texts.get("state." + state + (oneTime ? "" : ".standing"));
  }
}
