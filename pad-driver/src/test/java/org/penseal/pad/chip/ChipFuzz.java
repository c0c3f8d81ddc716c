// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.security.KeyPair;
import java.time.Instant;
import org.penseal.fuzz.FuzzTarget;
import org.penseal.pad.PadException;

/** What reads bytes of chips. */
public final class ChipFuzz {
  private ChipFuzz() {}

  /** The statement of a chip or a host; needs the BouncyCastle provider. */
  public static FuzzTarget statement() {
    return FuzzTarget.of(
            "chip-statement",
            40_000,
            input -> ChipStatement.decode(input).encode().length,
            PadException.Malformed.class)
        .seeded(signed());
  }

  private static byte[] signed() {
    try {
      KeyPair key = ChipStatementTest.keys();
      return ChipStatement.sign(ChipStatementTest.body(Instant.EPOCH, key), key.getPrivate(), null)
          .encode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
