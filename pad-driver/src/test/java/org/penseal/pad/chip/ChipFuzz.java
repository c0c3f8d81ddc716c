// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
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
              ChipStatement statement = ChipStatement.decode(carrying(right, input));
              boolean fits = statement.verifySignature();
              return statement.signer().orElseThrow().getEncoded().length + (fits ? 1 : 0);
            },
            PadException.Malformed.class,
            java.security.cert.CertificateEncodingException.class)
        .seeded(certified());
  }

  /** The DER of a statement that has something else in the place of its certificate. */
  private static byte[] carrying(ChipStatement right, byte[] certificate) {
    byte[] without = new ChipStatement(right.body(), right.signature(), null).encode();
    int head = 2 + (without[1] < 0 ? without[1] & 0x7F : 0);
    return value(0x30, Arrays.copyOfRange(without, head, without.length), value(0xA0, certificate));
  }

  private static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] each : parts) {
      content.writeBytes(each);
    }
    int length = content.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= 0x80) { // X.690, 8.1.3.5
      out.write(length < 0x100 ? 0x81 : 0x82);
    }
    if (length >= 0x100) {
      out.write(length >> 8);
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
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
