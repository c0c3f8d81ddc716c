// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Chips that answer commands, PINs or the transport in the wrong way. */
final class BrokenCommand {
  private BrokenCommand() {}

  static SimulatedChip givesTriesWithoutEnd(ChipParts p) {
    AtomicInteger wrong = new AtomicInteger();
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        // Only the first of its wrong tries is for nothing: it can still be blocked.
        if (apdu[1] == 0x20 && answer[0] == 0x63 && wrong.getAndIncrement() == 0) {
          super.execute(ChipParts.verify(p.pin));
          answer[1] = (byte) 0xC5;
        }
        return answer;
      }
    };
  }

  static SimulatedChip takesAShortPin(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        boolean shortPin = apdu[1] == 0x20 && answer[0] == 0x67 && apdu.length == 4 + 3 + 7 + 2;
        return shortPin ? new byte[] {(byte) 0x90, 0} : answer;
      }
    };
  }

  static SimulatedChip opensABlockedPin(ChipParts p) {
    return status(p, 0x6983, 0x9000);
  }

  static SimulatedChip needsNoPin(ChipParts p) {
    AtomicInteger cases = new AtomicInteger();
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        boolean first = apdu[1] == 0x30 && cases.getAndIncrement() == 0;
        return first ? new byte[] {(byte) 0x90, 0} : answer;
      }
    };
  }

  static SimulatedChip wrongStatusForAClass(ChipParts p) {
    return status(p, 0x6E00, 0x6D00);
  }

  static SimulatedChip wrongStatusForAParameter(ChipParts p) {
    return status(p, 0x6A86, 0x6B00);
  }

  static SimulatedChip hasASecretConfirmForTheHost(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      byte[] run(Command command) throws CommandRefused, IOException, GeneralSecurityException {
        return command.ins == 0x34 ? new byte[0] : super.run(command);
      }
    };
  }

  static SimulatedChip saysNothingWhileItWorks(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      Duration keepAlive() {
        return Duration.ofSeconds(10);
      }
    };
  }

  static SimulatedChip takesASecondCommand(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      boolean refusesSecond() {
        return false;
      }
    };
  }

  static SimulatedChip comparesTheBeginningOfAPin(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] given = apdu.length > 3 && apdu[1] == 0x20 ? ChipParts.dataOf(apdu) : new byte[0];
        boolean begins = given.length <= 16 && Arrays.mismatch(given, p.pin) == p.pin.length;
        return super.execute(begins ? ChipParts.verify(p.pin) : apdu);
      }
    };
  }

  static SimulatedChip countsTriesInMemoryThatNeedsCurrent(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized void powerLoss() {
        execute(ChipParts.verify(p.pin));
        super.powerLoss();
      }
    };
  }

  /** Another status word in the place of one. */
  private static SimulatedChip status(ChipParts p, int right, int wrong) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        boolean hit = answer.length == 2 && ((answer[0] & 0xFF) << 8 | answer[1] & 0xFF) == right;
        return hit ? new byte[] {(byte) (wrong >> 8), (byte) wrong} : answer;
      }
    };
  }
}
