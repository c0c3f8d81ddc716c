// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import org.penseal.fuzz.FuzzTarget;
import org.penseal.pad.PadException;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;

/** What reads bytes of a pad, or of whoever stands in for it, while a link is made and used. */
public final class LinkFuzz {
  private static final BigInteger KEY = new BigInteger("1234567890abcdef", 16);

  private LinkFuzz() {}

  private static HostHandshake host() {
    return new HostHandshake(Sm2Agreement.of(KEY, KEY.add(BigInteger.TWO)));
  }

  /** A pad's answer to HELLO; needs the BouncyCastle provider. */
  public static FuzzTarget answer() {
    return FuzzTarget.of(
            "link-answer",
            1_500,
            input -> host().agree(input).confirm().length,
            PadException.LinkBroken.class)
        .seeded(answered());
  }

  private static byte[] answered() {
    try {
      Path folder = Files.createTempDirectory("link-fuzz");
      SimulatedChip chip =
          SimulatedDeviceAuthority.in(folder, Clock.systemUTC(), new SecureRandom())
              .chip(PadCatalog.load().byId("penseal-ref").orElseThrow(), "FUZZ", new byte[8]);
      return chip.handshake().orElseThrow().answer(host().hello());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Records over HID, and the pieces of an answer. */
  public static FuzzTarget records() {
    LinkKeys keys = new LinkKeys(new byte[LinkKeys.BYTES]);
    RecordSealer pad = keys.pad().out();
    byte[] first = HidRecord.wrap(pad.seal(new byte[11]), 88);
    byte[] second = HidRecord.wrap(pad.seal(new byte[40]), 88);
    byte[] both = Arrays.copyOf(first, 176);
    System.arraycopy(second, 0, both, 88, 88);
    return FuzzTarget.of(
            "link-records", 30_000, input -> records(keys, input), PadException.LinkBroken.class)
        .seeded(both, HidRecord.piece(new byte[300], 0, 88));
  }

  private static long records(LinkKeys keys, byte[] input) throws PadException, IOException {
    RecordOpener host = keys.host().in();
    HidRecord.Answer answer = new HidRecord.Answer();
    long opened = 0;
    for (int at = 0; at < input.length; at += 88) {
      byte[] report = Arrays.copyOfRange(input, at, Math.min(input.length, at + 88));
      if ((report[0] & 0xFF) == LinkReport.HANDSHAKE) {
        opened += answer.add(report) ? 1 : 0;
      } else {
        opened += host.open(HidRecord.unwrap(report).orElse(report)).length;
      }
    }
    return opened;
  }
}
