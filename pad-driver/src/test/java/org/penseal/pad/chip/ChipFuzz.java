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

  /** The certificate in a statement; needs the provider, too. */
  public static FuzzTarget certificate() {
    ChipStatement right = statementOf();
    return FuzzTarget.of(
            "chip-certificate",
            8_000,
            input -> {
              ByteString certificate = ByteString.of(input);
              ChipStatement statement =
                  ChipStatement.decode(
                      new ChipStatement(right.body(), right.signature(), certificate).encode());
              boolean fits = statement.verifySignature();
              return statement.signer().orElseThrow().getEncoded().length + (fits ? 1 : 0);
            },
            PadException.Malformed.class,
            java.security.cert.CertificateEncodingException.class)
        .seeded(certified());
  }

  private static byte[] certified() {
    try {
      java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("chip-fuzz");
      return org.penseal.pad.simulator.chip.SimulatedDeviceAuthority.in(
              folder, java.time.Clock.systemUTC(), new java.security.SecureRandom())
          .certificate()
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] signed() {
    return statementOf().encode();
  }

  private static ChipStatement statementOf() {
    try {
      KeyPair key = ChipStatementTest.keys();
      return ChipStatement.sign(ChipStatementTest.body(Instant.EPOCH, key), key.getPrivate(), null);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
