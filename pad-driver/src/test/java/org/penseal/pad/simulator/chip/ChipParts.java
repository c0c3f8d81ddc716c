// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;

/** What chips are made of. */
final class ChipParts {
  final Path folder;
  final PadModel model;
  final byte[] pin;
  final Clock clock;
  final SecureRandom random = new SecureRandom();
  final SimulatedDeviceAuthority authority;
  final DeviceIdentity device;
  final MonotonicCounter counter;

  ChipParts(Path folder, PadModel model, byte[] pin, Clock clock) throws Exception {
    this.folder = folder;
    this.model = model;
    this.pin = pin;
    this.clock = clock;
    this.authority = SimulatedDeviceAuthority.in(folder, clock, random);
    this.device = authority.device(model, "PS00000001");
    this.counter = authority.counter("PS00000001");
  }

  DeviceIdentity with(DeviceIdentity identity, DeviceIdentity.Link link) {
    return new DeviceIdentity(
        identity.model(),
        identity.serialNumber(),
        identity.firmware(),
        identity.key(),
        identity.certificate(),
        Optional.of(link));
  }

  SimulatedChip chip(DeviceIdentity other) {
    return new SimulatedChip(other, pin, counter, clock, random);
  }

  SimulatedChip chip(ChipOneTimeKey key) {
    return new SimulatedChip(device, pin, counter, clock, random, key);
  }

  SimulatedChip chip(ChipOneTimeKey key, CaseMaker maker) {
    return new SimulatedChip(device, pin, counter, clock, random, key) {
      @Override
      ChipCase newCase(byte[] challenge, Instant now, PadLayout layout) {
        return maker.make(challenge, now, layout);
      }
    };
  }

  static byte[] verify(byte[] pin) {
    byte[] apdu = Arrays.copyOf(new byte[] {(byte) 0xB0, 0x20, 0, 0, 8}, 13);
    System.arraycopy(pin, 0, apdu, 5, 8);
    return apdu;
  }

  static byte[] dataOf(byte[] apdu) {
    try {
      return Command.parse(apdu).data;
    } catch (CommandRefused e) {
      return new byte[0];
    }
  }

  /** Makes the case of a chip. */
  interface CaseMaker {
    ChipCase make(byte[] challenge, Instant now, PadLayout layout);
  }
}
