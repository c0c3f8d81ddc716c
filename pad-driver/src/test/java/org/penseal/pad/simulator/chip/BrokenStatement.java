// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.penseal.pad.PadLayout;

/** Chips that state something that was not. */
final class BrokenStatement {
  private BrokenStatement() {}

  static SimulatedChip countsReportsWrong(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              long reports() {
                return super.reports() + 1;
              }
            });
  }

  static SimulatedChip digestsAnotherPen(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              byte[] penDigest() {
                return Sm2.sm3(super.penDigest());
              }
            });
  }

  static SimulatedChip forgetsAttempts(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              int attempts() {
                return 1;
              }
            });
  }

  static SimulatedChip statesAnotherPicture(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              List<byte[]> pictures() {
                List<byte[]> other = new ArrayList<>(super.pictures());
                other.set(0, Sm2.sm3(other.getFirst()));
                return other;
              }
            });
  }

  static SimulatedChip statesAnotherArea(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              PadLayout.Area okArea() {
                return new PadLayout.Area(0, 0, 319, 199);
              }
            });
  }

  static SimulatedChip statesAnotherTime(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              Instant confirmedAt() throws CommandRefused {
                return super.confirmedAt().minus(Duration.ofHours(1));
              }
            });
  }

  static SimulatedChip countsBackwards(ChipParts p) throws IOException {
    AtomicInteger next = new AtomicInteger(1000);
    MonotonicCounter backwards =
        new MonotonicCounter(Optional.empty()) {
          @Override
          long next() {
            return next.getAndDecrement();
          }
        };
    return new SimulatedChip(p.device, p.pin, backwards, p.clock, p.random);
  }

  static SimulatedChip hasTheCertificateOfAnotherKey(ChipParts p) throws Exception {
    byte[] other = p.authority.device(p.model, "PS00000001").certificate();
    return p.chip(
        p.with(
            new DeviceIdentity(p.model, "PS00000001", "1.00", p.device.key(), other),
            p.device.link().orElseThrow()));
  }

  static SimulatedChip statesWithAnotherCertificate(ChipParts p) throws Exception {
    SimulatedDeviceAuthority other =
        SimulatedDeviceAuthority.in(p.folder.resolve("other"), p.clock, new SecureRandom());
    DeviceIdentity stranger =
        p.with(other.device(p.model, "PS00000001"), p.device.link().orElseThrow());
    return new SimulatedChip(stranger, p.pin, p.counter, p.clock, p.random) {
      @Override
      byte[] run(Command command) throws CommandRefused, IOException, GeneralSecurityException {
        return command.ins == 0x12 ? p.device.certificate().clone() : super.run(command);
      }
    };
  }

  static SimulatedChip statesAnotherChallenge(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) -> new ChipCase(Arrays.copyOf(challenge, 16), now, layout));
  }

  static SimulatedChip statesAnotherManifest(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] other = apdu.clone();
        if (apdu.length > 30 && apdu[1] == 0x42) {
          other[20] ^= 1;
        }
        return super.execute(other);
      }
    };
  }

  static SimulatedChip statesAnotherScreen(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              byte[] confirmedScreen() throws CommandRefused {
                return Sm2.sm3(super.confirmedScreen());
              }
            });
  }
}
