// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import org.penseal.signature.SigningKey;

/** Which key is to sign. */
public sealed interface KeyPlan {
  /**
   * A key made for this case: in the pad's chip, or in this process if the pad has none.
   *
   * @param pin of the chip, 8 to 16 bytes; not used without a chip
   */
  @SuppressWarnings("ArrayRecordComponent") // wiped by its owner
  record OneTime(byte[] pin) implements KeyPlan {
    /** No PIN. */
    @Override
    public String toString() {
      return "OneTime";
    }
  }

  /**
   * The key of an operator who answers for the signature.
   *
   * @param key the key, closed by its owner
   */
  record Standing(SigningKey key) implements KeyPlan {}
}
