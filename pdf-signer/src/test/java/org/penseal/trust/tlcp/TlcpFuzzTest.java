// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.trust.tlcp.message.TlcpException;

/**
 * Recorded connections, changed in the same ways each time; {@code ./check --fuzz MINUTES} has
 * Jazzer look for others.
 */
@Tag("slow")
class TlcpFuzzTest {
  private static final long SEED = 20_261_127;
  private static final int INPUTS = 3000;

  @ParameterizedTest
  @EnumSource
  void onlyOurExceptionComesOut(TlcpFuzz target) throws Exception {
    Random random = new Random(SEED);
    List<byte[]> seeds = target.seeds();
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
      for (int changes = 1 + random.nextInt(4); changes > 0 && input.length > 0; changes--) {
        input = changed(input, random);
      }
      try {
        target.run(input);
      } catch (Exception | Error e) {
        throw new AssertionError(
            target + " fails with " + java.util.HexFormat.of().formatHex(input), e);
      }
    }
  }

  // Otherwise nothing behind the first flight would ever be reached.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MESSAGE")
  void theFirstSeedIsReadToItsEnd(TlcpFuzz target) throws Exception {
    target.take(target.seeds().getFirst()); // throws if it is refused or cut off
    byte[] last = target.seeds().getFirst();
    last[last.length - 1] ^= 1; // of the alert that ends it
    TlcpException.Refused refused =
        assertThrows(TlcpException.Refused.class, () -> target.take(last));
    assertEquals("bad_record_mac", refused.alert().word());
  }

  private static byte[] changed(byte[] input, Random random) {
    int at = random.nextInt(input.length);
    switch (random.nextInt(5)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> input[at] = (byte) random.nextInt();
      case 2 -> {
        return java.util.Arrays.copyOf(input, at);
      }
      case 3 -> {
        return joined(input, at, Math.min(input.length, at + 1 + random.nextInt(9)));
      }
      default -> {
        return joined(input, at, Math.max(0, at - random.nextInt(9)));
      }
    }
    return input;
  }

  /** What stands before one place and what stands from the other on. */
  private static byte[] joined(byte[] input, int before, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, 0, before);
    out.write(input, from, input.length - from);
    return out.toByteArray();
  }
}
