// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** Chips that sign what, when or how they must not. */
final class BrokenSigning {
  private BrokenSigning() {}

  static SimulatedChip signsTwice(ChipParts p) {
    return new Twice(p, 0x46);
  }

  static SimulatedChip requestsTwice(ChipParts p) {
    return new Twice(p, 0x44);
  }

  static SimulatedChip statesTwice(ChipParts p) {
    return new Twice(p, 0x42);
  }

  static SimulatedChip makesASecondKey(ChipParts p) {
    return new Twice(p, 0x40);
  }

  static SimulatedChip signsWithAWrongZ(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey() {
          @Override
          byte[] signDocument(byte[] attributes, SecureRandom random) throws CommandRefused {
            ECPrivateKeyParameters live = key;
            byte[] right = super.signDocument(attributes, random);
            boolean parts = attributes.length > 7000;
            return live == null || parts ? right : Sm2.sign(live, new byte[0], attributes, random);
          }
        });
  }

  static SimulatedChip dropsTheFirstPart(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey() {
          @Override
          byte[] signDocument(byte[] attributes, SecureRandom random) throws CommandRefused {
            ECPrivateKeyParameters live = key;
            byte[] right = super.signDocument(attributes, random);
            return live == null || attributes.length < 7000
                ? right
                : Sm2.sign(live, Arrays.copyOfRange(attributes, 7000, attributes.length), random);
          }
        });
  }

  static SimulatedChip signsTheRequestOfAnotherKey(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey() {
          @Override
          byte[] signRequest(byte[] requestInfo, SecureRandom random) throws CommandRefused {
            try {
              return super.signRequest(requestInfo, random);
            } catch (CommandRefused e) {
              if (e.statusWord == CommandRefused.DATA && key != null) {
                return Sm2.sign(key, requestInfo, random);
              }
              throw e;
            }
          }
        });
  }

  static SimulatedChip signsBeforeTheRequest(ChipParts p) {
    ChipOneTimeKey key = new ChipOneTimeKey();
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random, key) {
      @Override
      byte[] run(Command command) throws CommandRefused, IOException, GeneralSecurityException {
        boolean early = command.ins == 0x46 && key.state == ChipOneTimeKey.State.GENERATED;
        return early && key.key != null
            ? Sm2.sign(key.key, command.data, new SecureRandom())
            : super.run(command);
      }
    };
  }

  static SimulatedChip signsAnyAttributes(ChipParts p) {
    ChipOneTimeKey key = new ChipOneTimeKey();
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random, key) {
      @Override
      byte[] run(Command command) throws CommandRefused, IOException, GeneralSecurityException {
        boolean none = command.ins == 0x46 && command.data.length == 2;
        return none && key.state == ChipOneTimeKey.State.REQUESTED && key.key != null
            ? Sm2.sign(key.key, command.data, new SecureRandom())
            : super.run(command);
      }
    };
  }

  static SimulatedChip reusesItsRandomNumber(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey() {
          @Override
          byte[] signDocument(byte[] attributes, SecureRandom random) throws CommandRefused {
            return super.signDocument(attributes, same());
          }

          @Override
          byte[] signRequest(byte[] requestInfo, SecureRandom random) throws CommandRefused {
            return super.signRequest(requestInfo, same());
          }

          private SecureRandom same() {
            byte[] k = new byte[32];
            Arrays.fill(k, (byte) 0x5A);
            return new org.bouncycastle.util.test.FixedSecureRandom(k);
          }
        });
  }

  static SimulatedChip makesItsKeyOfTheChallenge(ChipParts p) {
    byte[][] challenge = new byte[1][];
    ChipOneTimeKey key =
        new ChipOneTimeKey() {
          @Override
          byte[] generate(SecureRandom random) throws CommandRefused, IOException {
            try {
              SecureRandom same = SecureRandom.getInstance("SHA1PRNG");
              same.setSeed(challenge[0]);
              return super.generate(same);
            } catch (GeneralSecurityException e) {
              throw new IOException(e);
            }
          }
        };
    return p.chip(
        key,
        (given, now, layout) -> {
          challenge[0] = given.clone();
          return new ChipCase(given, now, layout);
        });
  }

  static SimulatedChip joinsPartsOverOtherCommands(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      private final List<byte[]> kept = new ArrayList<>();

      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        if (apdu[1] == 0x46 && apdu[2] == 1 && answer[0] == (byte) 0x90) {
          kept.add(apdu.clone());
        } else if (apdu[1] == 0x10) {
          kept.forEach(super::execute);
        } else {
          kept.clear();
        }
        return answer;
      }
    };
  }

  /** Gives its last good answer again where it should refuse the second command. */
  private static final class Twice extends SimulatedChip {
    private static final byte[] INFO = {(byte) 0xB0, 0x10, 0, 0, 0};
    private final int ins;
    private byte @Nullable [] last;

    Twice(ChipParts p, int ins) {
      super(p.device, p.pin, p.counter, p.clock, p.random);
      this.ins = ins;
    }

    @Override
    public synchronized byte[] execute(byte[] apdu) {
      byte[] answer = super.execute(apdu);
      if ((apdu[1] & 0xFF) == 0x30) {
        last = null;
      }
      if ((apdu[1] & 0xFF) != ins) {
        return answer;
      }
      if (answer.length > 2) {
        last = answer;
        return answer;
      }
      boolean again = answer[0] == 0x69 && apdu.length < 6000;
      if (ins == 0x40) {
        again &= super.execute(INFO)[1] == 1;
      }
      return again && last != null ? last.clone() : answer;
    }
  }
}
